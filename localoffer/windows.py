"""The times that families ask about: today, this weekend, the next 7 days, the next half-term. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .happening import HALF_TERM, Break

WINDOWS = {
    "today": "Today",
    "weekend": "This weekend",
    "week": "The next 7 days",
    "half-term": "Next half-term",
}
USUAL = "week"
HALF_TERM_AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class Days:
    """From one day to another, both included, and what to call them."""

    key: str
    label: str
    first: date
    last: date


def days_for(key: str, today: date, breaks: Sequence[Break]) -> Days | None:
    """Return the days that a choice means today; an unknown choice means the next 7 days.

    None when the school calendar holds no half-term to come. A half-term includes the weekends at its ends.
    """
    if key == "today":
        return Days(key, WINDOWS[key], today, today)
    if key == "weekend":
        return _weekend(today)
    if key == "half-term":
        return _half_term(today, breaks)
    return Days(USUAL, WINDOWS[USUAL], today, today + timedelta(days=6))


def _weekend(today: date) -> Days:
    """Saturday and Sunday of this week; on a Sunday what is left of it."""
    saturday = today + timedelta(days=5 - today.weekday())
    return Days("weekend", WINDOWS["weekend"], max(saturday, today), saturday + timedelta(days=1))


def _half_term(today: date, breaks: Sequence[Break]) -> Days | None:
    ahead = [one for one in breaks if one.kind == HALF_TERM and one.last_date >= today]
    if not ahead:
        return None
    one = min(ahead, key=lambda half_term: half_term.first_date)
    first, last = one.first_date, one.last_date
    if first.weekday() == 0:
        first -= timedelta(days=2)
    if last.weekday() == 4:
        last += timedelta(days=2)
    return Days("half-term", one.name, max(first, today), last)
