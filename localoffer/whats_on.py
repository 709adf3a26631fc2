"""What is on in some days, from the schedules of published entries that are running now.

A help line that is open most days is not an event: those stay in the search and are left out here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, time

from django.db.models import Prefetch, Q, QuerySet

from .cards import Card, card_for
from .finding import Search, matching_ids
from .happening import Break, Occurrence, ScheduleFacts, occurrences, read_days
from .models import Schedule, Service
from .models.service import Status
from .places_shown import where_words
from .schedule_words import times_in_words

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
    card: Card


@dataclass(frozen=True)
class OnDay:
    """One day with what is on."""

    day: date
    cards: list[OnCard]


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
    whole = _whole_schedules({pk for _, pk in shown})
    days: dict[date, list[OnCard]] = {}
    for one, pk in shown:
        days.setdefault(one.day, []).append(_card(one, whole[pk], today))
    return OnPage(len(found), [OnDay(day, cards) for day, cards in days.items()], page, pages)


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
    rows = Schedule.objects.filter(service__live=True, service__status=Status.ACTIVE)
    return rows if search.is_empty else rows.filter(service_id__in=matching_ids(search))


def _all_times(
    search: Search, *, first: date, last: date, breaks: Sequence[Break]
) -> list[tuple[Occurrence, int]]:
    """Every time with its schedule's id, by day, then time, then id; the open-most-days ones left out."""
    not_over = (Q(valid_to__isnull=True) | Q(valid_to__gte=first)) & (
        Q(until__isnull=True) | Q(until__gte=first)
    )
    rows = _running(search).filter(not_over).order_by("pk").values_list("pk", *FACTS)
    found = []
    for pk, *facts in rows.iterator(chunk_size=2000):
        schedule = ScheduleFacts(*facts)
        if len(read_days(schedule.byday)) < MOST_DAYS_A_WEEK:
            found += [(one, pk) for one in occurrences(schedule, first, last, breaks)]
    return sorted(found, key=lambda pair: (pair[0].day, pair[0].opens_at or time.max, pair[1]))


def _whole_schedules(ids: set[int]) -> dict[int, Schedule]:
    rows = (
        Schedule.objects.filter(pk__in=ids)
        .select_related("service__provider", "place")
        .prefetch_related("place__addresses")
        .order_by("pk")
    )
    return {row.pk: row for row in rows}


def _card(one: Occurrence, schedule: Schedule, today: date) -> OnCard:
    return OnCard(
        day=one.day,
        times=times_in_words(one.opens_at, one.closes_at),
        where=where_words(schedule.place),
        is_bank_holiday=one.is_bank_holiday,
        card=card_for(schedule.service, today=today),
    )
