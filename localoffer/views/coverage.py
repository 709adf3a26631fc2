"""The Local Offer's coverage pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def coverage_page(request: HttpRequest) -> HttpResponse:
    """The coverage page."""
    return render(request, "localoffer/coverage_page.html", {"part": "find-help"})
