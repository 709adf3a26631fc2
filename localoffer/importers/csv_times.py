"""Times from cells: days and how often in words, as a schedule's own facts."""

import re
from collections.abc import Callable
from datetime import time
from typing import TypeVar

from .cleaning import Unusable, as_time, plain_text
from .csv_words import DAYS, NUMBERS, SEVERAL_DAYS, WHICH, plain, value_of

T = TypeVar("T")
WEEK = list(DAYS)
MOST_WEEKS_BETWEEN = 52


def _said(cell: str) -> str:
    words = " ".join(plain_text(cell[:500]).split())
    return f"“{words[:40]}{'…' if len(words) > 40 else ''}”"


def read_time(cell: str) -> time:
    """A time of day: 16:00, 4pm, 4.30 p.m., noon. Raises Unusable for anything else."""
    text = cell.strip().casefold().replace("p.m.", "pm").replace("a.m.", "am")
    named = {"noon": time(12), "midday": time(12), "12 noon": time(12), "midnight": time(0)}
    if text in named:
        return named[text]
    try:
        found = as_time(text)
    except ValueError:  # Unusable is one too
        found = None
    if found is None:
        raise Unusable(f"is {_said(cell)}: write a time such as 16:00 or 4pm")
    return found


def read_often(cell: str) -> tuple[str, int]:
    """How often, as frequency and interval; "" stands for one day only. Raises Unusable for anything else."""
    text = plain(plain_text(cell))
    if text in {"once", "one day", "one off", "one day only"}:
        return "", 1
    named = {"weekly": ("WEEKLY", 1), "fortnightly": ("WEEKLY", 2), "monthly": ("MONTHLY", 1)} | {
        "every fortnight": ("WEEKLY", 2)
    }
    if text in named:
        return named[text]
    found = re.fullmatch(r"every (?:([a-z0-9]+) )?(week|month)s?", text)
    number = _number(found[1]) if found else 0
    if not found or not 1 <= number <= MOST_WEEKS_BETWEEN:
        raise Unusable(f"is {_said(cell)}: write every week, every 2 weeks, every month or once")
    return ("WEEKLY" if found[2] == "week" else "MONTHLY"), number


def _number(said: str | None) -> int:
    if said is None:
        return 1
    if said.isascii() and said.isdigit():
        return int(said[:4])
    return NUMBERS.get(said, 0)


def read_days(cell: str) -> tuple[str, str]:
    """Days as BYDAY and BYMONTHDAY: "MO,WE", "1SA", "15". Raises Unusable for an unknown day's name."""
    by_day: list[str] = []
    by_month_day: list[str] = []
    for item in re.split(r"[;,\n]|\band\b|&", plain_text(cell), flags=re.IGNORECASE):
        text = plain(item)
        if not text:
            continue
        days, month_day = _one_day(text)
        if not days and not month_day:
            raise Unusable(f"is {_said(item)}: write days such as Monday; Thursday, or first Saturday")
        by_day += [day for day in days if day not in by_day]
        by_month_day += [month_day] if month_day and month_day not in by_month_day else []
    return ",".join(by_day), ",".join(by_month_day)


def _one_day(text: str) -> tuple[list[str], str]:
    if text in SEVERAL_DAYS:
        return SEVERAL_DAYS[text].split(","), ""
    if day := value_of(DAYS, text):
        return [day], ""
    if span := re.fullmatch(r"(\w+) (?:to|until|till) (\w+)", text):
        first, last = value_of(DAYS, span[1]), value_of(DAYS, span[2])
        if first and last:
            start, end = WEEK.index(first), WEEK.index(last)
            return [WEEK[place % 7] for place in range(start, end + 1 if end >= start else end + 8)], ""
    if which := re.fullmatch(r"(?:the )?(\w+) (\w+)(?: (?:of|in) (?:the|each|every) month)?", text):
        day = value_of(DAYS, which[2])
        if day and which[1] in WHICH:
            return [f"{WHICH[which[1]]}{day}"], ""
    if number := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", text):
        return [], str(int(number[1])) if 1 <= int(number[1]) <= 31 else ""
    return [], "-1" if text in {"last day", "the last day"} else ""


def _named(name: str, read: Callable[[str], T], cell: str) -> T:
    try:
        return read(cell)
    except Unusable as reason:
        raise Unusable(f"“{name}” {reason}") from reason


def days_and_often(days: str, often: str) -> dict[str, object]:
    """The facts of a schedule from both cells, each "" when empty. Raises Unusable, with
    the column's name, when one cannot be read or they disagree."""
    by_day, by_month_day = _named("days", read_days, days) if days else ("", "")
    of_month = bool(by_month_day) or bool(re.search(r"\d", by_day))
    if often:
        freq, interval = _named("how often", read_often, often)
    else:
        freq, interval = ("MONTHLY" if of_month else "WEEKLY" if by_day else ""), 1
    if freq == "WEEKLY" and of_month:
        raise Unusable("“how often” says every week, but “days” are days of a month")
    if freq == "MONTHLY" and by_day and not of_month:
        raise Unusable(
            "“how often” says every month; write in “days” which of the month, such as first Saturday"
        )
    if not freq and often:
        by_day = by_month_day = ""  # once: the first date says which day
    return {"freq": freq, "interval": interval, "byday": by_day, "bymonthday": by_month_day}
