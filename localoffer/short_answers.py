"""An entry in short, for a list on paper: the seven answers in a line each, when, and how to get in touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from . import entry_words as words
from .answers import seven_answers
from .entry_shown import first_phone
from .models import Service
from .places_shown import where_words
from .queries import facts_of
from .schedule_words import when_in_words

LONGEST = 240


@dataclass(frozen=True)
class ShortEntry:
    """One service in short."""

    service: Service
    answers: list[tuple[str, str]]
    times: list[str]
    places: list[str]
    phone: str
    email: str
    closed: str
    checked: str
    is_stale: bool


def short_entries(services: Iterable[Service], *, today: date) -> list[ShortEntry]:
    """Return services that were loaded whole, in short, in their order."""
    return [_short(service, today) for service in services]


def _short(service: Service, today: date) -> ShortEntry:
    asked = words.asked_words(service)
    times = [when_in_words(facts_of(one)) or one.description for one in service.schedules.all()]
    places = [where_words(row.place) for row in service.service_places.all()]
    return ShortEntry(
        service=service,
        answers=[(one.question, _cut(one.short) or asked) for one in seven_answers(service)],
        times=[one for one in times if one],
        places=sorted(filter(None, places)),
        phone=first_phone(service),
        email=service.email,
        closed=words.closed_words(service),
        checked=words.checked_words(service),
        is_stale=words.is_stale(service, today),
    )


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
