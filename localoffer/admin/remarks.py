"""What families told us, for those who answer: the list, one remark and what can be done, typing one in."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from portal.access.gates import requires
from portal.access.roles import Permission

from .. import remark_actions as actions
from ..models import Remark
from ..models.remark import RemarkKind, State
from ..naming_words import flags
from ..remark_files import recording_of
from ..remark_queries import known_names, queue
from ..remark_shown import shown
from .remark_forms import (
    AnswerForm,
    CorrectedForm,
    DeclineForm,
    LimbForm,
    PublishForm,
    Sure,
    TypedInAdmin,
)

answers_remarks = requires(Permission.ANSWER_REMARKS)
ON_ONE_PAGE = 50


@dataclass(frozen=True)
class RemarkAct:
    """One thing to do with a remark: its words, its form and the action behind it."""

    title: str
    hint: str
    button: str
    done: str
    do: Callable[..., Remark]
    form: type[Sure] = Sure
    may: Callable[[Remark], bool] = lambda remark: True


def _closable(remark: Remark) -> bool:
    return remark.state != State.DECLINED


ACTS: dict[str, RemarkAct] = {
    "look": RemarkAct(
        title="I am looking at it",
        hint="The person who told us sees that somebody is looking.",
        button="Say that we are looking",
        done="{reference}: the person sees that we are looking at it.",
        do=actions.start_looking,
        may=lambda remark: remark.state != State.LOOKING,
    ),
    "sort": RemarkAct(
        title="What is it about?",
        hint="The law asks for comments about these three. It decides where this one is counted.",
        button="Save what it is about",
        done="{reference} is sorted.",
        do=actions.sort_remark,
        form=LimbForm,
    ),
    "correct": RemarkAct(
        title="We put it right",
        hint="Put the entry right first. Then say here what you changed.",
        button="Say that it is put right",
        done="{reference} is marked as put right.",
        do=actions.mark_corrected,
        form=CorrectedForm,
        may=_closable,
    ),
    "answer": RemarkAct(
        title="Answer",
        hint="The person reads this on their own page, and gets an email if they asked for one.",
        button="Send the answer",
        done="{reference} is answered.",
        do=actions.answer_remark,
        form=AnswerForm,
        may=_closable,
    ),
    "decline": RemarkAct(
        title="Decline",
        hint="Only for one of the two reasons that the law allows. The person reads why.",
        button="Decline it",
        done="{reference} is declined, and the person reads why.",
        do=actions.decline_remark,
        form=DeclineForm,
        may=lambda remark: remark.state != State.DECLINED and remark.published_at is None,
    ),
    "publish": RemarkAct(
        title="Publish, identifying nobody",
        hint="Write a wording that cannot tell who said it or who it is about. Their own words stay.",
        button="Publish this wording",
        done="{reference} is on the public page.",
        do=actions.publish_remark,
        form=PublishForm,
        may=lambda remark: remark.state in (State.ANSWERED, State.CORRECTED) and bool(remark.limb),
    ),
    "take-down": RemarkAct(
        title="Take it off the public page",
        hint="The wording stays here, so you can publish it again.",
        button="Take it off",
        done="{reference} is no longer on the public page.",
        do=actions.take_down_remark,
        may=lambda remark: remark.published_at is not None,
    ),
}


@answers_remarks
@require_safe
def remark_queue(request: HttpRequest) -> HttpResponse:
    """What was told us, with filters that say how many each leaves; what waits longest first."""
    found = queue({name: request.GET[name] for name in request.GET})
    page = Paginator(found.remarks, ON_ONE_PAGE).get_page(request.GET.get("p"))
    titles = {"state": "How far", "kind": "What", "limb": "About", "came": "How it came"}
    groups = [
        {
            "title": titles[name],
            "choices": [(one, _address(found.filters, name, one.value)) for one in choices],
        }
        for name, choices in found.filters.items()
    ]
    return render(request, "localoffer_admin/remarks.html", {"page": page, "groups": groups})


def _address(filters: dict[str, Any], name: str, value: str) -> str:
    chosen = {
        key: next((one.value for one in choices if one.is_chosen), "") for key, choices in filters.items()
    }
    return "&".join(f"{key}={chosen[key] if key != name else value}" for key in filters)


def _remark(pk: int) -> Remark:
    found = Remark.objects.select_related("service", "typed_by").prefetch_related("steps")
    return get_object_or_404(found, pk=pk)


@answers_remarks
@require_safe
def remark_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One remark: what was said, what became of it, and a form for each thing that can be done."""
    return _show(request, _remark(pk), {})


def _show(request: HttpRequest, remark: Remark, sent: dict[str, Sure], status: int = 200) -> HttpResponse:
    acts = [
        {
            "name": name,
            "act": act,
            "form": sent.get(name) or _fresh_form(act, remark, name),
            "is_open": name in sent,
        }
        for name, act in ACTS.items()
        if act.may(remark)
    ]
    context = {
        "remark": remark,
        "told": shown(remark),
        "acts": acts,
        "recording": recording_of(remark),
        "edit_entry": _entry_address(remark),
        "flags": flags(remark.words, known_names()),
    }
    return render(request, "localoffer_admin/remark.html", context, status=status)


def _entry_address(remark: Remark) -> str:
    if remark.service_id is None:
        return ""
    return reverse("wagtailsnippets_localoffer_service:edit", args=[remark.service_id])


def _fresh_form(act: RemarkAct, remark: Remark, name: str) -> Sure:
    last = [step.words for step in remark.steps.all() if step.kind in (State.ANSWERED, State.CORRECTED)]
    initial = {
        "limb": remark.limb,
        "wording": remark.published_words or remark.words,
        "answer": remark.published_answer or (last[-1] if last else ""),
        "plan": remark.published_plan,
    }
    return act.form(initial=initial, prefix=name)


@answers_remarks
@require_POST
def remark_act(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Do one of ACTS, or show its form again with what to put right. 404 for what cannot be done now."""
    remark = _remark(pk)
    act = ACTS.get(name)
    if act is None or not act.may(remark):
        raise Http404("That cannot be done now.")
    form = act.form(request.POST, prefix=name)
    if isinstance(form, PublishForm):
        form.known = known_names()
    if form.is_valid():
        try:
            act.do(remark=remark, by=request.user, at=timezone.now(), **form.said())
        except ValueError as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, act.done.format(reference=remark.reference))
            return redirect("localoffer_admin:remark", pk)
    return _show(request, remark, {name: form}, status=200)


@answers_remarks
@require_http_methods(["GET", "HEAD", "POST"])
def remark_new(request: HttpRequest, kind: str = RemarkKind.WRONG) -> HttpResponseBase:
    """Type in what somebody said on the phone, in their own words. 404 for a kind that there is not."""
    if kind not in RemarkKind.values:
        raise Http404("There is no such kind.")
    form = TypedInAdmin(kind, request.POST or None, initial={"sending": uuid.uuid4()})
    secret = ""
    remark = None
    if request.method == "POST" and form.is_valid():
        try:
            remark, secret = actions.give_remark(at=timezone.now(), by=request.user, kind=kind, **form.said())
        except ValueError:
            form.add_error("words", form.nothing_said())
    context = {
        "form": form,
        "kind": kind,
        "kinds": RemarkKind.choices,
        "remark": remark,
        "secret": secret,
        "address": request.build_absolute_uri(reverse("localoffer:told", args=[secret])) if secret else "",
    }
    return render(request, "localoffer_admin/remark_new.html", context)
