"""A board for editors: which headings the directory covers."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from .. import actions
from ..coverage import coverage, gaps_in
from ..headings import HEADINGS
from ..models import HeadingPage

editors_only = permission_required("localoffer.change_service", raise_exception=True)


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
