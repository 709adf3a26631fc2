"""What is true just now, in the words families read, and for how long it is believed. Pure: no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .freshness import CHECKING_PERIODS, CheckingPeriod, period_on
from .schedule_words import clock, day_month

PLACES, WAIT, CLOSED, MESSAGE = "places", "wait", "closed", "message"
IN_ORDER = (CLOSED, MESSAGE, PLACES, WAIT)  # what changes a family's day comes first
SHOWN_WHEN_OLD = 3  # an old number is still shown, with its day, for so many times as long as it is believed


class Standing(StrEnum):
    """Whether something that was told still counts."""

    NOW = "now"
    OLD = "old"  # shown with the day it was told; no filter uses it
    OVER = "over"


@dataclass(frozen=True)
class Told:
    """One thing that was told: a row of localoffer.models.LiveFact. `at` is in the area's own time."""

    kind: str
    number: int | None
    words: str
    until: date | None
    at: datetime
    by_role: str


@dataclass(frozen=True)
class Shown:
    """One thing in words: what it says, who told us and when, and how it is marked."""

    kind: str
    text: str
    told: str
    mark: str  # the tag's kind: closed, good, wait or plain
    is_old: bool = False


def standing(told: Told, today: date, periods: Sequence[CheckingPeriod] = CHECKING_PERIODS) -> Standing:
    """How far `told` still counts on `today`.

    "Closed today" ends at midnight. A number is believed for so many days; after that it is shown with its
    day for a while, then not at all. A line of words ends on its day or after so many days.
    """
    if told.number is None and not told.words and told.until is None:
        return Standing.OVER
    if told.kind == CLOSED:
        return Standing.NOW if told.until and told.until >= today else Standing.OVER
    days = _days_believed(told.kind, period_on(today, periods))
    age = (today - told.at.date()).days
    if told.kind == MESSAGE:
        last = told.until or told.at.date() + timedelta(days=days - 1)
        return Standing.NOW if today <= last else Standing.OVER
    if age < days:
        return Standing.NOW
    return Standing.OLD if age < days * SHOWN_WHEN_OLD else Standing.OVER


def turns_on(told: Told, periods: Sequence[CheckingPeriod] = CHECKING_PERIODS) -> date:
    """The first day on which `told` no longer counts as true now."""
    if told.kind == CLOSED:
        return (told.until or told.at.date()) + timedelta(days=1)
    if told.kind == MESSAGE and told.until:
        return told.until + timedelta(days=1)
    told_on = told.at.date()
    return told_on + timedelta(days=_days_believed(told.kind, period_on(told_on, periods)))


def shown(
    facts: Mapping[str, Told], today: date, periods: Sequence[CheckingPeriod] = CHECKING_PERIODS
) -> list[Shown]:
    """What a page shows of these facts (the newest of each kind) on `today`, most pressing first."""
    found = []
    for kind in IN_ORDER:
        if kind not in facts:
            continue
        told = facts[kind]
        state = standing(told, today, periods)
        if state is not Standing.OVER:
            is_old = state is Standing.OLD
            found.append(
                Shown(kind, _words(told, today), told_words(told, today), _mark(told, is_old), is_old)
            )
    return found


def now(facts: Mapping[str, Told], kind: str, today: date) -> Told | None:
    """The fact of that kind, if it counts as true on `today`."""
    told = facts.get(kind)
    return told if told and standing(told, today) is Standing.NOW else None


def has_places(facts: Mapping[str, Told], today: date) -> bool:
    """Whether somebody told us lately that there is a place left: the only thing a filter may use."""
    told = now(facts, PLACES, today)
    return bool(told and told.number)


def newest(rows: Iterable[Told]) -> dict[str, Told]:
    """The last of each kind in `rows`, which come in the order they were told."""
    return {told.kind: told for told in rows}


def told_words(told: Told, today: date) -> str:
    """Such as "The club manager told us today at 10.15am", or "... on Tuesday 3 March 2026"."""
    is_today = told.at.date() == today
    day = f"today at {clock(told.at.time())}" if is_today else f"on {day_month(told.at.date())}"
    who = the_post(told.by_role) if told.by_role else "the provider"
    return f"{who[:1].upper()}{who[1:]} told us {day}"


def the_post(role: str) -> str:
    """A post inside a sentence: "the head teacher", "the NHS lead", "the SENCO"."""
    if role.lower().startswith("the "):
        return f"the {role[4:]}"
    is_short_for_something = role[1:2].isupper()
    return f"the {role if is_short_for_something else role[:1].lower() + role[1:]}"


def _words(told: Told, today: date) -> str:
    if told.kind == CLOSED:
        last = told.until or today
        return "Closed today" if last == today else f"Closed until the end of {day_month(last)}"
    if told.kind == MESSAGE:
        return told.words
    number = told.number or 0
    if told.kind == PLACES:
        return f"{number} place{'' if number == 1 else 's'} left" if number else "Full just now"
    return wait_in_weeks(number)


def wait_in_weeks(weeks: int) -> str:
    """Such as "No wait", "About 1 week", "About 6 weeks", "About 4 months"."""
    if weeks == 0:
        return "No wait"
    if weeks > 12:
        return f"About {round(weeks / 4.345)} months"
    return f"About {weeks} week{'' if weeks == 1 else 's'}"


def _mark(told: Told, is_old: bool) -> str:
    if told.kind == CLOSED:
        return "closed"
    if is_old or told.kind in (MESSAGE, WAIT):
        return "plain"
    return "good" if told.number else "wait"


def _days_believed(kind: str, period: CheckingPeriod) -> int:
    return {
        PLACES: period.days_places_are_believed,
        WAIT: period.days_a_wait_is_believed,
        MESSAGE: period.days_a_message_is_shown,
        CLOSED: 1,
    }[kind]
