"""What is true just now: told by whoever keeps the entry, and the parts of pages that show it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.access.limits import limit_posts
from portal.realtime.fragments import live_fragment

from ..entry_shown import now_context
from ..finding import Search, find, index
from ..keeping import Keeping
from ..keeping_forms import ClosedForm, MessageForm, PlacesForm, WaitForm
from ..live_fact_actions import change_places, tell_closed, tell_message, tell_places, tell_wait
from ..live_fact_queries import history_of, live_facts_of
from ..live_facts import CLOSED, MESSAGE, PLACES, WAIT, now, shown
from ..models import Service
from ..owners import to_keep
from ..search_shown import cards_of
from ..topics import DIRECTORY, ENTRY, EVERYTHING
from .still_right import for_keepers

POSTS = "120/m"  # a hall fills one press at a time


@dataclass(frozen=True)
class Telling:
    """One thing to tell: its form if it needs one, and the action behind it."""

    do: Callable[..., Any]
    what: Callable[[dict[str, Any], datetime], dict[str, Any]]
    form: type[forms.Form] | None = None


TELLINGS = {
    "more": Telling(change_places, lambda data, at: {"step": 1}),
    "fewer": Telling(change_places, lambda data, at: {"step": -1}),
    "full": Telling(tell_places, lambda data, at: {"number": 0}),
    "places": Telling(tell_places, lambda data, at: {"number": data["places"]}, PlacesForm),
    "no-places": Telling(tell_places, lambda data, at: {"number": None}),
    "wait": Telling(tell_wait, lambda data, at: {"weeks": data["weeks"]}, WaitForm),
    "no-wait": Telling(tell_wait, lambda data, at: {"weeks": None}),
    "closed-today": Telling(tell_closed, lambda data, at: {"until": timezone.localtime(at).date()}),
    "closed": Telling(tell_closed, lambda data, at: {"until": data["until"]}, ClosedForm),
    "open": Telling(tell_closed, lambda data, at: {"until": None}),
    "message": Telling(tell_message, lambda data, at: {"words": data["message"]}, MessageForm),
    "no-message": Telling(tell_message, lambda data, at: {"words": ""}),
}
FORMS: dict[str, type[forms.Form]] = {
    "places": PlacesForm,
    "wait": WaitForm,
    "closed": ClosedForm,
    "message": MessageForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts(POSTS)
@for_keepers
def right_now(request: HttpRequest, keeping: Keeping, slug: str) -> HttpResponse:
    """One screen of big buttons: places, wait, closed today, one line of words."""
    service = get_object_or_404(keeping.entries().select_related("provider"), slug=slug)
    bound: dict[str, forms.Form] = {}
    name = request.POST.get("do", "") if request.method == "POST" else ""
    if name in TELLINGS:
        telling = TELLINGS[name]
        form = _bind(telling.form, request.POST)
        if form is None or form.is_valid():
            return _tell(request, keeping, service, telling, form)
        bound[name] = form
    return render(request, "localoffer/right_now.html", _context(keeping, service, bound))


def _bind(form_class: type[forms.Form] | None, data: Any) -> forms.Form | None:
    if form_class is None:
        return None
    return form_class(data, **_options(form_class))


def _options(form_class: type[forms.Form]) -> dict[str, Any]:
    return {"today": timezone.localdate()} if form_class is ClosedForm else {}


def _tell(
    request: HttpRequest, keeping: Keeping, service: Service, telling: Telling, form: forms.Form | None
) -> HttpResponse:
    at = timezone.now()
    telling.do(
        service=service,
        by=keeping.user,
        role=keeping.role,
        at=at,
        **telling.what(form.cleaned_data if form else {}, at),
    )
    messages.success(request, "Families see this now.")
    return redirect(reverse("localoffer:right-now", args=[keeping.key, service.slug]))


def _context(keeping: Keeping, service: Service, bound: dict[str, forms.Form]) -> dict[str, Any]:
    today = timezone.localdate()
    facts = live_facts_of([service.pk]).get(service.pk, {})
    current = {kind: now(facts, kind, today) for kind in (PLACES, WAIT, CLOSED, MESSAGE)}
    shown_now = {one.kind: one for one in shown(facts, today)}
    return {
        "part": "find-help",
        "keeping": keeping,
        "service": service,
        "current": current,
        "shown": shown_now,
        "forms": {name: bound.get(name) or made(**_options(made)) for name, made in FORMS.items()},
        "problems": [form for form in bound.values() if form.errors],
        "history": history_of(service, 8),
    }


@login_not_required
@live_fragment(ENTRY, "entry")
def entry_now(request: HttpRequest, entry: UUID) -> HttpResponse:
    """The part of an entry's page that changes by itself. 404 for what was never public or is no more.

    One that was hidden because nobody confirmed it says so on the pages that are still open.
    """
    services = to_keep().select_related("provider").prefetch_related("phones", "contacts")
    service = get_object_or_404(services, uuid=entry)
    return render(request, "localoffer/parts/entry_now.html", now_context(service, timezone.localdate()))


@login_not_required
@live_fragment(DIRECTORY, lambda **_named: EVERYTHING)
def found_now(request: HttpRequest) -> HttpResponse:
    """The entries on one page of a search, as they are now."""
    index.forget()  # pages fetch this within moments of a change, perhaps from another process
    today = timezone.localdate()
    found = find(Search.from_query(request.GET), today)
    return render(request, "localoffer/parts/cards.html", {"cards": cards_of(found, today=today)})
