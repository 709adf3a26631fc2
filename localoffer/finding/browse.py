"""A to Z, and browsing by need and by age: read from memory, so that a page costs a query or two."""

from dataclasses import dataclass

from ..models import Service
from ..queries import entry_cards
from . import memory
from .bitsets import flags_of
from .groups import AGE, GROUPS
from .order import by_name
from .query import Search

OTHER = "#"  # names that begin with a digit or another sign
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + OTHER


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the A to Z and how many entries stand under it."""

    letter: str
    count: int


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way into the directory: its name, how many entries it leads to, and the search it is."""

    value: str
    label: str
    count: int
    query: str
    picture: str = ""


def letters() -> list[Letter]:
    """Every letter, those without entries too, with its number of entries. A leading "the" is passed over."""
    held = memory.snapshot()
    counts = dict.fromkeys(LETTERS, 0)
    live = flags_of(held.live, held.size)
    for at, name in enumerate(held.names):
        if live[at]:
            counts[letter_of(name)] += 1
    return [Letter(letter, count) for letter, count in counts.items()]


def entries_by_letter(letter: str) -> list[Service]:
    """The entries under `letter` by name, with all that an entry card shows; none for an unknown letter."""
    held = memory.snapshot()
    live = flags_of(held.live, held.size)
    wanted = letter.upper()
    ids = [held.ids[at] for at in by_name(held) if live[at] and letter_of(held.names[at]) == wanted]
    loaded = {one.pk: one for one in entry_cards().filter(pk__in=ids).order_by("pk")} if ids else {}
    return [loaded[pk] for pk in ids if pk in loaded]


def ways_in(group: str) -> list[WayIn]:
    """The choices of `group` ("need", "help", "age", "town", ...) that lead anywhere, with exact counts."""
    held = memory.snapshot()
    found = []
    for value, label in sorted(held.labels.get(group, {}).items(), key=lambda one: (one[1].order, one[0])):
        search = Search().having(group, value)
        bits = held.of_ages(search.ages) if group == AGE.key else held.bits(group, value)
        if bits:
            found.append(WayIn(value, label.text, bits.bit_count(), search.to_query(), label.picture))
    return found


def counts_by_need() -> list[WayIn]:
    """Every need that something is filed under."""
    return ways_in(GROUPS["need"].key)


def counts_by_age_band() -> list[WayIn]:
    """Every band of ages. An entry that covers several bands counts in each."""
    return ways_in(AGE.key)


def letter_of(name_to_sort: str) -> str:
    """The letter that a sorted name stands under."""
    first = name_to_sort[:1].upper()
    return first if first in LETTERS else OTHER
