"""Small numbers: what is hidden cannot be worked out from what is shown."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.access.small_numbers import SafeTable, safe_count, safe_line, safe_table

pytestmark = pytest.mark.one_database
FLOOR = 3


def test_nothing_and_a_few_look_the_same():
    assert [safe_count(count) for count in (0, 1, 9, 10)] == [None, None, None, 10]


def test_one_hidden_count_takes_another_with_it():
    assert safe_line([4, 60, 25]).cells == (None, 60, None)
    assert safe_line([4, 60, 25]).total == 89


def test_hidden_counts_together_reach_the_floor():
    # 3 and 4 are 7 together, and a total would tell so: the next smallest goes as well.
    assert safe_line([3, 4, 30, 50]).cells == (None, None, None, 50)


def test_lists_without_small_counts_stay_whole():
    assert safe_line([10, 20]).cells == (10, 20)


def test_total_below_the_floor_is_hidden_with_everything():
    assert safe_line([3, 2]) == safe_line([0, 0])


def test_odd_counts_are_refused():
    with pytest.raises(ValueError, match="never below"):
        safe_line([-1])
    with pytest.raises(ValueError, match="as many"):
        safe_table([[1], [1, 2]])


def test_totals_of_a_table_are_those_of_the_lists():
    table = safe_table([[12, 0, 40], [30, 20, 10], [0, 0, 5]])
    assert table.row_totals == safe_line([52, 60, 5]).cells
    assert table.column_totals == safe_line([42, 20, 55]).cells
    assert table.total == 117


def fitting(safe: SafeTable) -> list[list[int]]:
    """Every table that somebody could think of who sees only what is shown."""
    width = len(safe.rows[0])
    shown = [cell for row in safe.rows for cell in row]

    def fill(values: list[int]) -> Iterator[list[int]]:
        row = len(values) // width
        told = safe.row_totals[row - 1] if values and len(values) % width == 0 else None
        if told is not None and sum(values[-width:]) != told:
            return
        if len(values) == len(shown):
            if fits(values):
                yield values
            return
        known = shown[len(values)]
        left = safe.total - sum(values)
        for value in range(left + 1) if known is None else [known]:
            yield from fill([*values, value])

    def fits(values: list[int]) -> bool:
        rows = [sum(values[start : start + width]) for start in range(0, len(values), width)]
        columns = [sum(values[place::width]) for place in range(width)]
        told = (*safe.row_totals, *safe.column_totals, safe.total)
        sums = (*rows, *columns, sum(values))
        return all(total is None or total == count for total, count in zip(told, sums, strict=True))

    return list(fill([]))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=2))
def test_no_hidden_count_can_be_worked_out(counts):
    safe = safe_table(counts, floor=FLOOR)
    if safe.total is None:
        assert all(cell is None for row in safe.rows for cell in row)
        return

    thinkable = fitting(safe)

    for place, cell in enumerate(cell for row in safe.rows for cell in row):
        if cell is None:
            assert len({values[place] for values in thinkable}) > 1, (counts, safe)


def test_bridge_between_two_groups_of_hidden_counts_is_broken():
    # Each row and column with a hidden count has two, and yet one of them could be worked out.
    counts = [
        [1, 9, 50, 50],
        [9, 1, 2, 50],
        [50, 50, 1, 9],
        [50, 50, 9, 1],
    ]
    safe = safe_table(counts)
    assert safe.rows[1][2] is None
    crossing = [safe.rows[r][c] for r, c in product((0, 1), (2, 3))] + [
        safe.rows[r][c] for r, c in product((2, 3), (0, 1))
    ]
    assert crossing.count(None) > 1
