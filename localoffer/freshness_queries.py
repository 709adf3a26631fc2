"""Entries by how fresh they are: the same rule as localoffer.freshness, asked of the database."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Q, QuerySet

from .freshness import Freshness, period_on
from .models import Service


def _overdue_by(days: int, today: date) -> Q:
    """Entries whose check was due `days` or more before `today`."""
    period = period_on(today)
    day = today - timedelta(days=days)
    reckoned = day - relativedelta(months=period.months_when_quick_to_change)
    return Q(next_check_date__lte=day) | Q(next_check_date__isnull=True, assured_date__lte=reckoned)


def with_freshness(queryset: QuerySet[Service], state: Freshness, today: date) -> QuerySet[Service]:
    """The entries of `queryset` that are `state` on `today`."""
    never = Q(assured_date__isnull=True)
    stale = never | _overdue_by(period_on(today).days_from_due_to_stale, today)
    due_or_worse = never | _overdue_by(0, today)
    if state is Freshness.STALE:
        return queryset.filter(stale)
    if state is Freshness.DUE:
        return queryset.filter(due_or_worse).exclude(stale)
    return queryset.exclude(due_or_worse)
