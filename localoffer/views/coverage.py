"""What the Local Offer covers, and its gaps."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..coverage import coverage, gaps_in
from ..page_cache import kept_page


@login_not_required
@require_safe
@kept_page
def coverage_page(request: HttpRequest) -> HttpResponse:
    """The 19 headings with the entries and pages that meet each, and when they were last checked."""
    rows = coverage()
    context = {"part": "find-help", "rows": rows, "gaps": gaps_in(rows)}
    return render(request, "localoffer/coverage.html", context)
