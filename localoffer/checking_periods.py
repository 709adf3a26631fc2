"""The area's own checking rules, read from a file when the site starts. Without one the built-in rule holds.

The file is JSON: a list of rules, each with the fields of `freshness.CheckingPeriod` and a `starts` date.
A later rule stands beside the one before, so what was promised under the old one stays true.
"""

import json
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .freshness import CHECKING_PERIODS, CheckingPeriod

LISTS = {"days_owner_is_asked": 4}


def use_area_periods() -> None:
    """Put the area's own rules in the place of the built-in one; called once, from `AppConfig.ready`.

    Raises ImproperlyConfigured, with what to put right, for a file that cannot be used.
    """
    if not settings.CHECKING_PERIODS_FILE:
        return
    try:
        CHECKING_PERIODS[:] = read_periods(Path(settings.CHECKING_PERIODS_FILE))
    except ValueError as wrong:
        raise ImproperlyConfigured(f"CHECKING_PERIODS_FILE: {wrong}") from wrong


def read_periods(path: Path) -> list[CheckingPeriod]:
    """The rules in the file. Raises ValueError with one sentence that says what to put right."""
    try:
        rows = json.loads(path.read_text())
    except OSError as wrong:
        raise ValueError(f"The file of checking periods cannot be read: {wrong.strerror}.") from wrong
    except ValueError as wrong:
        raise ValueError(f"The file of checking periods is not JSON: {wrong}.") from wrong
    if not isinstance(rows, list) or not rows:
        raise ValueError("The file of checking periods must hold a list with at least one rule.")
    return sorted((_period(row) for row in rows), key=lambda period: period.starts)


def _period(row: Any) -> CheckingPeriod:
    known = {field.name for field in fields(CheckingPeriod)}
    if not isinstance(row, dict) or (unknown := set(row) - known):
        named = f" It does not know {sorted(unknown)[0]}." if isinstance(row, dict) else ""
        raise ValueError(f"A checking period is a set of: {', '.join(sorted(known))}.{named}")
    try:
        made = CheckingPeriod(**{**row, "starts": date.fromisoformat(row["starts"]), **_tuples(row)})
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"A checking period is not complete: {wrong}.") from wrong
    _check(made)
    return made


def _tuples(row: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(row[name]) for name in LISTS if name in row}


def _check(period: CheckingPeriod) -> None:
    """Raise ValueError for days that cannot be kept: whoever keeps an entry is told before it is hidden."""
    days = period.days_owner_is_asked
    numbers = [getattr(period, field.name) for field in fields(period) if field.name.startswith("months")]
    if not all(isinstance(day, int) for day in days) or len(days) != 4 or sorted(set(days)) != list(days):
        raise ValueError("days_owner_is_asked must be four whole numbers, each later than the one before.")
    if period.days_from_due_to_hidden <= max(days[-1], period.days_from_due_to_stale):
        raise ValueError("days_from_due_to_hidden must be later than the last asking and than being marked.")
    if not all(isinstance(number, int) and number > 0 for number in numbers):
        raise ValueError("The months between two checks must be whole numbers above 0.")
