"""What an entry card shows in a list of help, ready for components/entry-card.html."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock

from . import entry_words as words
from .live_fact_queries import Facts
from .live_facts import Shown, shown
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
    facts: tuple[Fact, ...]
    tags: tuple[Tag, ...]
    checked: str
    is_stale: bool
    picture: str = ""  # our name of the picture of its main kind of help
    live: tuple[Shown, ...] = ()  # what is true just now, with when and by whom it was told


def distance_words(miles: float | None) -> str:
    """Return "Less than a mile away", "1 mile away", "2.5 miles away", "24 miles away", or ""."""
    if miles is None:
        return ""
    if miles < 0.95:
        return "Less than a mile away"
    near = f"{miles:.1f}".removesuffix(".0") if miles < 10 else f"{miles:.0f}"
    return f"{near} mile{'' if near == '1' else 's'} away"


def card_for(
    service: Service,
    *,
    today: date,
    miles: float | None = None,
    picture: str = "",
    facts: Facts | None = None,
) -> Card:
    """Return the card of a service loaded with its provider, with the live `facts` told about it."""
    is_stale = words.is_stale(service, today)
    live = tuple(shown(facts or {}, today))
    return Card(
        href=service.get_absolute_url(),
        title=service.name,
        provider=service.provider.name,
        summary=service.summary or _start_of(service.description),
        distance=distance_words(miles),
        facts=(
            Fact("Who for", words.age_words(service)),
            Fact("Cost", words.cost_words(service)),
            Fact("Wait", words.wait_words(service)),
        ),
        live=live,
        tags=tuple(_tags(service, is_stale=is_stale)),
        checked=words.checked_words(service),
        is_stale=is_stale,
        picture=picture,
    )


def cards_for(services: Iterable[Service], *, today: date) -> list[Card]:
    """Return the cards of services in their order."""
    return [card_for(service, today=today) for service in services]


class CardsRemembered:
    """Cards that this process made lately, by entry, its version and the day: with all three the same, so is
    the card. The cards made longest ago are forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._cards: OrderedDict[tuple[int, int, date], Card] = OrderedDict()
        self._lock = Lock()

    def of(
        self, versions: Mapping[int, int], today: date, make: Callable[[list[int], date], dict[int, Card]]
    ) -> dict[int, Card]:
        """The cards of these entries by id; `make` is asked once for those that are not remembered."""
        with self._lock:
            known = {pk: self._cards.get((pk, version, today)) for pk, version in versions.items()}
        found = {pk: card for pk, card in known.items() if card}
        missing = [pk for pk in versions if pk not in found]
        if missing:
            made = make(missing, today)
            self._keep(made, versions, today)
            found |= made
        return found

    def forget(self) -> None:
        """Hold no card, so that the next page makes its own."""
        with self._lock:
            self._cards.clear()

    def _keep(self, made: Mapping[int, Card], versions: Mapping[int, int], today: date) -> None:
        with self._lock:
            for pk, card in made.items():
                self._cards[pk, versions[pk], today] = card
            while len(self._cards) > self._most:
                self._cards.popitem(last=False)


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
