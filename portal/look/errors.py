"""What people see when something is in the way. Each page says what to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_ratelimit.exceptions import Ratelimited

from portal.access.limits import too_many


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 403 page, or the 429 page when the reason is too many tries."""
    if isinstance(exception, Ratelimited):
        return too_many(request)
    return render(request, "403.html", status=403)
