"""Calendar files (RFC 5545) of when help happens. icalendar escapes every text; times are London's own.

Each date is an event of its own rather than a rule, because "term time only" has no rule in the RFC.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from .entry_words import closed_words
from .happening import Break, Occurrence, occurrences
from .models import Schedule, Service
from .places_shown import where_words
from .queries import facts_of

DAYS_AHEAD = 183  # half a year: long enough to plan by, short enough to stay right
MOST_EVENTS = 1000


@dataclass(frozen=True)
class HappeningEvent:
    """One time of one service, with what a calendar says of it."""

    uid: str
    name: str
    occurrence: Occurrence
    where: str
    words: str
    address: str
    changed_at: datetime


def last_day(today: date) -> date:
    """The last day that a calendar file made today speaks of."""
    return today + timedelta(days=DAYS_AHEAD)


def events_of(
    services: Iterable[Service], *, today: date, breaks: Sequence[Break], site: str
) -> list[HappeningEvent]:
    """Return every time of running services in the next half year, soonest first.

    `site` is the site's own address ("https://send.example.org"). A service must be loaded with its schedules
    and their places and addresses.
    """
    events = [
        _event(service, schedule, one, site)
        for service in services
        if not closed_words(service)
        for schedule in service.schedules.all()
        for one in occurrences(facts_of(schedule), today, last_day(today), breaks)
    ]
    events.sort(key=lambda event: (event.occurrence.day, str(event.occurrence.opens_at or ""), event.uid))
    return events[:MOST_EVENTS]


def calendar_file(name: str, events: Iterable[HappeningEvent]) -> bytes:
    """Return the calendar file called `name` with these events."""
    calendar = Calendar()
    calendar.add("prodid", "-//Golden Thread//Local Offer//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " ".join(name.split()))  # this one is not escaped for us
    calendar.add("x-wr-timezone", "Europe/London")
    for event in events:
        calendar.add_component(_component(event))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(service: Service, schedule: Schedule, one: Occurrence, site: str) -> HappeningEvent:
    return HappeningEvent(
        uid=f"{schedule.uuid}-{one.day:%Y%m%d}@local-offer",
        name=service.name,
        occurrence=one,
        where=where_words(schedule.place),
        words=service.summary,
        address=f"{site}{service.get_absolute_url()}",
        changed_at=service.last_modified,
    )


def _component(event: HappeningEvent) -> Event:
    one = event.occurrence
    component = Event()
    component.add("uid", event.uid)
    component.add("dtstamp", event.changed_at.astimezone(UTC))
    component.add("summary", " ".join(event.name.split()))
    component.add("dtstart", one.starts or one.day)
    if one.ends:
        component.add("dtend", one.ends)
    ask = "It is a bank holiday: ask before you go." if one.is_bank_holiday else ""
    words = "\n".join(part for part in (event.words, ask, event.address) if part)
    component.add("description", words)
    component.add("url", event.address)
    if event.where:
        component.add("location", event.where)
    return component
