"""One entry, and its calendar file."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ..models import Service
from ..queries import whole_entries


@login_not_required
@require_safe
def entry_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The seven answers, times, places and contact of one service. 404 for what is not published."""
    service = get_object_or_404(whole_entries(), slug=slug)
    return render(request, "localoffer/entry.html", {"part": "find-help", "service": service})


@login_not_required
@require_safe
def entry_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The times of one service as a calendar file."""
    get_object_or_404(Service.objects.published(), slug=slug)
    return HttpResponse(status=204)
