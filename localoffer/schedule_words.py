"""A repeating time in the words a parent reads: "Every Tuesday, 4pm to 5.30pm, term time". Pure."""

from collections.abc import Sequence
from datetime import date, time

from .happening import HOLIDAYS, MONTHLY, TERM, WEEKLY, ScheduleFacts, read_days, read_month_days

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHICH_NAMES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}
_SEASON = {TERM: "term time only", HOLIDAYS: "school holidays only"}

LAST_MINUTE = time(23, 59)  # how forms that cannot say "24:00" end a day


def when_in_words(facts: ScheduleFacts) -> str:
    """Return the whole time in words, or "" when the facts say too little."""
    days = days_in_words(facts)
    parts = [days, times_in_words(facts.opens_at, facts.closes_at), _SEASON.get(facts.term_time, "")]
    return ", ".join(part for part in parts if part)


def days_in_words(facts: ScheduleFacts) -> str:
    """Return the days: "Every Monday and Friday", "The last Friday of every month"."""
    if facts.freq == MONTHLY:
        return _monthly(facts)
    if facts.freq == WEEKLY or read_days(facts.byday):
        return _weekly(facts)
    return day_month(facts.dtstart) if facts.dtstart else ""


def times_in_words(opens_at: time | None, closes_at: time | None) -> str:
    """Return "4pm to 5.30pm", "from 4pm", "until 5pm", "all day and all night" or ""."""
    if is_all_day(opens_at, closes_at):
        return "all day and all night"
    if opens_at and closes_at:
        return f"{clock(opens_at)} to {clock(closes_at)}"
    if opens_at:
        return f"from {clock(opens_at)}"
    return f"until {clock(closes_at)}" if closes_at else ""


def is_all_day(opens_at: time | None, closes_at: time | None) -> bool:
    """Say whether these times are the whole day, midnight to midnight."""
    is_to_the_end = closes_at is not None and (closes_at >= LAST_MINUTE or closes_at == time(0))
    return opens_at == time(0) and is_to_the_end


def clock(at: time) -> str:
    """Return a time as people say it: "4pm", "5.30pm", "midday", "midnight"."""
    if at.minute == 0 and at.hour in (0, 12):
        return "midnight" if at.hour == 0 else "midday"
    minutes = f".{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def day_month(day: date) -> str:
    """Return "Tuesday 3 March 2026"."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {day:%B %Y}"


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "3rd", "11th", "21st"."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def listed(words: Sequence[str]) -> str:
    """Join words as people do: "Monday, Wednesday and Friday"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _weekly(facts: ScheduleFacts) -> str:
    weekdays = sorted({weekday for _, weekday in read_days(facts.byday)})
    if not weekdays and facts.dtstart:
        weekdays = [facts.dtstart.weekday()]
    if not weekdays:
        return ""
    if facts.interval == 1:
        return _every_week(weekdays)
    days = listed([DAY_NAMES[weekday] for weekday in weekdays])
    return f"Every {facts.interval} weeks on {days}"


def _every_week(weekdays: list[int]) -> str:
    if weekdays == list(range(7)):
        return "Every day"
    if len(weekdays) > 2 and weekdays == list(range(weekdays[0], weekdays[-1] + 1)):
        return f"{DAY_NAMES[weekdays[0]]} to {DAY_NAMES[weekdays[-1]]}"
    return f"Every {listed([DAY_NAMES[weekday] for weekday in weekdays])}"


def _monthly(facts: ScheduleFacts) -> str:
    every = "every month" if facts.interval == 1 else f"every {facts.interval} months"
    days = [
        f"{WHICH_NAMES[which]} {DAY_NAMES[weekday]}" if which in WHICH_NAMES else DAY_NAMES[weekday]
        for which, weekday in read_days(facts.byday)
    ]
    month_days = read_month_days(facts.bymonthday)
    if not days and not month_days and facts.dtstart:
        month_days = [facts.dtstart.day]
    if days:
        return f"The {listed(days)} of {every}"
    named = ["last day" if day == -1 else ordinal(day) for day in month_days if day > 0 or day == -1]
    return f"The {listed(named)} of {every}" if named else ""
