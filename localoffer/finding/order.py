"""The order in which entries are shown."""

from collections.abc import Callable, Iterable
from itertools import islice

from .bitsets import flags_of, positions_of
from .memory import Snapshot
from .near import Near
from .query import Search
from .said import Said

# A match this many miles away counts half as much as the same match next door; an entry for the whole
# area, online or at home counts as if it were this far. Chosen so that a clearly better match still wins.
HALF_WORTH_MILES = 20.0
AREA_WIDE_MILES = 5.0


def in_order(
    search: Search,
    held: Snapshot,
    said: Said,
    near: Near | None,
    bits: int,
    *,
    first: int = 0,
    last: int | None = None,
) -> list[int]:
    """The ids of the entries in `bits`, in the order that `search` asks for: those from `first` up to `last`.

    Best match without words is nearest first. Without a postcode either it is by name, and where a need was
    chosen the entries that are for the fewest needs come first: a group for deaf teenagers before a tribunal
    helpline that is for everybody. Nearest first needs a
    postcode; entries for the whole area, online or at home come after those with a place near enough.
    """
    positions = _positions(search, held, said, near, bits)
    return [held.ids[at] for at in islice(positions, first, last)]


def _positions(search: Search, held: Snapshot, said: Said, near: Near | None, bits: int) -> Iterable[int]:
    if search.sort == "checked":
        return sorted(positions_of(bits), key=lambda at: (-held.checked[at], held.names[at], held.ids[at]))
    if near and (search.sort == "distance" or (search.sort == "" and not said.has_words)):
        return sorted(positions_of(bits), key=_by_distance(search, held, near))
    if said.has_words and search.sort != "name":
        flags = flags_of(bits, held.size)
        matched = (at for at in said.scores if flags[at])
        return sorted(matched, key=_by_worth(held, said, near)) if near else matched
    flags = flags_of(bits, held.size)
    ordered = by_narrowness(held) if search.need and search.sort == "" else by_name(held)
    return (at for at in ordered if flags[at])


def by_narrowness(held: Snapshot) -> list[int]:
    """Every position, those for the fewest needs first and then by name; remembered for each version."""
    key = ("by narrowness",)
    if kept := held.extras.recall(key):
        return kept
    needs = [flags_of(bits, held.size) for bits in held.groups.get("need", {}).values()]
    breadth = [sum(flags) for flags in zip(*needs, strict=True)] if needs else [0] * held.size
    return held.extras.remember(key, sorted(by_name(held), key=breadth.__getitem__))


def by_name(held: Snapshot) -> list[int]:
    """Every position in the order of names, "the" passed over; remembered for each version."""
    key = ("by name",)
    return held.extras.recall(key) or held.extras.remember(
        key, sorted(range(held.size), key=lambda at: (held.names[at], held.ids[at]))
    )


def _by_distance(search: Search, held: Snapshot, near: Near) -> Callable[[int], tuple[int, float, str, int]]:
    """Near enough first, by distance; then help that needs no journey; then what has no known place."""
    limit = float(search.miles) if search.miles else float("inf")
    kept = flags_of(held.kept, held.size)

    def key(at: int) -> tuple[int, float, str, int]:
        miles = near.miles[at]
        if miles is not None and miles <= limit:
            return 0, miles, held.names[at], held.ids[at]
        return (1 if kept[at] else 2), 0.0, held.names[at], held.ids[at]

    return key


def _by_worth(held: Snapshot, said: Said, near: Near) -> Callable[[int], tuple[float, str, int]]:
    kept = flags_of(held.kept, held.size)

    def key(at: int) -> tuple[float, str, int]:
        miles = near.miles[at]
        if kept[at]:
            miles = AREA_WIDE_MILES if miles is None else min(miles, AREA_WIDE_MILES)
        far = 2 * HALF_WORTH_MILES if miles is None else miles
        return -said.scores[at] * HALF_WORTH_MILES / (HALF_WORTH_MILES + far), held.names[at], held.ids[at]

    return key
