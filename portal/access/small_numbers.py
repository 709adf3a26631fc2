"""Small numbers kept safe: a count that could point at somebody is not shown, nor can it be worked out.

Pure. `None` stands for a count that is not shown: nothing and a few look the same. Counts below `FLOOR` are
hidden; so are others beside them, until what is hidden cannot be had by taking what is shown from a total
("secondary suppression").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FLOOR = 10  # the area's own rule for any published split

Shown = int | None
Place = tuple[int, int]


@dataclass(frozen=True)
class SafeLine:
    """The counts of one list as they may be shown, and their total."""

    cells: tuple[Shown, ...]
    total: Shown


@dataclass(frozen=True)
class SafeTable:
    """The counts of a table as they may be shown, with its totals."""

    rows: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown


def safe_count(count: int, floor: int = FLOOR) -> Shown:
    """One count by itself, or None when it is below `floor`."""
    return count if count >= floor else None


def safe_line(counts: Sequence[int], floor: int = FLOOR) -> SafeLine:
    """A list of counts that add up to a total which is shown too. Raises ValueError for a negative count."""
    _refuse_negative(counts)
    total = safe_count(sum(counts), floor)
    hidden = {place for place, count in enumerate(counts) if count < floor}
    while total is not None and _tells_too_much([counts[place] for place in hidden], floor):
        left = [place for place in range(len(counts)) if place not in hidden]
        if not left:
            break  # everything is hidden, and the total is of one part only
        hidden.add(min(left, key=lambda place: (counts[place], place)))
    if len(counts) == 1:
        return SafeLine((total,), total)
    return SafeLine(tuple(None if n in hidden else count for n, count in enumerate(counts)), total)


def _refuse_negative(counts: Sequence[int]) -> None:
    if any(count < 0 for count in counts):
        raise ValueError("A count is never below nothing.")


def _tells_too_much(hidden: Sequence[int], floor: int) -> bool:
    """Whether taking what is shown from a total that is shown gives away one count, or a few together."""
    return bool(hidden) and (len(hidden) == 1 or sum(hidden) < floor)


def safe_table(counts: Sequence[Sequence[int]], floor: int = FLOOR) -> SafeTable:
    """A table of counts with totals of rows, columns and all. Raises ValueError for rows of unequal length.

    The totals are those of `safe_line`, so the same totals shown in a list or beside another table agree.
    """
    if len({len(row) for row in counts}) > 1:
        raise ValueError("Every row needs as many counts.")
    for row in counts:
        _refuse_negative(row)
    return _Table(counts, floor).made_safe()


class _Table:
    """Hides counts of a table one by one until nothing hidden can be worked out."""

    def __init__(self, counts: Sequence[Sequence[int]], floor: int) -> None:
        self.counts = counts
        self.floor = floor
        self.width = len(counts[0]) if counts else 0
        self.rows = safe_line([sum(row) for row in counts], floor)
        self.columns = safe_line([sum(column) for column in zip(*counts, strict=True)], floor)
        self.hidden = {place for place in self._places() if self._count(place) < floor}

    def made_safe(self) -> SafeTable:
        while place := self._next_to_hide():
            self.hidden.add(place)
        shown = tuple(
            tuple(None if (r, c) in self.hidden else count for c, count in enumerate(row))
            for r, row in enumerate(self.counts)
        )
        return SafeTable(shown, self.rows.cells, self.columns.cells, self.rows.total)

    def _places(self) -> Iterator[Place]:
        return ((r, c) for r in range(len(self.counts)) for c in range(self.width))

    def _count(self, place: Place) -> int:
        return self.counts[place[0]][place[1]]

    def _lines(self) -> Iterator[tuple[list[Place], Shown]]:
        """Each row and each column: its places, and its total if that is shown."""
        for r, total in enumerate(self.rows.cells):
            yield [(r, c) for c in range(self.width)], total
        for c, total in enumerate(self.columns.cells):
            yield [(r, c) for r in range(len(self.counts))], total

    def _next_to_hide(self) -> Place | None:
        """The smallest count that must be hidden as well; None when the table is safe."""
        for places, total in self._lines():
            left = [place for place in places if place not in self.hidden]
            if left and self._gives_away(places, total):
                return min(left, key=lambda place: (self._count(place), place))
        return self._breaker_of_a_bridge()

    def _gives_away(self, places: list[Place], total: Shown) -> bool:
        # Beside a total that is not shown nothing is: one part shown would say how small the others are.
        hidden = [self._count(place) for place in places if place in self.hidden]
        return total is None or _tells_too_much(hidden, self.floor)

    def _breaker_of_a_bridge(self) -> Place | None:
        """A count to hide where rows and columns together still give one hidden count away, or None.

        Think of rows and columns as dots, and of each hidden count as a line between two. A count can be
        worked out exactly when its line is the only way between two groups of dots.
        """
        for bridge in sorted(self.hidden):
            reached = self._reached_without(bridge)
            if len(self.rows.cells) + bridge[1] in reached or self._is_loose(reached):
                continue
            left = [
                place
                for place in self._places()
                if place not in self.hidden
                and (place[0] in reached) != (len(self.rows.cells) + place[1] in reached)
            ]
            if left:
                return min(left, key=lambda place: (self._count(place), place))
        return None

    def _reached_without(self, bridge: Place) -> set[int]:
        """The rows and columns (numbered after the rows) that can be reached from the bridge's row."""
        first_column = len(self.rows.cells)
        reached, waiting = {bridge[0]}, [bridge[0]]
        while waiting:
            dot = waiting.pop()
            for r, c in self.hidden - {bridge}:
                ends = (r, first_column + c)
                other = ends[1] if ends[0] == dot else ends[0] if ends[1] == dot else None
                if other is not None and other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return reached

    def _is_loose(self, reached: set[int]) -> bool:
        """Whether a total that is not shown keeps both sides of the bridge from being added up."""
        totals = (*self.rows.cells, *self.columns.cells)
        sides = [
            [totals[dot] for dot in range(len(totals)) if (dot in reached) == side] for side in (True, False)
        ]
        return all(None in side for side in sides)
