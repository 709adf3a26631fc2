"""One entry, and its calendar file."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..calendar_files import calendar_file, events_of, last_day
from ..entry_shown import entry_context
from ..finding import Search
from ..hidden_shown import elsewhere, hidden_for_now
from ..kept import kept_in
from ..page_cache import LONGEST_ADDRESS
from ..queries import school_breaks, whole_entries
from .calendar_response import calendar_response


@login_not_required
@require_safe
def entry_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The seven answers, times, places and contact of one service. 404 for what is not published.

    One that is hidden because nobody confirmed it says so, with where else to look.
    """
    service = whole_entries().filter(slug=slug).first()
    if service is None:
        return _hidden(request, slug)
    context = entry_context(service, today=timezone.localdate())
    context["is_kept"] = service.uuid in kept_in(request.COOKIES)
    context["search_query"] = _search_before(request)
    return render(request, "localoffer/entry.html", context)


def _hidden(request: HttpRequest, slug: str) -> HttpResponse:
    """404, kindly, for an entry that families could find until nobody confirmed it; 404 for all others."""
    service = get_object_or_404(hidden_for_now(), slug=slug)
    context = {"part": "find-help", "service": service, **elsewhere(service)}
    return render(request, "localoffer/entry_hidden.html", context, status=404)


def _search_before(request: HttpRequest) -> str:
    """The search that led here, as a query string, so that "Find help" leads back to it; "" for none.

    The browser says so itself, for this one page; nothing is kept.
    """
    came_from = request.headers.get("Referer", "")
    ours = f"{request.build_absolute_uri(reverse('localoffer:search'))}?"
    if not came_from.startswith(ours) or len(came_from) > LONGEST_ADDRESS:
        return ""
    search = Search.from_query(QueryDict(came_from.removeprefix(ours)))
    return "" if search.is_empty else search.to_query()


@login_not_required
@require_safe
def entry_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The times of one service in the next half year as a calendar file. 404 for what is not published."""
    service = get_object_or_404(whole_entries(), slug=slug)
    today = timezone.localdate()
    site = request.build_absolute_uri("/").rstrip("/")
    events = events_of([service], today=today, breaks=school_breaks(today, last_day(today)), site=site)
    return calendar_response(calendar_file(service.name, events), slug)
