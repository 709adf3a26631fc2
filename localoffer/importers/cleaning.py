"""What comes from outside, made safe and of the right type, field by field.

The model's own field says what is right: its type, length, choices and validators. A value that cannot
be used raises Unusable with the reason, which the reader notes; nothing else is raised for any input.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import bleach
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models

_BLOCK_END = re.compile(r"<\s*(?:br|/p|/li|/div|/h[1-6]|/tr|/ul|/ol)\b[^>]*>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<\s*(script|style|template|iframe)\b.*?(?:<\s*/\s*\1\s*>|$)", re.IGNORECASE | re.DOTALL
)
_SPACES = re.compile(r"[^\S\n]+")
_MANY_LINES = re.compile(r"\n{3,}")
LONGEST_TEXT = 20_000  # far more than a page of plain English
LONGEST_NUMBER = 40
_check_url = URLValidator(schemes=["http", "https"])
YES = {"true", "yes", "y", "1"}
NO = {"false", "no", "n", "0", ""}


class Unusable(ValueError):
    """A value that cannot be used, and in words why."""


def plain_text(value: str) -> str:
    """Text without tags, scripts or control signs; line breaks stay. bleach does the stripping."""
    text = value[: LONGEST_TEXT * 2].replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(3):  # text that was escaped twice comes out as tags once
        if "<" not in text and "&" not in text:
            break
        before = text
        text = _HIDDEN.sub(" ", text)
        text = _BLOCK_END.sub("\n", text)
        text = html.unescape(bleach.clean(text, tags=set(), attributes={}, strip=True))
        if text == before:
            break
    if not text.replace("\n", "").isprintable():  # most texts are: looking at each sign is slow
        text = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign)[0] != "C")
    text = "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n"))
    return _MANY_LINES.sub("\n\n", text).strip()


def as_text(value: Any) -> str:
    """A text or a plain number as clean text. Raise Unusable for anything else."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)[:LONGEST_NUMBER]
    raise Unusable("is not text")


def _text(value: Any, field: models.Field[Any, Any]) -> str:
    text = as_text(value)
    if field.flatchoices and text not in {choice for choice, _ in field.flatchoices}:
        raise Unusable(f"is “{text[:40]}”, which is not one of the choices")
    if field.max_length and len(text) > field.max_length:
        raise Unusable(f"is longer than {field.max_length} characters")
    if not field.max_length and len(text) > LONGEST_TEXT:
        raise Unusable(f"is longer than {LONGEST_TEXT} characters")
    if text:
        field.run_validators(text)
    return text


def _email(value: Any, field: models.Field[Any, Any]) -> str:
    text = as_text(value).removeprefix("mailto:")
    if text:
        if len(text) > 254:
            raise Unusable("is not an email address")
        validate_email(text)
    return text


def _url(value: Any, field: models.Field[Any, Any]) -> str:
    text = as_text(value)
    if not text:
        return ""
    if len(text) > (field.max_length or 500):
        raise Unusable(f"is longer than {field.max_length} characters")
    if text.startswith("www."):
        text = f"https://{text}"
    _check_url(text)
    if urlsplit(text).username is not None:
        raise Unusable("has a user name in it")
    return text


def _decimal(value: Any, field: Any) -> Decimal | None:
    text = as_text(value).removeprefix("£").replace(",", "")
    if not text:
        return None
    number = Decimal(text)
    most = Decimal(10) ** (field.max_digits - field.decimal_places)
    if not number.is_finite() or number < 0 or number >= most:
        raise Unusable(f"is “{text[:20]}”, which is too large or too small")
    return number.quantize(Decimal(1).scaleb(-field.decimal_places))


def _integer(value: Any, field: models.Field[Any, Any]) -> int | None:
    text = as_text(value)
    if not text:
        return None
    number = Decimal(text)
    if not number.is_finite() or number != number.to_integral_value() or not 0 <= number <= 32_767:
        raise Unusable(f"is “{text[:20]}”, which is not a whole number from 0 to 32767")
    return int(number)


