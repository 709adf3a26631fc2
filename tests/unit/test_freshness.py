"""The rule for how fresh an entry is, from dates alone."""

from datetime import date

import pytest

from localoffer.freshness import CheckingPeriod, Freshness, freshness, next_check, period_on

CHECKED = date(2026, 1, 12)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 4, 11), Freshness.FRESH),
        (date(2026, 4, 12), Freshness.DUE),
        (date(2026, 5, 11), Freshness.DUE),
        (date(2026, 5, 12), Freshness.STALE),
    ],
)
def test_freshness_turns_on_the_day_the_check_is_due_and_thirty_days_after(
    today: date, state: Freshness
) -> None:
    assert freshness(assured_date=CHECKED, next_check_date=date(2026, 4, 12), today=today) is state


def test_freshness_of_an_entry_never_checked_is_stale() -> None:
    assert freshness(assured_date=None, next_check_date=None, today=CHECKED) is Freshness.STALE


def test_freshness_without_a_next_check_is_reckoned_from_the_check() -> None:
    day = date(2026, 6, 1)
    assert freshness(assured_date=CHECKED, next_check_date=None, today=day) is Freshness.STALE
    slow = freshness(assured_date=CHECKED, next_check_date=None, today=day, changes_quickly=False)
    assert slow is Freshness.FRESH


def test_next_check_is_three_months_on_for_what_changes_quickly_and_twelve_otherwise() -> None:
    assert next_check(CHECKED, changes_quickly=True) == date(2026, 4, 12)
    assert next_check(CHECKED, changes_quickly=False) == date(2027, 1, 12)
    assert next_check(date(2026, 11, 30), changes_quickly=True) == date(2027, 2, 28)


def test_period_on_takes_the_latest_rule_that_had_started() -> None:
    old = CheckingPeriod(date(2020, 1, 1), 3, 12, 30)
    new = CheckingPeriod(date(2027, 1, 1), 1, 6, 14)
    assert period_on(date(2026, 12, 31), (new, old)) is old
    assert period_on(date(2027, 1, 1), (old, new)) is new
    with pytest.raises(LookupError):
        period_on(date(2019, 12, 31), (old, new))
