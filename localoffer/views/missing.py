"""The Local Offer's missing pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def missing_page(request: HttpRequest) -> HttpResponse:
    """The missing page."""
    return render(request, "localoffer/missing_page.html", {"part": "find-help"})
