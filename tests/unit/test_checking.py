"""Which reminder is due on which day, whatever days the site is down; the area's own rules from a file."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from localoffer.checking import ASKING, Step, step_due
from localoffer.checking_periods import read_periods
from localoffer.freshness import CHECKING_PERIODS, CheckingPeriod

DUE = date(2026, 3, 2)
PLANNED = {Step.BEFORE: -14, Step.ON: 0, Step.AFTER: 14, Step.LAST: 30, Step.HIDDEN: 90}
LONGEST = 400


def run(down: set[int], start: int = -20) -> dict[Step, int]:
    """On which day each step is taken, counted from the day due, when the site is down on the days `down`."""
    told: dict[Step, date] = {}
    for number in range(start, LONGEST):
        if number in down:
            continue
        today = DUE + timedelta(days=number)
        step = step_due(due=DUE, today=today, told=told)
        if step is not None:
            assert step not in told
            told[step] = today
            assert step_due(due=DUE, today=today, told=told) is None, "never two on one day"
    return {step: (day - DUE).days for step, day in told.items()}


def test_steps_come_on_their_days_when_the_site_is_up():
    assert run(set()) == PLANNED


def test_after_long_days_down_the_owner_hears_the_first_question_first():
    assert run(set(range(-20, 60))) == {Step.ON: 60, Step.AFTER: 74, Step.LAST: 90, Step.HIDDEN: 150}


def test_the_day_stays_the_day_when_the_word_before_it_was_late():
    assert run(set(range(-20, -3)))[Step.ON] == 0


@given(down=some.sets(some.integers(-20, 200), max_size=150), start=some.integers(-20, 200))
def test_every_step_is_told_once_in_its_order_and_never_closer_than_planned(down, start):
    taken = run(down, start)

    days = [taken[step] for step in (*ASKING, Step.HIDDEN) if step in taken]
    assert days == sorted(days)
    assert set(taken) >= {Step.ON, Step.AFTER, Step.LAST, Step.HIDDEN}
    assert Step.BEFORE not in taken or taken[Step.BEFORE] < 0
    assert all(taken[step] >= PLANNED[step] for step in taken)
    for earlier, later in ((Step.ON, Step.AFTER), (Step.AFTER, Step.LAST), (Step.LAST, Step.HIDDEN)):
        assert taken[later] - taken[earlier] >= PLANNED[later] - PLANNED[earlier]


RULE = {
    "starts": "2027-01-01",
    "months_when_quick_to_change": 2,
    "months_otherwise": 6,
    "days_from_due_to_stale": 20,
    "days_from_due_to_hidden": 60,
    "days_owner_is_asked": [-7, 0, 7, 21],
}


def _file(tmp_path, rows):
    path = tmp_path / "periods.json"
    path.write_text(rows if isinstance(rows, str) else json.dumps(rows))
    return path


def test_area_brings_its_own_rules_in_order(tmp_path):
    earlier = {**RULE, "starts": "2014-09-01"}

    first, second = read_periods(_file(tmp_path, [RULE, earlier]))

    assert (first.starts, second.starts) == (date(2014, 9, 1), date(2027, 1, 1))
    assert second.days_owner_is_asked == (-7, 0, 7, 21)
    assert second.days_a_link_works == CheckingPeriod.days_a_link_works


def test_new_rule_holds_for_checks_due_from_its_first_day():
    rules = [*CHECKING_PERIODS, CheckingPeriod(date(2027, 1, 1), 2, 6, 20, 60, (-7, 0, 7, 21))]

    def first_step(due: date) -> date:
        days = (due - timedelta(days=days) for days in range(30, -1, -1))
        return next(day for day in days if step_due(due=due, today=day, told={}, periods=rules))

    assert first_step(date(2026, 12, 31)) == date(2026, 12, 17)
    assert first_step(date(2027, 1, 1)) == date(2026, 12, 25)


@pytest.mark.parametrize(
    "rows",
    [
        "{",
        "[]",
        [{**RULE, "days_from_due_to_hiden": 3}],
        [{key: value for key, value in RULE.items() if key != "months_otherwise"}],
        [{**RULE, "starts": "soon"}],
        [{**RULE, "days_owner_is_asked": [0, 7]}],
        [{**RULE, "days_owner_is_asked": [0, 7, 7, 21]}],
        [{**RULE, "days_owner_is_asked": 4}],
        [{**RULE, "days_from_due_to_hidden": 21}],
        [{**RULE, "months_otherwise": 0}],
        [7],
    ],
)
def test_file_that_cannot_be_kept_is_refused_with_a_sentence(tmp_path, rows):
    with pytest.raises(ValueError, match=r"\.$"):
        read_periods(_file(tmp_path, rows))


def test_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ValueError, match="cannot be read"):
        read_periods(tmp_path / "nothing.json")
