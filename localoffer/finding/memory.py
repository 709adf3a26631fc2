"""The directory as each worker holds it in memory: a bitset for every choice, ages, points and names.

A snapshot never changes once made: a newer version makes a new one, so threads may read without locks.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import cos, radians
from threading import Lock
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import Mod

from ..models import IndexedEntry, SynonymSet, TaxonomyTerm
from . import index
from .bitsets import bits_of
from .groups import AGES, FIXED, GROUPS
from .words import Synonyms, Vocabulary

CHECK = 1_000_000_007  # a large prime: keeps the sum of versions inside 64 bits
MOST_REMEMBERED = 64  # answers kept for one version
REPACK_SHARE = 0.2  # of positions that hold nothing any more

Point = tuple[float, float, float]  # latitude and longitude in radians, cosine of the latitude


@dataclass(frozen=True, slots=True)
class Label:
    """What a choice is called, with its picture and its place in the list."""

    text: str
    picture: str = ""
    order: tuple[int, str] = (0, "")


@dataclass(slots=True)
class Snapshot:
    """The directory at one version. Position n of every list and bitset is the same entry."""

    version: int
    ids: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    checked: list[int] = field(default_factory=list)
    points: list[tuple[Point, ...]] = field(default_factory=list)
    versions: dict[int, int] = field(default_factory=dict)  # of every service the database has a row for
    position: dict[int, int] = field(default_factory=dict)
    live: int = 0
    kept: int = 0  # for the whole area, online or at home: any distance will do
    groups: dict[str, dict[str, int]] = field(default_factory=dict)
    ages: list[int] = field(default_factory=lambda: [0] * len(AGES))
    labels: dict[str, dict[str, Label]] = field(default_factory=dict)  # in the order to show them
    synonyms: Synonyms = field(default_factory=lambda: Synonyms(()))
    extras: "Extras" = field(default_factory=lambda: Extras())

    @property
    def size(self) -> int:
        """How many positions there are, empty ones too."""
        return len(self.ids)

    def bits(self, group: str, value: str) -> int:
        """The entries that have `value` in `group`."""
        return self.groups.get(group, {}).get(value, 0) & self.live

    def of_ages(self, years: Iterable[int]) -> int:
        """The entries that are for any of these ages."""
        found = 0
        for year in years:
            found |= self.ages[year]
        return found & self.live

    def label(self, group: str, value: str) -> Label | None:
        """What the choice is called; None when the directory does not know it."""
        return self.labels.get(group, {}).get(value)


class Extras:
    """What a snapshot works out only when asked, and remembers."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word of the directory; read when the first mistyped word of this version comes."""
        rows = IndexedEntry.objects.filter(is_found=True).order_by("pk")
        also = Synonyms(_synonym_sets()).words()
        return Vocabulary(rows.values_list("vocabulary", flat=True).iterator(), also)

    def remember(self, key: Any, value: Any) -> Any:
        """Keep `value` under `key`, letting go of the least used; return it."""
        with self._lock:
            self._answers[key] = value
            self._answers.move_to_end(key)
            while len(self._answers) > MOST_REMEMBERED:
                self._answers.popitem(last=False)
        return value

    def recall(self, key: Any) -> Any:
        """What was kept under `key`, or None."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def forget(self) -> None:
        """Let go of every answer, so that the next is worked out in full (measurements ask for this)."""
        with self._lock:
            self._answers.clear()


_current = Snapshot(version=-1)
_refreshing = Lock()


def snapshot() -> Snapshot:
    """The directory as it is now: one small query at most, and a reading of what changed, if anything did."""
    global _current
    version = index.version_seen()
    if _current.version == version:
        return _current
    with _refreshing:
        if _current.version != version:
            _current = _newer(_current, version)
        return _current


def forget() -> None:
    """Hold nothing, so that the next search reads everything afresh."""
    global _current
    _current = Snapshot(version=-1)


def _newer(old: Snapshot, version: int) -> Snapshot:
    if 0 <= old.version < version:
        changed = IndexedEntry.objects.filter(version__gt=old.version).order_by("pk")
        if changed.count() <= max(50, old.size * REPACK_SHARE):
            new = _grown(old, version, changed.values_list("service_id", "is_found", "facts", "version"))
            if new is not None:
                return new
    return _read_all(version)


def _read_all(version: int) -> Snapshot:
    rows = IndexedEntry.objects.order_by("pk").values_list("service_id", "is_found", "facts", "version")
    new = Snapshot(version)
    _add(new, rows.iterator(chunk_size=2000))
    _finish(new)
    return new


def _grown(old: Snapshot, version: int, rows: Iterable[tuple[int, bool, Any, int]]) -> Snapshot | None:
    """`old` with changed rows in it; None when it should be read afresh instead.

    That is so when too many positions are empty, or when what the database holds is not what this worker
    would then hold (a copy of the database put back, a transaction rolled back after it was read).
    """
    new = Snapshot(
        version,
        list(old.ids), list(old.names), list(old.checked), list(old.points), dict(old.versions),
        dict(old.position), old.live, old.kept,
        {group: dict(values) for group, values in old.groups.items()}, list(old.ages),
        {group: dict(labels) for group, labels in old.labels.items()},
    )  # fmt: skip
    _add(new, rows)
    if new.size - new.live.bit_count() > max(50, new.size * REPACK_SHARE) or not _agrees(new):
        return None
    _finish(new)
    return new


def _agrees(new: Snapshot) -> bool:
    """True when the database holds exactly the rows, at the versions, that `new` was made from."""
    there = IndexedEntry.objects.aggregate(rows=Count("pk"), total=Sum(Mod(F("version"), CHECK)))
    mine = sum(version % CHECK for version in new.versions.values())
    return there["rows"] == len(new.versions) and int(there["total"] or 0) == mine


class _Positions:
    """Collects, for each choice, the positions of the entries that have it."""

    def __init__(self) -> None:
        self.groups: dict[tuple[str, str], list[int]] = {}
        self.ages: dict[int, list[int]] = {}
        self.kept: list[int] = []
        self.live: list[int] = []

    def take(self, at: int, facts: dict[str, Any]) -> None:
        self.live.append(at)
        if facts["kept"]:
            self.kept.append(at)
        first, last = facts["ages"]
        for year in range(first, last + 1):
            self.ages.setdefault(year, []).append(at)
        for group, values in facts["groups"].items():
            for value in values:
                self.groups.setdefault((group, value), []).append(at)


def _add(new: Snapshot, rows: Iterable[tuple[int, bool, Any, int]]) -> None:
    collected = _Positions()
    for service_id, is_found, facts, version in rows:
        new.versions[service_id] = version
        if (before := new.position.pop(service_id, None)) is not None:
            new.live &= ~(1 << before)
        if is_found:
            collected.take(new.size, facts)
            _place(new, service_id, facts)
    _join(new, collected)


def _place(new: Snapshot, service_id: int, facts: dict[str, Any]) -> None:
    new.position[service_id] = new.size
    new.ids.append(service_id)
    new.names.append(facts["name"])
    new.checked.append(facts["checked"])
    new.points.append(tuple(_point(*pair) for pair in facts["points"]))
    for group, labels in facts["labels"].items():
        mine = new.labels.setdefault(group, {})
        for value, text in labels.items():
            mine.setdefault(value, Label(text, order=(0, text.casefold())))


def _point(latitude: float, longitude: float) -> Point:
    return radians(latitude), radians(longitude), cos(radians(latitude))


def _join(new: Snapshot, collected: _Positions) -> None:
    size = new.size
    new.live |= bits_of(collected.live, size)
    new.kept |= bits_of(collected.kept, size)
    for year, positions in collected.ages.items():
        new.ages[year] |= bits_of(positions, size)
    for (group, value), positions in collected.groups.items():
        mine = new.groups.setdefault(group, {})
        mine[value] = mine.get(value, 0) | bits_of(positions, size)


def _finish(new: Snapshot) -> None:
    """Read the small tables that editors change: the terms' names and the sets of synonyms."""
    for key, choices in FIXED.items():
        new.labels[key] = {
            value: Label(text, order=(place, "")) for place, (value, text) in enumerate(choices.items())
        }
    new.labels |= {key: {} for key, group in GROUPS.items() if group.taxonomy}  # a term may have gone
    for key, value, label in _term_labels():
        new.labels.setdefault(key, {})[value] = label
    new.labels = {key: dict(sorted(labels.items(), key=_in_order)) for key, labels in new.labels.items()}
    new.synonyms = Synonyms(_synonym_sets())


def _in_order(item: tuple[str, Label]) -> tuple[tuple[int, str], str]:
    return item[1].order, item[0]


def _term_labels() -> Iterator[tuple[str, str, Label]]:
    keys = [group.taxonomy for group in GROUPS.values() if group.taxonomy]
    terms = TaxonomyTerm.objects.filter(taxonomy__key__in=keys).order_by("pk")
    for key, slug, name, picture, position in terms.values_list(
        "taxonomy__key", "slug", "name", "picture", "position"
    ):
        yield key, slug, Label(name, picture, (position, name.casefold()))


def _synonym_sets() -> list[list[str]]:
    return [one.phrases() for one in SynonymSet.objects.filter(is_in_use=True).order_by("pk")]
