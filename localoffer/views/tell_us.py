"""Something is not right, a question, a comment: tell us, follow it, read what others said."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.limits import limit_posts
from portal.files.refusing import Refused, ask_again
from portal.realtime.fragments import live_fragment

from ..models import Remark, Service
from ..models.remark import Limb, RemarkKind
from ..remark_actions import give_remark
from ..remark_forms import CodeForm, RemarkForm, page_said
from ..remark_queries import counts_by_limb, published_remarks, remark_behind
from ..remark_shown import shown

KINDS = (
    (
        RemarkKind.WRONG,
        "Something is wrong, closed, too far, or not good enough. Or something is good.",
        "warning",
    ),
    (RemarkKind.QUESTION, "You want to know something about help in our area.", "question"),
    (RemarkKind.COMMENT, "What is missing, what is hard to use, and whether you have a say.", "talking"),
)
ON_ONE_PAGE = 20
# A library's or a school's computers share one address, so a few families must be able to write in an hour.
RATE = "20/h"


@login_not_required
@require_safe
def tell_us_page(request: HttpRequest) -> HttpResponse:
    """Which of the three it is."""
    about = _about(request)
    query = urlencode({name: value for name, value in about.items() if value})
    kinds = [
        {
            "title": kind.label,
            "text": words,
            "picture": picture,
            "href": f"{reverse('localoffer:tell-us-form', args=[kind.value])}{'?' + query if query else ''}",
        }
        for kind, words, picture in KINDS
    ]
    context = {"part": "find-help", "kinds": kinds, "entry": _entry(about["entry"])}
    return render(request, "localoffer/tell_us.html", {**context, "thanks": "thanks" in request.GET})


def _about(request: HttpRequest) -> dict[str, str]:
    """What it is about: said by the link, else the page of ours that led here, as the browser says it."""
    entry = request.GET.get("entry", "")[:120]
    page = page_said(request.GET.get("page", "")[:2000])
    before = request.headers.get("Referer", "")
    ours = request.build_absolute_uri("/")
    if not entry and not page and before.startswith(ours):
        page = page_said("/" + before.removeprefix(ours))
    start = reverse("localoffer:entry", args=["x"]).removesuffix("x/")
    if not entry and page.startswith(start):
        entry = page.removeprefix(start).strip("/")
    return {"entry": entry if slug_re.match(entry) else "", "page": page}


def _entry(slug: str) -> Service | None:
    """The published entry of that address. What is no address is asked of no database."""
    return Service.objects.published().filter(slug=slug).first() if slug_re.match(slug) else None


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts(RATE)
def tell_us_form(request: HttpRequest, kind: str) -> HttpResponse:
    """The form, the form with what to put right, or on to the receipt. 404 for a kind that there is not."""
    if kind not in RemarkKind.values:
        raise Http404("There is no such form.")
    if request.method == "POST":
        return _take(request, kind)
    form = RemarkForm(kind, initial={**_about(request), "sending": uuid.uuid4()})
    return _show_form(request, form, _entry(form.initial["entry"]))


def _take(request: HttpRequest, kind: str) -> HttpResponse:
    form = RemarkForm(kind, request.POST, request.FILES)
    if not form.is_valid():
        ask_again(form, "recording", "your recording")
        return _show_form(request, form, form.cleaned_data.get("entry"))
    if form.is_from_a_machine():
        return redirect(f"{reverse('localoffer:tell-us')}?thanks=1")
    try:
        _, secret = give_remark(at=timezone.now(), **form.remark())
    except Refused as why:
        form.add_error("recording", str(why))
    except ValueError:
        form.add_error("words", form.nothing_said())
    else:
        return redirect(f"{reverse('localoffer:told', args=[secret])}?received=1")
    return _show_form(request, form, form.cleaned_data.get("entry"))


def _show_form(request: HttpRequest, form: RemarkForm, entry: Service | None) -> HttpResponse:
    context = {
        "part": "find-help",
        "form": form,
        "kind": form.kind,
        "title": RemarkKind(form.kind).label,
        "entry": entry,
    }
    return render(request, "localoffer/tell_us_form.html", context)


def _behind(secret: str) -> Remark:
    remark = remark_behind(secret)
    if remark is None:
        raise Http404("That link opens nothing.")
    return remark


def _keep_secret(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no other site and no search engine may learn it."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
@never_cache
@require_safe
def told_page(request: HttpRequest, secret: str) -> HttpResponse:
    """What became of it: the state, the steps, the answer; on the first visit the receipt as well."""
    remark = _behind(secret)
    context: dict[str, Any] = {
        "part": "find-help",
        "told": shown(remark),
        "secret": secret,
        "is_new": "received" in request.GET,
        "address": request.build_absolute_uri(reverse("localoffer:told", args=[secret])),
        "now_address": reverse("localoffer:told-now", args=[secret]),
    }
    return _keep_secret(render(request, "localoffer/told.html", context))


def _identity(secret: str) -> str:
    remark = remark_behind(secret)
    return str(remark.uuid) if remark else ""


@login_not_required
@live_fragment("remark", _identity)
def told_now(request: HttpRequest, secret: str) -> HttpResponse:
    """The part of that page which changes."""
    context = {"told": shown(_behind(secret))}
    return _keep_secret(render(request, "localoffer/parts/told.html", context))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("30/h")
def follow_page(request: HttpRequest) -> HttpResponse:
    """A box for the code on paper, which leads to the page that it opens."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if remark_behind(form.cleaned_data["code"]):
            return HttpResponseRedirect(reverse("localoffer:told", args=[form.cleaned_data["code"]]))
        form.add_error("code", "We have nothing with that code. Check it against your paper")
    return render(request, "localoffer/follow.html", {"part": "find-help", "form": form})


@login_not_required
@require_safe
def comments_page(request: HttpRequest) -> HttpResponse:
    """What was said about the Local Offer and what we answered, identifying nobody (regulation 56)."""
    limb = request.GET.get("about", "")
    limb = limb if limb in Limb.values else ""
    entry = _entry(request.GET.get("entry", "")[:120])
    page = Paginator(published_remarks(limb, entry), ON_ONE_PAGE).get_page(request.GET.get("page"))
    counts = counts_by_limb()
    context = {
        "part": "find-help",
        "page": page,
        "limb": limb,
        "entry": entry,
        "limbs": [{"value": one.value, "label": one.label, "count": counts[one.value]} for one in Limb],
        "total": counts["total"],
        "address": request.get_full_path(),
    }
    return render(request, "localoffer/comments.html", context)
