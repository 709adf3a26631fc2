"""When help happens: the dates of a repeating time. Pure: no database, and today is passed in.

The rules follow RFC 5545 as HSDS uses it (FREQ, INTERVAL, BYDAY, BYMONTHDAY, UNTIL; weeks start on Monday),
with two words that it has no name for: term time only, and school holidays only. Tests compare every rule
with python-dateutil's own reading of the RFC.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
WEEKLY, MONTHLY = "WEEKLY", "MONTHLY"
TERM, HOLIDAYS = "term", "holidays"
BANK_HOLIDAY, HALF_TERM = "bank_holiday", "half_term"

_DAY = re.compile(r"^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$")


@dataclass(frozen=True)
class ScheduleFacts:
    """One repeating time, as `Schedule` holds it."""

    freq: str = ""
    interval: int = 1
    byday: str = ""
    bymonthday: str = ""
    dtstart: date | None = None
    until: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    term_time: str = ""


@dataclass(frozen=True)
class Break:
    """Days when schools are closed, first and last included."""

    name: str
    kind: str
    first_date: date
    last_date: date

    def covers(self, day: date) -> bool:
        """Whether the schools are closed on this day because of this break."""
        return self.first_date <= day <= self.last_date


@dataclass(frozen=True)
class Occurrence:
    """One time that something happens."""

    day: date
    opens_at: time | None = None
    closes_at: time | None = None
    is_bank_holiday: bool = False

    @property
    def starts(self) -> datetime | None:
        """The start, on the clocks of that day; None when nobody gave a time."""
        return datetime.combine(self.day, self.opens_at, LONDON) if self.opens_at else None

    @property
    def ends(self) -> datetime | None:
        """The end; the next day where it ends before it starts. None when nobody gave a time."""
        if not (self.opens_at and self.closes_at):
            return None
        next_day = self.closes_at <= self.opens_at
        return datetime.combine(self.day + timedelta(days=next_day), self.closes_at, LONDON)


def read_days(byday: str) -> list[tuple[int, int]]:
    """Read "MO,WE" or "2MO,-1FR" as (which one of the month, weekday); 0 means every one.

    Anything that is not a day is left out: an odd row of a feed must not break a page.
    """
    found = (_DAY.match(part.strip().upper()) for part in byday.split(","))
    return [(int(match[1] or 0), WEEKDAYS[match[2]]) for match in found if match]


def read_month_days(bymonthday: str) -> list[int]:
    """Read "1,15,-1" as days of the month, counted from the end where negative."""
    parts = (part.strip() for part in bymonthday.split(","))
    numbers = (int(part) for part in parts if re.fullmatch(r"[+-]?\d{1,2}", part))
    return [number for number in numbers if 1 <= abs(number) <= 31]


def is_term(day: date, breaks: Iterable[Break]) -> bool:
    """Whether the area's schools are open in that week: no break of any kind covers the day."""
    return not any(one.covers(day) for one in breaks)


def is_bank_holiday(day: date, breaks: Iterable[Break]) -> bool:
    """Whether the day is a bank holiday."""
    return any(one.kind == BANK_HOLIDAY and one.covers(day) for one in breaks)


def is_school_holiday(day: date, breaks: Sequence[Break]) -> bool:
    """Whether the day is in a school holiday or half-term. A bank holiday is a day off for clubs too."""
    in_holiday = any(one.kind != BANK_HOLIDAY and one.covers(day) for one in breaks)
    return in_holiday and not is_bank_holiday(day, breaks)


def occurrences(
    facts: ScheduleFacts, first: date, last: date, breaks: Sequence[Break] = ()
) -> list[Occurrence]:
    """Return each time it happens from `first` to `last`, both included, in order of date.

    What we cannot know (no day, or every few weeks from no known week) gives no dates rather than wrong ones.
    """
    return list(_each(facts, first, last, breaks))


def next_occurrences(
    facts: ScheduleFacts, today: date, breaks: Sequence[Break] = (), *, count: int = 3, within_days: int = 370
) -> list[Occurrence]:
    """Return the next few times from today on, looking a little over a year ahead."""
    found: list[Occurrence] = []
    for one in _each(facts, today, today + timedelta(days=within_days), breaks):
        found.append(one)
        if len(found) == count:
            break
    return found


def _each(facts: ScheduleFacts, first: date, last: date, breaks: Sequence[Break]) -> Iterator[Occurrence]:
    starts = [day for day in (first, facts.dtstart, facts.valid_from) if day]
    ends = [day for day in (last, facts.until, facts.valid_to) if day]
    falls_on = _rule(facts)
    day, end = max(starts), min(ends)
    while day <= end:
        if falls_on(day) and _in_season(facts.term_time, day, breaks):
            yield Occurrence(day, facts.opens_at, facts.closes_at, is_bank_holiday(day, breaks))
        day += timedelta(days=1)


def _in_season(term_time: str, day: date, breaks: Sequence[Break]) -> bool:
    if term_time == TERM:
        return is_term(day, breaks)
    if term_time == HOLIDAYS:
        return is_school_holiday(day, breaks)
    return True


def _rule(facts: ScheduleFacts) -> Callable[[date], bool]:
    """Choose how to tell whether a day is one of the schedule's days."""
    if facts.freq == MONTHLY:
        return _monthly_rule(facts)
    if facts.freq == WEEKLY or read_days(facts.byday):
        return _weekly_rule(facts)
    return lambda day: day == facts.dtstart


def _weekly_rule(facts: ScheduleFacts) -> Callable[[date], bool]:
    """Every so many weeks from the first date's week, on the days named or the first date's own."""
    weekdays = {weekday for _, weekday in read_days(facts.byday)}
    if not weekdays and facts.dtstart:
        weekdays = {facts.dtstart.weekday()}
    if facts.interval < 1 or (facts.interval > 1 and not facts.dtstart):
        return lambda day: False
    from_monday = _monday(facts.dtstart) if facts.dtstart else None

    def falls_on(day: date) -> bool:
        if day.weekday() not in weekdays:
            return False
        return from_monday is None or ((_monday(day) - from_monday).days // 7) % facts.interval == 0

    return falls_on


def _monthly_rule(facts: ScheduleFacts) -> Callable[[date], bool]:
    """Every so many months, on the days or weekdays named, or the first date's own day."""
    days, month_days = read_days(facts.byday), read_month_days(facts.bymonthday)
    if not days and not month_days and facts.dtstart:
        month_days = [facts.dtstart.day]
    if facts.interval < 1 or not (days or month_days) or (facts.interval > 1 and not facts.dtstart):
        return lambda day: False
    from_month = _month_number(facts.dtstart) if facts.dtstart else None

    def falls_on(day: date) -> bool:
        if from_month is not None and (_month_number(day) - from_month) % facts.interval:
            return False
        if month_days and not _is_month_day(day, month_days):
            return False
        return not days or any(_is_weekday_of_month(day, which, weekday) for which, weekday in days)

    return falls_on


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _is_month_day(day: date, month_days: Sequence[int]) -> bool:
    from_end = day.day - calendar.monthrange(day.year, day.month)[1] - 1
    return day.day in month_days or from_end in month_days


def _is_weekday_of_month(day: date, which: int, weekday: int) -> bool:
    """Whether the day is that weekday, and the one of the month meant (0 every one, -1 the last)."""
    if day.weekday() != weekday:
        return False
    days_in_month = calendar.monthrange(day.year, day.month)[1]
    from_start, from_end = (day.day - 1) // 7 + 1, -((days_in_month - day.day) // 7 + 1)
    return which in (0, from_start, from_end)
