"""Reading one cell: what it means, or in words an officer understands why it cannot be used."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from localoffer.finding.postcodes import is_district, tidy_postcode
from localoffer.models import (
    AccessNote,
    Address,
    Contact,
    Place,
    Provider,
    Schedule,
    Service,
    ServiceAtPlace,
)

from . import cleaning, csv_words
from .cleaning import Unusable
from .csv_layout import PLACE, PROVIDER, TIME, Column
from .csv_times import read_time
from .kinds import as_fact

OLDEST = 120  # years
MOST_WEEKS = 520  # ten years
LONGEST_ITEM = 500  # letters; no field that holds one of several takes more
SHOWN = 40
SHORT = 120
_AS_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)
_MARKED_AS_TEXT = re.compile(r"^'(?=[=+\-@\d])")
_SHORTENED = re.compile(r"^\d(?:\.\d+)?E\+?\d+$", re.IGNORECASE)
_AGE = re.compile(r"^(\d{1,3}(?:\.\d{1,2})?)\s*(years?|yrs?|y|months?|mths?|m)?(?: olds?)?$", re.IGNORECASE)
_PHONE = re.compile(r"^(\+?[\d ()./-]{3,30})(?:\s*(?:ext\.?|extension|x)\s*(\d{1,8}))?$", re.IGNORECASE)
# £4,50 is not read as 450: a comma only ever stands before three figures.
_AMOUNT = r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?)(?![.,]?\d)"
_PRICE = re.compile(
    rf"^(?:([^£]*?)\s*[:=]\s*)?£\s*{_AMOUNT}\s*(.*)$|^([^£]*?)\s*[:=]\s*{_AMOUNT}$", re.DOTALL
)
_DATES = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d.%m.%Y", "%d-%m-%Y", "%A %d %B %Y")


def tidy(cell: str) -> str:
    """A cell without spaces around it and without the marks by which spreadsheets keep a number as text.

    What looks like a formula is words and nothing else: nothing is ever worked out.
    """
    text = cell.replace("\xa0", " ").strip()
    if wrapped := _AS_TEXT.match(text):
        text = wrapped[1].replace('""', '"').strip()
    return _MARKED_AS_TEXT.sub("", text)


def said(cell: str) -> str:
    """The beginning of a cell, in quotation marks, for a message."""
    words = " ".join(cleaning.plain_text(cell[:500]).split())
    return f"“{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}”"


def items_of(cell: str) -> list[str]:
    """The parts of a list in a cell: between semicolons or line ends."""
    parts = (cleaning.plain_text(part) for part in re.split(r"[;\n\r]+", cell))
    return [part[:LONGEST_ITEM] for part in parts if part]


def address_lines(cell: str) -> list[str]:
    """An address that stands on several lines of one cell, line by line."""
    lines = (line.strip(" ,") for line in cleaning.plain_text(cell).split("\n"))
    return [line for line in lines if line]


_ADDRESS = frozenset({"address_1", "address_2", "city", "state_province", "postal_code"})
_ELSEWHERE: dict[str, tuple[type[Any], str]] = {
    "contact name": (Contact, "name"),
    "contact title": (Contact, "title"),
    "access_notes": (AccessNote, "description"),
}


def field_of(column: Column) -> tuple[type[Any], str] | None:
    """The model and field that a column fills, where it fills exactly one."""
    if not column.fact:
        return (ServiceAtPlace, "description") if column.name == "at this place" else None
    if column.name == "provider":
        return Provider, "name"
    if column.fact in _ELSEWHERE:
        return _ELSEWHERE[column.fact]
    if column.fact in _ADDRESS:
        return Address, column.fact
    model = {PROVIDER: Provider, PLACE: Place, TIME: Schedule}.get(column.about, Service)
    return model, column.fact


def _text(cell: str, column: Column) -> str:
    text = cleaning.plain_text(cell)
    if len(text) > cleaning.LONGEST_TEXT:
        raise Unusable(f"is longer than {cleaning.LONGEST_TEXT} letters")
    return text


def _choice(cell: str, column: Column) -> str:
    words = csv_words.CHOICES[column.fact]
    value = csv_words.value_of(words, cell)
    if value is None:
        raise Unusable(f"is {said(cell)}: write {csv_words.asked_for(words)}")
    return value


def _yes_or_no(cell: str, column: Column) -> bool:
    text = csv_words.plain(cell)
    if text in cleaning.YES | {"x"}:
        return True
    if text in cleaning.NO:
        return False
    raise Unusable(f"is {said(cell)}: write yes or no")


def _age(cell: str, column: Column) -> Decimal:
    found = _AGE.match(cell)
    if not found:
        raise Unusable(f"is {said(cell)}: write a number of years such as 5, or months such as “18 months”")
    years = Decimal(found[1])
    if (found[2] or "").lower().startswith("m"):
        years = years / 12
    if years > OLDEST:
        raise Unusable(f"is {said(cell)}: an age is from 0 to {OLDEST}")
    return years.quantize(Decimal("0.1"))


def _weeks(cell: str, column: Column) -> int:
    if not re.fullmatch(r"[0-9]{1,4}(?:\.0+)?", cell) or float(cell) > MOST_WEEKS:
        raise Unusable(f"is {said(cell)}: write a whole number of weeks, 0 to {MOST_WEEKS}")
    return int(float(cell))


def _date(cell: str, column: Column) -> date:
    if len(cell) <= SHOWN:
        words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|,", "", " ".join(cell.split()))
        for pattern in _DATES:
            try:
                found = datetime.strptime(words, pattern).date()
            except ValueError:
                continue
            if found.year >= 1900:
                return found
        try:
            read = cleaning.as_date(words)
        except Unusable:
            read = None
        if read:
            return read
    raise Unusable(f"is {said(cell)}: write the day first, such as 12/01/2026 or 12 January 2026")


def _past_date(cell: str, column: Column) -> date:
    found = _date(cell, column)
    if found > timezone.localdate():
        raise Unusable(f"is {said(cell)}, a day that has not come yet")
    return found


def _email(cell: str, column: Column) -> str:
    text = cleaning.plain_text(cell).removeprefix("mailto:")
    try:
        validate_email(text)
    except ValidationError as problem:
        raise Unusable(
            f"is {said(cell)}: that is not an email address, such as name@place.example"
        ) from problem
    if len(text) > 254:
        raise Unusable("is too long for an email address")
    return text


_BARE_HOST = re.compile(r"^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)")


def _web(cell: str, column: Column) -> str:
    text = cleaning.plain_text(cell)
    if _BARE_HOST.match(text) and "@" not in text:
        text = f"https://{text}"
    try:
        return str(cleaning.clean_value(Service, "url", text))
    except Unusable as problem:
        raise Unusable(
            f"is {said(cell)}: that is not a web address, such as https://place.example/page"
        ) from problem


def _postcode(cell: str, column: Column) -> str:
    found = tidy_postcode(cleaning.plain_text(cell))
    if not found:
        raise Unusable(f"is {said(cell)}: that is not a postcode, such as ZZ3 4AB")
    if is_district(found):
        raise Unusable(f"is {said(cell)}: that is half of a postcode; write all of it, such as ZZ3 4AB")
    return found


def phone_number(said_number: str) -> tuple[str, str]:
    """A telephone number and its extension. A 0 that a spreadsheet dropped from its front comes back.

    Numbers of the United Kingdom have 10 or 11 digits with their first 0 (Ofcom, National Telephone
    Numbering Plan). Raises Unusable for what cannot be one.
    """
    text = " ".join(said_number.split())
    if _SHORTENED.match(text):
        raise Unusable(
            f"is {said(text)}: the spreadsheet has shortened it; make the column “text” and write it again"
        )
    found = _PHONE.match(text)
    digits = re.sub(r"\D", "", found[1]) if found else ""
    if not found or not 3 <= len(digits) <= 15:
        raise Unusable(f"is {said(text)}: that is not a telephone number")
    number = found[1].strip()
    if len(digits) in {9, 10} and digits == number and digits[0] in "12378":
        number = f"0{number}"
    return number, found[2] or ""


def _phone(cell: str, column: Column) -> str:
    number, extension = phone_number(cell)
    return f"{number} extension {extension}" if extension else number


def phones(cell: str) -> tuple[list[dict[str, str]], list[str]]:
    """Several numbers, each perhaps with what it is for in brackets; and why any were left out."""
    good: list[dict[str, str]] = []
    problems: list[str] = []
    for item in items_of(cell):
        found = re.match(r"^(.*?)\s*(?:\(([^()\d][^()]*)\))?$", item, re.DOTALL)
        number, purpose = (found[1], found[2] or "") if found else (item, "")
        try:
            number, extension = phone_number(number)
        except Unusable as reason:
            problems.append(str(reason))
            continue
        good.append({"number": number, "extension": extension, "description": purpose[:255]})
    return good, problems


def prices(cell: str) -> list[dict[str, str]]:
    """Several prices as "for whom: £4.50 a visit"; what has no amount is kept in its own words."""
    rows = []
    for item in items_of(cell):
        found = _PRICE.match(item)
        option, amount, more = (
            (found[1] or found[4], found[2] or found[5], found[3]) if found else (item, "", "")
        )
        rows.append(
            {"option": (option or "").strip(), "amount": amount, "amount_description": (more or "").strip()}
        )
    return rows


def languages(cell: str) -> tuple[list[dict[str, str]], list[str]]:
    """Languages with their codes, and those whose code we do not know. Write "Name (code)" for others."""
    by_name = {name.casefold(): (name, code) for name, code in csv_words.LANGUAGES.items()}
    by_name |= {other: (name, csv_words.LANGUAGES[name]) for other, name in csv_words.LANGUAGES_ALSO.items()}
    good: list[dict[str, str]] = []
    unknown: list[str] = []
    parts = items_of(cell)
    if len(parts) == 1 and "," in parts[0]:
        parts = [part.strip() for part in parts[0].split(",") if part.strip()]
    for item in parts:
        coded = re.match(r"^(.{2,70}?)\s*\(([A-Za-z]{2,3}(?:-[A-Za-z]{2,8})?)\)$", item)
        name, code = (coded[1], coded[2].lower()) if coded else by_name.get(item.casefold(), (item[:80], ""))
        if not code:
            unknown.append(name)
        good.append({"name": name, "code": code})
    return good, unknown


_READERS: dict[str, Callable[[str, Column], Any]] = {
    "id": _text,
    "text": _text,
    "choice": _choice,
    "yes or no": _yes_or_no,
    "age": _age,
    "weeks": _weeks,
    "date": _date,
    "past date": _past_date,
    "email": _email,
    "web": _web,
    "postcode": _postcode,
    "phone": _phone,
    "time": lambda cell, column: read_time(cell),
}


def read_cell(cell: str, column: Column) -> Any:
    """What a cell that is not empty means. Raises Unusable with the reason, and nothing else."""
    try:
        return _READERS[column.kind](cell, column)
    except Unusable:
        raise
    except (ValueError, ArithmeticError, OverflowError) as problem:
        raise Unusable(f"is {said(cell)}, which we cannot use") from problem


def model_value(cell: str, column: Column) -> Any:
    """What a cell means as plain JSON, in the shape and length that its field takes.

    Raises Unusable with the reason, and nothing else.
    """
    return _kept_value(cell, column) if len(cell) <= SHORT else _value(cell, column)


@lru_cache(maxsize=4096)  # short cells stand in many rows: "yes", a town, a provider
def _kept_value(cell: str, column: Column) -> Any:
    return _value(cell, column)


def _value(cell: str, column: Column) -> Any:
    fact = as_fact(read_cell(cell, column))
    field = field_of(column)
    return as_fact(cleaning.clean_value(*field, fact)) if field else fact


def ways_of(cell: str) -> tuple[set[str], list[str]]:
    """The ways in which help is given, by our fields; and what cannot be used."""
    ways: set[str] = set()
    problems: list[str] = []
    for item in items_of(cell):
        way = csv_words.value_of(csv_words.WAYS, item)
        if way:
            ways.add(way)
        else:
            problems.append(f"is {said(item)}: write {csv_words.asked_for(csv_words.WAYS)}")
    return ways, problems
