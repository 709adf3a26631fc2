"""How current an entry is. Pure: dates come in and a state goes out, with no clock and no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta


class Freshness(StrEnum):
    """Whether families can trust an entry as it stands."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"


FRESHNESS_WORDS = {
    Freshness.FRESH: "Up to date",
    Freshness.DUE: "Time to check",
    Freshness.STALE: "Not checked for too long",
}


@dataclass(frozen=True)
class CheckingPeriod:
    """How often entries are checked from the date `starts`, when their owners are asked, when an entry that
    nobody checked is marked and when it is hidden, and for how long what a provider tells us is believed.

    The days of `days_owner_is_asked` count from the day a check is due: the first is before it.
    """

    starts: date
    months_when_quick_to_change: int
    months_otherwise: int
    days_from_due_to_stale: int
    days_from_due_to_hidden: int = 90
    days_owner_is_asked: tuple[int, int, int, int] = (-14, 0, 14, 30)
    days_a_link_works: int = 60
    days_places_are_believed: int = 7
    days_a_wait_is_believed: int = 30
    days_a_message_is_shown: int = 14


# The area's own rule, dated so that a later rule can stand beside it: entries that give times, fees or a wait
# change quickly and are checked every 3 months, all others every 12; 30 days after the day it was due an
# unchecked entry says so to families, 90 days after it families no longer find it. An area puts its own
# rules in a file (localoffer.checking_periods), which takes the place of these when the site starts.
CHECKING_PERIODS: list[CheckingPeriod] = [
    CheckingPeriod(
        starts=date(2014, 9, 1),
        months_when_quick_to_change=3,
        months_otherwise=12,
        days_from_due_to_stale=30,
    ),
]


def period_on(day: date, periods: Sequence[CheckingPeriod] = CHECKING_PERIODS) -> CheckingPeriod:
    """The rule in force on `day`: the latest one that had started. Raises LookupError before the first."""
    started = [period for period in periods if period.starts <= day]
    if not started:
        raise LookupError(f"No checking period had started on {day}.")
    return max(started, key=lambda period: period.starts)


def next_check(
    checked: date, *, changes_quickly: bool, periods: Sequence[CheckingPeriod] = CHECKING_PERIODS
) -> date:
    """The day to check an entry again after it was checked on `checked`.

    `changes_quickly` is true when the entry gives times, fees or a waiting time.
    """
    period = period_on(checked, periods)
    months = period.months_when_quick_to_change if changes_quickly else period.months_otherwise
    return checked + relativedelta(months=months)


def due_on(
    *,
    assured_date: date | None,
    next_check_date: date | None,
    first_public: date,
    changes_quickly: bool = True,
    periods: Sequence[CheckingPeriod] = CHECKING_PERIODS,
) -> date:
    """The day an entry's next check is due. One that nobody ever checked was due the day it became public."""
    if next_check_date is not None:
        return next_check_date
    if assured_date is not None:
        return next_check(assured_date, changes_quickly=changes_quickly, periods=periods)
    return first_public


def stale_from(due: date, periods: Sequence[CheckingPeriod] = CHECKING_PERIODS) -> date:
    """The first day on which an entry due for a check on `due` counts as stale."""
    return due + timedelta(days=period_on(due, periods).days_from_due_to_stale)


def freshness(
    *,
    assured_date: date | None,
    next_check_date: date | None,
    today: date,
    changes_quickly: bool = True,
    periods: Sequence[CheckingPeriod] = CHECKING_PERIODS,
) -> Freshness:
    """The state of an entry on `today`.

    An entry that nobody ever checked is stale. Without a `next_check_date` the day is reckoned from
    `assured_date` (from a feed, for example).
    """
    if assured_date is None:
        return Freshness.STALE
    due = next_check_date or next_check(assured_date, changes_quickly=changes_quickly, periods=periods)
    if today < due:
        return Freshness.FRESH
    return Freshness.STALE if today >= stale_from(due, periods) else Freshness.DUE
