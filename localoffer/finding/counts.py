"""Filters as bitsets, and the exact number that stands beside every choice.

The number beside a choice is the total of the search with that choice in it: what following its link
gives. Within a group choices add up (OR), so beside a second choice stands what both together give.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from .groups import AGE, GROUPS, MANY, MILES
from .memory import Snapshot
from .near import Near
from .query import UNKNOWN_CHOICE, Search, years
from .said import Said

MOST_WAYS_OUT = 6


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One choice. Following `query` chooses it, or takes it away again when `is_chosen`.

    `count` is the total with this choice in the search: for one not chosen, the total of the page that
    `query` leads to. `without` is, for a chosen one, the total of that page. `alone` is how many entries
    fit the other groups and this choice, whatever else is chosen in its own group.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    search: Search  # the search that the choice stands in
    group: str
    picture: str = ""
    alone: int = 0
    without: int | None = None

    @property
    def query(self) -> str:
        """The address that following this choice leads to; made when asked for, as most pages need none."""
        change = self.search.without if self.is_chosen else self.search.having
        return change(self.group, self.value).to_query()


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One group of choices, in the order to show them."""

    key: str
    title: str
    choices: list[FacetChoice]
    is_many: bool

    @property
    def chosen(self) -> list[FacetChoice]:
        """The choices in force."""
        return [choice for choice in self.choices if choice.is_chosen]


@dataclass(slots=True)
class Filters:
    """What each part of the search lets through."""

    words: int
    groups: dict[str, int]
    near: Near | None = None
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, search: Search, held: Snapshot, said: Said, near: Near | None) -> "Filters":
        """The filters of `search`; a choice that the directory does not know is left out with a message."""
        filters = cls(said.bits & held.live if said.has_words else held.live, {}, near)
        for key in GROUPS:
            known = [value for value in search.chosen(key) if _is_known(held, key, value)]
            if len(known) < len(search.chosen(key)):
                title = GROUPS[key].title
                filters.problems[key] = UNKNOWN_CHOICE.format(title=title)
            if known and not (key == MILES.key and near is None):
                filters.groups[key] = reduce(or_, (bits_of_choice(held, near, key, value) for value in known))
        return filters

    def all(self) -> int:
        """The entries that fit everything."""
        return reduce(and_, self.groups.values(), self.words)

    def apart_from(self, key: str) -> int:
        """The entries that fit everything but the group `key`."""
        return reduce(and_, (bits for other, bits in self.groups.items() if other != key), self.words)


def bits_of_choice(held: Snapshot, near: Near | None, key: str, value: str) -> int:
    """The entries that have the choice `value` of the group `key`."""
    if key == AGE.key:
        return held.of_ages(years(value))
    if key == MILES.key:
        return near.within(int(value), held) if near else held.live
    return held.bits(key, value)


def label_of(held: Snapshot, key: str, value: str) -> str:
    """What a choice is called, even one that is not in the list (an age of 7, 12 miles)."""
    known = held.label(key, value)
    if key == AGE.key:
        return "Age " + (known.text if known else value.replace("-", " to "))
    if known:
        return known.text
    return f"Within {value} miles" if key == MILES.key else value


def facet_groups(search: Search, held: Snapshot, filters: Filters) -> list[FacetGroup]:
    """Every group with its choices and counts. Terms that nothing is filed under are left out."""
    found = []
    for key, group in GROUPS.items():
        if key == MILES.key and filters.near is None:
            continue
        choices = list(_choices(search, held, filters, key))
        if choices:
            found.append(FacetGroup(key, group.title, choices, group.many))
    return found


def _choices(search: Search, held: Snapshot, filters: Filters, key: str) -> Iterator[FacetChoice]:
    others = filters.apart_from(key)
    mine = filters.groups.get(key, 0) if key in MANY else 0
    in_force = search.chosen(key)
    for value, label in held.labels.get(key, {}).items():
        bits = bits_of_choice(held, filters.near, key, value)
        is_chosen = value in in_force
        alone = (others & bits).bit_count()
        if not (alone or is_chosen or (GROUPS[key].choices and GROUPS[key].is_shown_empty)):
            continue
        yield FacetChoice(
            value,
            label.text,
            (others & (bits | mine)).bit_count(),
            is_chosen,
            search,
            key,
            label.picture,
            alone,
            _without(search.without(key, value), held, filters, key, others) if is_chosen else None,
        )


def _without(after: Search, held: Snapshot, filters: Filters, key: str, others: int) -> int:
    left = [value for value in after.chosen(key) if _is_known(held, key, value)]
    if not left:
        return others.bit_count()
    return (
        others & reduce(or_, (bits_of_choice(held, filters.near, key, value) for value in left))
    ).bit_count()


def ways_out(search: Search, held: Snapshot, filters: Filters) -> list[tuple[str, int, str]]:
    """Which filter to drop so that something is found: (what it is, how many then, the search), most first.

    When no single one helps, dropping all of them; else dropping the words.
    """
    out = []
    for key in filters.groups:
        if count := filters.apart_from(key).bit_count():
            names = ", ".join(label_of(held, key, value) for value in search.chosen(key))
            out.append((names, count, search.without(key).to_query()))
    if search.words and (count := reduce(and_, filters.groups.values(), held.live).bit_count()):
        out.append((f"“{search.words}”", count, search.with_words("").to_query()))
    if not out and filters.words and len(filters.groups) > 1:
        only_words = Search(words=search.words, postcode=search.postcode)
        out.append(("all the filters", filters.words.bit_count(), only_words.to_query()))
    return sorted(out, key=lambda way: -way[1])[:MOST_WAYS_OUT]


def _is_known(held: Snapshot, key: str, value: str) -> bool:
    return key in (AGE.key, MILES.key) or held.label(key, value) is not None
