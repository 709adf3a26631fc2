"""What is on in some days, from the schedules of published entries that are running now.

A help line that is open most days is not an event: those stay in the search and are left out here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, time

from django.db.models import Prefetch, Q, QuerySet

from .cards import Card, card_for
from .finding import Search, matching_ids
from .happening import WEEKLY, Break, Occurrence, ScheduleFacts, occurrences, read_days
from .live_fact_queries import live_facts_of
from .live_facts import CLOSED, Told, now, told_words
from .models import Schedule, Service
from .models.service import Status
from .places_shown import where_words
from .schedule_words import is_all_day, times_in_words

PER_PAGE = 50
MOST_DAYS_A_WEEK = 4  # on so many days of every week it is opening hours, not something that is on
MOST_IN_CALENDAR = 300
FACTS = tuple(one.name for one in fields(ScheduleFacts))  # columns of Schedule by the same names


@dataclass(frozen=True)
class OnCard:
    """One thing that is on, on one day."""

    day: date
    times: str
    where: str
    is_bank_holiday: bool
    closed: str  # what the provider told us lately about that day, or ""
    card: Card


@dataclass(frozen=True)
class OnDay:
    """One day with what is on, and after that what is open on every day of the week."""

    day: date
    cards: list[OnCard] = field(default_factory=list)
    every_day: list[OnCard] = field(default_factory=list)


@dataclass(frozen=True, order=True)
class _Time:
    """One time that something is on, in the order of the page: those without a time of the day last, and
    after them what is open on every day of the week, which no family needs to hurry to."""

    day: date
    is_every_day: bool
    starts: time
    schedule_id: int
    occurrence: Occurrence = field(compare=False)


@dataclass(frozen=True)
class OnPage:
    """One page of what is on."""

    total: int
    days: list[OnDay]
    page: int
    pages: int


def whats_on(search: Search, *, first: date, last: date, breaks: Sequence[Break], today: date) -> OnPage:
    """Return what is on from `first` to `last`, by day and time: a fixed number of queries."""
    found = _all_times(search, first=first, last=last, breaks=breaks)
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(search.page, pages)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    whole = _whole_schedules({one.schedule_id for one in shown})
    live = live_facts_of({schedule.service_id for schedule in whole.values()})
    days: dict[date, OnDay] = {}
    for one in shown:
        day = days.setdefault(one.day, OnDay(one.day))
        cards = day.every_day if one.is_every_day else day.cards
        schedule = whole[one.schedule_id]
        closed = now(live.get(schedule.service_id, {}), CLOSED, today)
        cards.append(_card(one.occurrence, schedule, today, closed))
    return OnPage(len(found), list(days.values()), page, pages)


def services_for_calendar(search: Search) -> list[Service]:
    """The services of a search with what a calendar file needs, best match first, 300 at most."""
    ids = matching_ids(search)[:MOST_IN_CALENDAR]
    schedules = Prefetch("schedules", queryset=Schedule.objects.select_related("place").order_by("pk"))
    found = (
        Service.objects.published()
        .filter(pk__in=ids)
        .prefetch_related(schedules, "schedules__place__addresses")
        .order_by("pk")
    )
    return list(found)


def _running(search: Search) -> QuerySet[Schedule]:
    """The schedules of running services that fit the search."""
    rows = Schedule.objects.filter(
        service__live=True, service__hidden_reason="", service__status=Status.ACTIVE
    )
    return rows if search.is_empty else rows.filter(service_id__in=matching_ids(search))


def _all_times(search: Search, *, first: date, last: date, breaks: Sequence[Break]) -> list[_Time]:
    """Every time in the page's order; the schedules of most days of the week left out."""
    not_over = (Q(valid_to__isnull=True) | Q(valid_to__gte=first)) & (
        Q(until__isnull=True) | Q(until__gte=first)
    )
    rows = _running(search).filter(not_over).order_by("pk").values_list("pk", "service_id", *FACTS)
    found = []
    weekdays: dict[int, set[int]] = defaultdict(set)
    for pk, service_id, *facts in rows.iterator(chunk_size=2000):
        schedule = ScheduleFacts(*facts)
        days = read_days(schedule.byday)
        if schedule.freq == WEEKLY and schedule.interval == 1:
            weekdays[service_id] |= {weekday for _, weekday in days}
        if len(days) < MOST_DAYS_A_WEEK:
            found += [(service_id, pk, one) for one in occurrences(schedule, first, last, breaks)]
    return sorted(
        _Time(one.day, len(weekdays[service_id]) == 7, _starts(one), pk, one) for service_id, pk, one in found
    )


def _starts(one: Occurrence) -> time:
    """When it begins, to put it in order; what lasts all day, or has no time, comes last."""
    if one.opens_at is None or is_all_day(one.opens_at, one.closes_at):
        return time.max
    return one.opens_at


def _whole_schedules(ids: set[int]) -> dict[int, Schedule]:
    rows = (
        Schedule.objects.filter(pk__in=ids)
        .select_related("service__provider", "place")
        .prefetch_related("place__addresses")
        .order_by("pk")
    )
    return {row.pk: row for row in rows}


def _card(one: Occurrence, schedule: Schedule, today: date, closed: Told | None) -> OnCard:
    is_closed = closed is not None and closed.until is not None and one.day <= closed.until
    return OnCard(
        day=one.day,
        times=times_in_words(one.opens_at, one.closes_at),
        where=where_words(schedule.place),
        is_bank_holiday=one.is_bank_holiday,
        closed=told_words(closed, today) if closed and is_closed else "",
        card=card_for(schedule.service, today=today),
    )