def _float(value: Any, field: models.Field[Any, Any]) -> float | None:
    text = as_text(value)
    if not text:
        return None
    number = float(text)
    if number != number or number in (float("inf"), float("-inf")):
        raise Unusable("is not a number")
    field.run_validators(number)
    return number


def _boolean(value: Any, field: models.Field[Any, Any]) -> bool:
    if isinstance(value, bool):
        return value
    text = as_text(value).lower()
    if text in YES | NO:
        return text in YES
    raise Unusable("is neither yes nor no")


def as_date(value: Any) -> date | None:
    """A day from 2026-03-01, 2026-03-01T09:30:00Z or 01/03/2026 (day first). Raise Unusable otherwise."""
    text = as_text(value)
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"):
        try:
            found = datetime.strptime(text[:10] if "T" in text else text, pattern).date()
        except ValueError:
            continue
        if found.year >= 1900:
            return found
    raise Unusable(f"is “{text[:20]}”, which is not a date")


_CLOCK = re.compile(
    r"^(\d{1,2})[:.]?(\d{2})?(?::(\d{2}))?(?:\.\d+)?\s*([ap]m)?\s*(?:Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)


def as_time(value: Any) -> time | None:
    """A time of day from 09:30, 09:30:00, 09:30Z or 9.30am.

    The zone is dropped: a family reads the clock on the wall.
    """
    text = as_text(value)
    if not text:
        return None
    found = _CLOCK.match(text)
    if not found:
        raise Unusable(f"is “{text[:20]}”, which is not a time")
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if half := (found[4] or "").lower():
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found[2] is None:
        raise Unusable(f"is “{text[:20]}”, which is not a time")
    if hour == 24 and minute == second == 0:
        return time(23, 59)
    return time(hour, minute, second)


def as_uuid(value: Any) -> UUID | None:
    """The UUID, or None when it is not one."""
    try:
        return UUID(value) if isinstance(value, str) and len(value) <= 45 else None
    except ValueError:
        return None


_BY_TYPE: tuple[tuple[type[models.Field[Any, Any]], Callable[[Any, Any], Any]], ...] = (
    (models.BooleanField, _boolean),
    (models.DecimalField, _decimal),
    (models.FloatField, _float),
    (models.IntegerField, _integer),
    (models.DateField, lambda value, field: as_date(value)),
    (models.TimeField, lambda value, field: as_time(value)),
    (models.EmailField, _email),
    (models.URLField, _url),
    (models.Field, _text),
)


@cache
def _cleaner(model: type[models.Model], name: str) -> tuple[Callable[[Any, Any], Any], Any]:
    field = model._meta.get_field(name)
    return next(clean for kind, clean in _BY_TYPE if isinstance(field, kind)), field


@cache
def default_of(model: type[models.Model], name: str) -> Any:
    """What a field holds when a source has no value for it."""
    field: Any = model._meta.get_field(name)
    if field.has_default():
        return field.get_default()
    return None if field.null else ""


def clean_value(model: type[models.Model], name: str, value: Any) -> Any:
    """The value as the model's field takes it. Raise Unusable, with the reason, when it cannot be used."""
    if value is None:
        return default_of(model, name)
    clean, field = _cleaner(model, name)
    try:
        made = clean(value, field)
    except Unusable:
        raise
    except ValidationError as problem:
        raise Unusable(f"cannot be used: {' '.join(problem.messages).removesuffix('.')}") from problem
    except (ValueError, TypeError, InvalidOperation, ArithmeticError) as problem:
        raise Unusable("is not of the right kind") from problem
    return default_of(model, name) if made is None and not field.null else made


def on_one_line(model: type[models.Model], name: str, value: Any) -> Any:
    """A clean value as it is kept: a name or a street stands on one line, only long texts on several."""
    if (
        isinstance(value, str)
        and "\n" in value
        and not isinstance(_cleaner(model, name)[1], models.TextField)
    ):
        return " ".join(value.split())
    return value
