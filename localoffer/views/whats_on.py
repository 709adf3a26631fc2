"""The Local Offer's whats on pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def whats_on_page(request: HttpRequest) -> HttpResponse:
    """The whats on page."""
    return render(request, "localoffer/whats_on_page.html", {"part": "find-help"})


@login_not_required
def whats_on_calendar(request: HttpRequest) -> HttpResponse:
    """The whats on calendar."""
    return render(request, "localoffer/whats_on_calendar.html", {"part": "find-help"})
