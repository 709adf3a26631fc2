"""How current the Local Offer is: the share of entries checked in time, in public."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..checking_shares import months_until, shares_on
from ..freshness import period_on
from ..page_cache import kept_page


@login_not_required
@require_safe
@kept_page
def how_current_page(request: HttpRequest) -> HttpResponse:
    """The share today, by heading, and month by month as a chart and a table."""
    today = timezone.localdate()
    everything, *by_heading = shares_on(today)
    months = months_until(today)
    context = {
        "part": "find-help",
        "everything": everything,
        "by_heading": by_heading,
        "months": months,
        "rule": period_on(today),
        "today": today,
    }
    return render(request, "localoffer/how_current.html", context)
