"""The page to which somebody comes who signed in again beside an open page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """Say that the other tab is still open. Only for those who are signed in."""
    return render(request, "realtime/signed_in_again.html")
