"""The feed's parameters: one table says what each takes, how it is described, and reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime

MOST_PER_PAGE = 500
PER_PAGE = 50
LAST_PAGE = 1_000_000
DAYS = {"MO": "monday", "TU": "tuesday", "WE": "wednesday", "TH": "thursday", "FR": "friday"} | {
    "SA": "saturday",
    "SU": "sunday",
}


class BadParameter(ValueError):
    """A parameter that cannot be used: its name and, in words, why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


@dataclass(frozen=True)
class Parameter:
    """One query parameter: how it is read, and its OpenAPI schema and description."""

    name: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    description: str


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 9 or not least <= int(text) <= most:
            raise ValueError(f"write a whole number from {least} to {most}")
        return int(text)

    return read


def _age(text: str) -> Decimal:
    try:
        age = Decimal(text)
    except InvalidOperation:
        age = Decimal(-1)
    if not age.is_finite() or not 0 <= age <= 150:
        raise ValueError("write an age in years from 0 to 150, such as 7 or 7.5")
    return age


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("write the whole id, such as ac148810-d857-441c-9679-408f346de14b") from None


def _boolean(text: str) -> bool:
    said = {"true": True, "1": True, "false": False, "0": False}.get(text.lower())
    if said is None:
        raise ValueError("write true or false")
    return said


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise ValueError("write a time as HH:MM, such as 09:30") from None


def _day(text: str) -> str:
    wanted = text.strip().lower()
    for code, name in DAYS.items():
        if wanted in (code.lower(), name, name[:3]):
            return code
    raise ValueError("write a day as MO, TU, WE, TH, FR, SA or SU, or its English name")


def _moment(text: str) -> datetime:
    # A "+" in a query that was not escaped arrives as a space.
    text = text.strip().replace(" ", "+") if "T" in text else text.strip()
    try:
        moment = parse_datetime(text)
        day = None if moment else parse_date(text)
    except ValueError:
        moment, day = None, None
    if day:
        moment = datetime.combine(day, time.min)
    if moment is None:
        raise ValueError("write a date and time, such as 2026-03-01T09:30:00Z")
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        raise ValueError("write a date and time, such as 2026-03-01T09:30:00Z") from None


def _format(text: str) -> str:
    if text not in ("json", "ndjson"):
        raise ValueError("write json or ndjson")
    return text


def _words(text: str) -> str:
    if len(text) > 200:
        raise ValueError("write 200 characters or fewer")
    return text.replace("\x00", "").strip()


def _postcode(text: str) -> str:
    code = "".join(text.split()).upper()
    if not code.isascii() or not code.isalnum() or not 5 <= len(code) <= 7:
        raise ValueError("write a whole postcode, such as ZZ3 4AB")
    return code


_FROM_ONE = {"type": "integer", "minimum": 1, "default": 1}
_TEXT = {"type": "string"}
_YES_NO = {"type": "boolean"}
_ID = {"type": "string", "format": "uuid"}
_NUMBER = {"type": "number", "minimum": 0, "maximum": 150}
_CLOCK = {"type": "string", "pattern": r"^\d{2}:\d{2}"}

PARAMETERS: Mapping[str, Parameter] = {
    row.name: row
    for row in (
        Parameter("search", _words, _TEXT, "Words that must all be in the name, text or provider's name."),
        Parameter(
            "page",
            _whole(1, LAST_PAGE),
            _FROM_ONE,
            "Which page, from 1.",
        ),
        Parameter(
            "per_page",
            _whole(1, MOST_PER_PAGE),
            {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
            "How many results on a page.",
        ),
        Parameter("taxonomy_term_id", _uuid, _ID, "Only what is filed under this taxonomy term."),
        Parameter("taxonomy_id", _uuid, _ID, "Only what is filed under (or belongs to) this taxonomy."),
        Parameter("minimum_age", _age, _NUMBER, "Only services whose own minimum age is this or higher."),
        Parameter("maximum_age", _age, _NUMBER, "Only services whose own maximum age is this or lower."),
        Parameter(
            "start_time", _time, _CLOCK, "Only services with a session starting at this time or later."
        ),
        Parameter("end_time", _time, _CLOCK, "Only services with a session ending at this time or earlier."),
        Parameter(
            "day", _day, {"type": "string", "enum": list(DAYS)}, "Only services with a session on this day."
        ),
        Parameter("organization_id", _uuid, _ID, "Only services of this organization."),
        Parameter(
            "modified_after",
            _moment,
            {"type": "string", "format": "date-time"},
            "Only what changed on or after this moment. No zone means UTC.",
        ),
        Parameter(
            "minimal",
            _boolean,
            _YES_NO,
            "Only each id and when it changed, all of them in one page.",
        ),
        Parameter("full", _boolean, _YES_NO, "Everything under each result, as its own page gives it."),
        Parameter("full_service", _boolean, _YES_NO, "Organizations with their services, each whole."),
        Parameter(
            "format",
            _format,
            {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
            "ndjson streams every result, one JSON object a line, without pages.",
        ),
        Parameter(
            "postcode",
            _postcode,
            _TEXT,
            "Only services that cover this postcode: for everywhere, or with a service area whose uri ends "
            "in the postcode's local authority code. With proximity, only those at a place that near.",
        ),
        Parameter(
            "proximity",
            _whole(1, 500_000),
            {"type": "integer", "minimum": 1, "maximum": 500_000},
            "How many metres from the postcode. Needs postcode.",
        ),
        Parameter("top_only", _boolean, _YES_NO, "Only terms that have no parent."),
        Parameter("parent_id", _uuid, _ID, "Only terms directly under this term."),
    )
}


def read(query: Mapping[str, str], allowed: tuple[str, ...]) -> dict[str, Any]:
    """Return the parameters' values. Raise BadParameter for an unknown one or a value that cannot be used.

    `query` is request.GET. An empty value counts as not given.
    """
    values: dict[str, Any] = {}
    for name, text in query.items():
        if name not in allowed:
            raise BadParameter(
                name, f"this address does not know it; it knows {', '.join(allowed) or 'none'}"
            )
        if text.strip():
            try:
                values[name] = PARAMETERS[name].read(text.strip())
            except ValueError as problem:
                raise BadParameter(name, str(problem)) from problem
    if "proximity" in values and "postcode" not in values:
        raise BadParameter("proximity", "give a postcode too, to say from where")
    return values
