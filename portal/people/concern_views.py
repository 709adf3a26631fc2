"""The page "I do not feel safe", for everybody; and the pages of those who read what is sent there."""

import uuid as uuids
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_ratelimit.core import is_ratelimited

from portal.access.gates import requires
from portal.access.roles import Permission
from portal.accounts.models import User
from portal.files.actions import Refused as FileRefused
from portal.files.models import StoredFile
from portal.files.refusing import ask_again
from portal.pages.area import get_area

from . import card_session
from .actions.concerns import add_step, note_opened, send_concern
from .concern_forms import PICTURES, CloseForm, ConcernForm, StepForm, sending_of
from .concern_opened import opened_in, whose_form
from .concern_queries import concerns_for, readers
from .gates import has_own_space
from .models import Concern, ConcernStep
from .refusals import Refused

# A school's computers share one address; nobody needs to send more from one place in an hour.
RATE = "30/h"
SENT = "your recording or picture"  # what the file is called where the form comes back
TOO_MANY = (
    "We have had many messages from where you are, so this one is not sent yet. Please ring one of the "
    "numbers on this page, or send it again in an hour."
)
A_PAGE = 50


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest) -> HttpResponse:
    """The page, the page with what to put right, or on to what happens next. The device keeps nothing."""
    if request.method != "POST":
        return _show(request, ConcernForm(is_signed_in=request.user.is_authenticated))
    user = _sender(request)
    form = ConcernForm(request.POST, request.FILES, is_signed_in=user is not None)
    if not form.is_valid():
        ask_again(form, "recording", SENT)
        return _show(request, form)
    if is_ratelimited(request, group="concern", key="user_or_ip", rate=RATE, method="POST", increment=True):
        form.add_error(None, TOO_MANY)
        ask_again(form, "recording", SENT)
        return _show(request, form, status=429)
    try:
        send_concern(
            by=user,
            said=form.said(),
            sending=sending_of(request.POST),
            at=timezone.now(),
            recording=form.cleaned_data["recording"],
        )
    except FileRefused as refused:
        form.add_error("recording", refused.sentence)
        return _show(request, form)
    return redirect("concerns:sent")


def _sender(request: HttpRequest) -> User | None:
    """Whoever is signed in, else the young person whose card's time ran out while they filled the form in."""
    if isinstance(request.user, User):
        return request.user
    return whose_form(request.POST.get("opened", ""), sending_of(request.POST), timezone.now())


def _show(request: HttpRequest, form: ConcernForm, status: int = 200) -> HttpResponse:
    card, sending = card_session.card_of(request), sending_of(request.POST)
    pictures = [{"value": what.value, "text": what.label, "picture": PICTURES[what]} for what in Concern.What]
    context = {
        "form": form,
        "pictures": pictures,
        "area": get_area(),
        "has_readers": bool(readers()),
        "sending": sending,
        "opened": opened_in(card, sending, timezone.now()) if card else request.POST.get("opened", ""),
        "has_space": has_own_space(request.user),
    }
    return render(request, "people/concern.html", context, status=status)


@login_not_required
@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next. It shows nothing of what was sent."""
    context = {"area": get_area(), "has_space": has_own_space(request.user)}
    return render(request, "people/concern_sent.html", context)


@requires(Permission.READ_CONCERNS)
@require_safe
def concerns(request: HttpRequest) -> HttpResponse:
    """What was sent: when, by whom and where it is; no words."""
    page = Paginator(concerns_for(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/concerns.html", {"page": page})


@requires(Permission.READ_CONCERNS)
@require_safe
def concern(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One concern, and what was done about it. The look is recorded."""
    found = _concern_or_404(request.user, uuid)
    note_opened(by=request.user, concern=found, at=timezone.now())
    return _read(request, found)


@requires(Permission.READ_CONCERNS)
@require_POST
def step(request: HttpRequest, uuid: uuids.UUID, kind: str) -> HttpResponse:
    """Add a row to what was done; the page comes back with what to put right."""
    found = _concern_or_404(request.user, uuid)
    if kind not in ConcernStep.Kind.values:
        raise Http404("There is no such page here.")
    form = None
    if kind != ConcernStep.Kind.READ:
        form = (CloseForm if kind == ConcernStep.Kind.CLOSED else StepForm)(request.POST, prefix=kind)
        if not form.is_valid():
            return _read(request, found, **{_form_name(kind): form})
    given = form.cleaned_data if form else {}
    try:
        add_step(concern=found, by=cast(User, request.user), kind=kind, at=timezone.now(), **given)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("concerns:read", uuid=uuid)


def _form_name(kind: str) -> str:
    return "close_form" if kind == ConcernStep.Kind.CLOSED else "step_form"


def _concern_or_404(user: Any, uuid: uuids.UUID) -> Concern:
    found = concerns_for(user).filter(uuid=uuid).first()
    if found is None:
        raise Http404("There is no such page here.")
    return found


def _read(request: HttpRequest, found: Concern, **forms: Any) -> HttpResponse:
    is_closed = found.state == Concern.State.CLOSED
    next_kind = ConcernStep.Kind.OPENED_AGAIN if is_closed else ConcernStep.Kind.DID
    context = {
        "concern": found,
        "picture": PICTURES[Concern.What(found.what)] if found.what else "",
        "files": StoredFile.objects.of(found).order_by("pk"),
        "steps": found.steps.select_related("by").order_by("at", "pk"),
        "is_waiting": found.state == Concern.State.WAITING,
        "is_closed": is_closed,
        "next_kind": next_kind,
        "step_form": StepForm(prefix=next_kind),
        "close_form": CloseForm(prefix=ConcernStep.Kind.CLOSED),
        **forms,
    }
    return render(request, "people/concern_read.html", context)
