"""When rights pass to a young person. Pure: dates come in, dates go out; no clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SCHOOL_YEAR_STARTS_MONTH = 9  # a school year runs from 1 September to 31 August (Education Act 1996 s.579)
FRIDAY = 4


@dataclass(frozen=True)
class LeavingRule:
    """From `starts`, compulsory school age ends on the last `weekday` of `month` in the year of `age`."""

    starts: date
    age: int
    month: int
    weekday: int
    source: str


# The last Friday of June in the school year of the sixteenth birthday. Dated, so that a later rule can stand
# beside it.
LEAVING_RULES: tuple[LeavingRule, ...] = (
    LeavingRule(
        starts=date(1998, 1, 1),
        age=16,
        month=6,
        weekday=FRIDAY,
        source="Education Act 1996 s.8; Education (School Leaving Date) Order 1997; CFA 2014 s.83",
    ),
)


def age_on(born: date, day: date) -> int:
    """Whole years old on `day`. Someone born on 29 February is a year older from 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """The day someone reaches `age`; 1 March for those born on 29 February, in a year without one."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def rights_pass_on(born: date, rules: Sequence[LeavingRule] = LEAVING_RULES) -> date:
    """The day on which compulsory school age ends for someone born on `born`, by the rule then in force.

    Raises LookupError when no rule had started by then.
    """
    for rule in sorted(rules, key=lambda rule: rule.starts, reverse=True):
        day = _last_weekday(_school_year_end(birthday(born, rule.age)), rule.month, rule.weekday)
        if rule.starts <= day:
            return day
    raise LookupError(f"No rule had started for someone born on {born}.")


def has_own_rights(born: date, day: date, rules: Sequence[LeavingRule] = LEAVING_RULES) -> bool:
    """Whether rights have passed: from the day after compulsory school age ends."""
    return day > rights_pass_on(born, rules)


def newest_birth_with_rights(day: date, rules: Sequence[LeavingRule] = LEAVING_RULES) -> date | None:
    """The latest date of birth of those who have their own rights on `day`; None when nobody has.

    The same rule as `has_own_rights`, turned round, so that a database can be asked about many at once:
    everyone born in one school year leaves on one day, and that year's last birthday is 31 August.
    """
    for year in (day.year, day.year - 1):
        for rule in sorted(rules, key=lambda rule: rule.starts, reverse=True):
            leaving = _last_weekday(year, rule.month, rule.weekday)
            if rule.starts <= leaving < day:
                return date(year - rule.age, SCHOOL_YEAR_STARTS_MONTH, 1) - timedelta(days=1)
    return None


@dataclass(frozen=True)
class Stage:
    """One time at which everyone concerned is told that rights pass: so many months before the day."""

    key: str
    months_before: int


# A year to get ready, a school term, a month, and the day itself (SEND Code of Practice 8.13: in good time).
STAGES: tuple[Stage, ...] = (
    Stage("a-year", 12),
    Stage("three-months", 3),
    Stage("a-month", 1),
    Stage("on-the-day", 0),
)


def stage_day(passes_on: date, stage: Stage) -> date:
    """The day on which `stage` comes: the same day of an earlier month, or that month's last day."""
    months = passes_on.year * 12 + passes_on.month - 1 - stage.months_before
    year, month = divmod(months, 12)
    return date(year, month + 1, min(passes_on.day, _days_in(year, month + 1)))


def stage_due(passes_on: date, day: date, *, near_since: date) -> Stage | None:
    """The stage that somebody near since `near_since` should have been told by `day`.

    It is the newest that has come; earlier ones that were missed are not told late, one after the other.
    None before the first stage, and for whoever came after the day had gone by: there is nothing ahead.
    """
    if passes_on < near_since:
        return None
    come = [stage for stage in STAGES if stage_day(passes_on, stage) <= day]
    return min(come, key=lambda stage: stage.months_before) if come else None


def _days_in(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def _school_year_end(day: date) -> int:
    """The calendar year in which the school year of `day` ends."""
    return day.year + (day.month >= SCHOOL_YEAR_STARTS_MONTH)


def _last_weekday(year: int, month: int, weekday: int) -> date:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
