"""What's on, and calendar files of a search."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..calendar_files import calendar_file, events_of, last_day
from ..finding import Search, find
from ..page_cache import kept_page
from ..queries import school_breaks
from ..whats_on import services_for_calendar, whats_on
from ..windows import HALF_TERM_AHEAD, USUAL, WINDOWS, days_for
from .calendar_response import calendar_response

SIMPLE_FILTERS = ("need", "age", "town")


@login_not_required
@require_safe
@kept_page
def whats_on_page(request: HttpRequest) -> HttpResponse:
    """What is on today, this weekend, in the next 7 days or at half-term, by need, age and town."""
    today = timezone.localdate()
    search = Search.from_query(request.GET)
    breaks = school_breaks(today, today + HALF_TERM_AHEAD)
    chosen = request.GET.get("when", USUAL)
    days = days_for(chosen if chosen in WINDOWS else USUAL, today, breaks)
    on = whats_on(search, first=days.first, last=days.last, breaks=breaks, today=today) if days else None
    context = {
        "part": "find-help",
        "search": search,
        "days": days,
        "on": on,
        "when": days.key if days else "half-term",
        "windows": WINDOWS.items(),
        "filters": [group for group in find(search).facets if group.key in SIMPLE_FILTERS],
        "query": search.page_number(1).to_query(),
        "address": f"?{search.page_number(1).to_query()}&when={days.key if days else ''}",
    }
    return render(request, "localoffer/whats_on.html", context)


@login_not_required
@require_safe
@kept_page
def whats_on_calendar(request: HttpRequest) -> HttpResponse:
    """The times of everything a search finds, in the next half year, as a calendar file."""
    today = timezone.localdate()
    services = services_for_calendar(Search.from_query(request.GET))
    site = request.build_absolute_uri("/").rstrip("/")
    events = events_of(services, today=today, breaks=school_breaks(today, last_day(today)), site=site)
    return calendar_response(calendar_file("What's on", events), "whats-on")
