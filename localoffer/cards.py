"""What an entry card shows in a list of help, ready for components/entry-card.html."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from . import entry_words as words
from .models import Service


@dataclass(frozen=True)
class Tag:
    """A short state in words."""

    text: str
    kind: str


@dataclass(frozen=True)
class Fact:
    """A short answer under its label."""

    label: str
    value: str


@dataclass(frozen=True)
class Card:
    """One entry in a list."""

    href: str
    title: str
    provider: str
    summary: str
    distance: str
    facts: list[Fact]
    tags: list[Tag]
    checked: str
    is_stale: bool


def distance_words(miles: float | None) -> str:
    """Return "Less than a mile away", "1 mile away", "2.5 miles away", "24 miles away", or ""."""
    if miles is None:
        return ""
    if miles < 0.95:
        return "Less than a mile away"
    near = f"{miles:.1f}".removesuffix(".0") if miles < 10 else f"{miles:.0f}"
    return f"{near} mile{'' if near == '1' else 's'} away"


def card_for(service: Service, *, today: date, miles: float | None = None) -> Card:
    """Return the card of a service loaded with its provider."""
    is_stale = words.is_stale(service, today)
    return Card(
        href=service.get_absolute_url(),
        title=service.name,
        provider=service.provider.name,
        summary=service.summary or _start_of(service.description),
        distance=distance_words(miles),
        facts=[
            Fact("Who for", words.age_words(service)),
            Fact("Cost", words.cost_words(service)),
            Fact("Wait", words.wait_words(service)),
        ],
        tags=_tags(service, is_stale=is_stale),
        checked=words.checked_words(service),
        is_stale=is_stale,
    )


def cards_for(
    services: Iterable[Service], *, today: date, distances: Mapping[int, float] | None = None
) -> list[Card]:
    """Return the cards of services in their order, with how far away each is where that is known."""
    known = distances or {}
    return [card_for(service, today=today, miles=known.get(service.pk)) for service in services]


def _tags(service: Service, *, is_stale: bool) -> list[Tag]:
    tags = []
    if closed := words.closed_words(service):
        tags.append(Tag(closed, "closed"))
    if words.is_no_diagnosis(service):
        tags.append(Tag("No diagnosis needed", "good"))
    if is_stale:
        tags.append(Tag("May be out of date", "wait"))
    return tags


def _start_of(text: str, length: int = 180) -> str:
    """The start of a text, cut at a word."""
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0]} …"
