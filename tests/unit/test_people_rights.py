"""The day on which rights pass to a young person, and when everybody is told ahead."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.people.models import RightsTold
from portal.people.rights import (
    STAGES,
    LeavingRule,
    age_on,
    birthday,
    has_own_rights,
    newest_birth_with_rights,
    rights_pass_on,
    stage_day,
    stage_due,
)

unhurried = settings(deadline=None)  # a busy machine is no fault of the rule
BIRTHS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
DAYS = st.dates(date(2010, 1, 1), date(2085, 12, 31))


@pytest.mark.parametrize(
    ("born", "passes_on"),
    [
        (date(2009, 9, 1), date(2026, 6, 26)),  # the eldest of a school year
        (date(2010, 8, 31), date(2026, 6, 26)),  # the youngest: fifteen still, and leaving all the same
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2008, 2, 29), date(2024, 6, 28)),
        (date(2010, 6, 26), date(2026, 6, 26)),
        (date(2007, 12, 31), date(2024, 6, 28)),
        (date(2001, 6, 30), date(2017, 6, 30)),  # a June whose last day is a Friday
    ],
)
def test_rights_pass_on_the_last_friday_of_june(born, passes_on):
    assert rights_pass_on(born) == passes_on
    assert not has_own_rights(born, passes_on)
    assert has_own_rights(born, passes_on + timedelta(days=1))


@unhurried
@given(BIRTHS)
def test_every_birth_has_one_last_friday_of_june_in_its_school_year(born):
    day = rights_pass_on(born)
    sixteen = birthday(born, 16)
    school_year_ends = date(sixteen.year + (sixteen.month >= 9), 8, 31)

    assert day.weekday() == 4
    assert day.month == 6
    assert (day + timedelta(days=7)).month == 7
    assert date(school_year_ends.year - 1, 9, 1) <= sixteen <= school_year_ends
    assert day.year == school_year_ends.year
    assert age_on(born, day) in (15, 16)


@unhurried
@given(BIRTHS, DAYS)
def test_the_rule_for_one_birth_and_for_many_are_the_same(born, day):
    newest = newest_birth_with_rights(day)

    assert newest is not None
    assert has_own_rights(born, day) == (born <= newest)


@unhurried
@given(BIRTHS)
def test_a_day_older_never_gets_rights_later(born):
    assert rights_pass_on(born) <= rights_pass_on(born + timedelta(days=1))


def test_a_later_rule_stands_beside_the_first():
    rules = (
        LeavingRule(date(1998, 1, 1), 16, 6, 4, "the present rule"),
        LeavingRule(date(2030, 9, 1), 18, 7, 4, "a rule of some later year"),
    )

    assert rights_pass_on(date(2010, 1, 5), rules) == date(2026, 6, 26)
    assert rights_pass_on(date(2014, 1, 5), rules) == date(2032, 7, 30)


def test_no_rule_in_force_is_said():
    with pytest.raises(LookupError):
        rights_pass_on(date(1950, 1, 1))
    assert newest_birth_with_rights(date(1990, 1, 1)) is None


def test_each_stage_has_a_name_that_its_row_can_hold():
    longest = RightsTold._meta.get_field("stage").max_length

    assert [stage.key for stage in STAGES if len(stage.key) > longest] == []


def test_stage_days_are_a_year_a_term_a_month_and_the_day():
    assert [stage_day(date(2026, 6, 26), stage) for stage in STAGES] == [
        date(2025, 6, 26),
        date(2026, 3, 26),
        date(2026, 5, 26),
        date(2026, 6, 26),
    ]


@unhurried
@given(BIRTHS, DAYS, DAYS)
def test_the_stage_due_is_the_newest_that_has_come(born, day, near_since):
    passes_on = rights_pass_on(born)
    stage = stage_due(passes_on, day, near_since=near_since)

    if passes_on < near_since or day < stage_day(passes_on, STAGES[0]):
        assert stage is None
    else:
        assert stage is not None
        assert stage_day(passes_on, stage) <= day
        assert [one for one in STAGES if stage_day(passes_on, stage) < stage_day(passes_on, one) <= day] == []


@unhurried
@given(st.sets(st.integers(0, 800)), st.integers(0, 30))
def test_a_worker_that_was_down_tells_each_stage_once_and_ends_with_the_day(days_up, late):
    """However few days the worker is up, nobody is told twice, and the day itself is told in the end."""
    passes_on = date(2026, 6, 26)
    told: list[str] = []
    for after in sorted({*days_up, 800 + late}):
        day = date(2024, 5, 1) + timedelta(days=after)
        stage = stage_due(passes_on, day, near_since=date(2024, 1, 1))
        if stage and stage.key not in told:
            told.append(stage.key)

    assert len(told) == len(set(told))
    assert told == [stage.key for stage in STAGES if stage.key in told]
    assert told[-1] == "on-the-day"
