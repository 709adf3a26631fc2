"""Two boards for editors: how fresh the directory is, and which headings it covers."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from .. import actions
from ..coverage import coverage, gaps_in
from ..freshness import FRESHNESS_WORDS, Freshness
from ..freshness_queries import with_freshness
from ..headings import HEADINGS
from ..models import HeadingPage, Service
from .listing import freshness_words

editors_only = permission_required("localoffer.change_service", raise_exception=True)
LONGEST_LIST = 50


def _published() -> QuerySet[Service]:
    return Service.objects.published()


@editors_only
def freshness_board(request: HttpRequest) -> HttpResponse:
    """How many entries are fresh, due and stale; those nobody keeps; and the next ones to check."""
    today = timezone.localdate()
    states: list[dict[str, Any]] = []
    for state in Freshness:
        count = with_freshness(_published(), state, today).count()
        states.append({"key": state.value, "words": FRESHNESS_WORDS[state], "count": count})
    total = sum(state["count"] for state in states)
    for state in states:
        state["percent"] = round(100 * state["count"] / total) if total else 0
    to_check = list(
        with_freshness(_published(), Freshness.STALE, today)
        .select_related("provider")
        .order_by("assured_date", "name")[:LONGEST_LIST]
    )
    unowned = _published().filter(responsible="")
    context = {
        "states": states,
        "total": total,
        "to_check": [(entry, freshness_words(entry)) for entry in to_check],
        "unowned": unowned.select_related("provider").order_by("name")[:LONGEST_LIST],
        "unowned_count": unowned.count(),
        "longest": LONGEST_LIST,
    }
    return render(request, "localoffer_admin/freshness.html", context)


class HeadingPageForm(forms.Form):
    """A page that tells families about a heading."""

    heading = forms.TypedChoiceField(
        label="Heading",
        coerce=int,
        choices=[(heading.number, f"{heading.number}. {heading.title}") for heading in HEADINGS],
    )
    page = forms.ModelChoiceField(
        label="Page",
        queryset=Page.objects.filter(depth__gt=1),
        widget=AdminPageChooser,
        error_messages={"required": "Choose the page that tells families about this heading."},
    )


def _coverage_context(form: HeadingPageForm) -> dict[str, Any]:
    rows = coverage(with_drafts=True)
    return {"rows": rows, "form": form, "gaps": gaps_in(rows)}


@editors_only
def coverage_board(request: HttpRequest) -> HttpResponse:
    """The 19 headings: entries, pages, last checked, without an owner; gaps stand out."""
    return render(request, "localoffer_admin/coverage.html", _coverage_context(HeadingPageForm()))


@editors_only
@require_POST
def link_heading_page(request: HttpRequest) -> HttpResponse:
    """Say that a page meets a heading."""
    form = HeadingPageForm(request.POST)
    if not form.is_valid():
        return render(request, "localoffer_admin/coverage.html", _coverage_context(form))
    number, page = form.cleaned_data["heading"], form.cleaned_data["page"]
    actions.link_heading_page(heading=number, page=page, by=request.user)
    messages.success(request, f"“{page.title}” now counts for heading {number}.")
    return redirect("localoffer_admin:coverage")


@editors_only
@require_POST
def unlink_heading_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a page no longer counts for a heading."""
    link = get_object_or_404(HeadingPage.objects.select_related("page"), pk=pk)
    actions.unlink_heading_page(link=link, by=request.user)
    messages.success(request, f"“{link.page.title}” no longer counts for heading {link.heading}.")
    return redirect("localoffer_admin:coverage")
