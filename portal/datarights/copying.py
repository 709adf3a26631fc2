"""A copy of everything about one person: a page to read, the same as JSON, and their files, in one zip."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone

from portal.accounts.models import User
from portal.people.models import YoungPerson

from .registry import Erase, Held, all_held, held_as
from .subjects import Subject

SOMEBODY_ELSE, YOU = "somebody else", "you"


@dataclass(frozen=True)
class Table:
    """One kind of thing that is held: what it is called, its columns and its rows, in plain values."""

    model: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    kept: str  # what becomes of it when the person is erased, and why

    @property
    def as_said(self) -> list[list[tuple[str, str]]]:
        """Each row as pairs of column and value in words, empty values left out."""
        pairs = ([*zip(self.columns, row, strict=True)] for row in self.rows)
        return [
            [(name, in_words(value)) for name, value in row if value not in (None, "", [], {})]
            for row in pairs
        ]


def tables(subject: Subject) -> list[Table]:
    """Everything held about `subject`, one table for each kind that holds something."""
    found = (_table(held, subject) for held in all_held() if held.is_copied)
    return [table for table in found if table.rows]


def zipped(subject: Subject, at: datetime) -> bytes:
    """The copy as one zip: read-me.html, data.json and the files."""
    found, made = tables(subject), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        words = {"tables": found, "made_at": at, "area": _area()}
        archive.writestr("read-me.html", render_to_string("datarights/copy.html", words))
        archive.writestr("data.json", as_json(found, at))
        for name, content in _files(subject):
            with content:
                archive.writestr(f"files/{name}", content.read())
    return made.getvalue()


def as_json(found: list[Table], at: datetime) -> str:
    """The tables for a program: one object for each row."""
    said = [
        {
            "kind": table.model,
            "title": table.title,
            "when_erased": table.kept,
            "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
        }
        for table in found
    ]
    return json.dumps({"made_at": at.isoformat(), "held": said}, indent=1, ensure_ascii=False, default=str)


def in_words(value: Any) -> str:
    """One value for a reader: "Tuesday 3 March 2026, 9:30am", "yes", "plan, views"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{_day(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, list):
        return ", ".join(in_words(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {in_words(one)}" for name, one in value.items())
    return str(value)


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _area() -> str:
    return str(settings.AREA_NAME)


def _table(held: Held, subject: Subject) -> Table:
    shown = [field for field in held.model_class._meta.concrete_fields if _is_shown(field, held)]
    rows = held.rows(subject).select_related(*(field.name for field in shown if _is_named(field)))
    becomes = held.becomes(subject)
    kept = f"{becomes.value}: {held.why}" if becomes != Erase.DELETE else becomes.value
    return Table(
        held.model,
        held.title,
        tuple(str(field.verbose_name) for field in shown),
        tuple(tuple(_value(row, field, subject) for field in shown) for row in rows),
        kept,
    )


def _is_shown(field: Any, held: Held) -> bool:
    if held.shows:
        return field.name in held.shows
    return not field.primary_key and field.name not in held.hides


def _is_named(field: Any) -> bool:
    """Whether a link leads to something that is about nobody, such as an entry, and may be named."""
    return field.is_relation and not _is_person(field) and held_as(field.related_model._meta.label) is None


def _is_person(field: Any) -> bool:
    return field.related_model in (User, YoungPerson)


def _value(row: Any, field: Any, subject: Subject) -> Any:
    """A row's value as it may be told to the subject: other people are not named."""
    value = getattr(row, field.attname)
    if value is None:
        return None
    if field.is_relation:
        return _link(row, field, value, subject)
    if isinstance(field, models.FileField):
        return "in the folder files" if value else ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return value


def _link(row: Any, field: Any, value: Any, subject: Subject) -> str:
    if field.related_model is User:
        return YOU if subject.user is not None and subject.user.pk == value else SOMEBODY_ELSE
    if field.related_model is YoungPerson:
        is_own = subject.young_person is not None and subject.young_person.pk == value
        return YOU if is_own else f"young person {value}"
    if _is_named(field):
        return str(getattr(row, field.name))
    return f"{field.related_model._meta.verbose_name} {value}"


def _files(subject: Subject) -> Iterator[tuple[str, Any]]:
    for held in all_held():
        if held.files is not None and held.is_copied:
            for row in held.rows(subject):
                yield from held.files(row)


def what_becomes(subject: Subject) -> list[dict[str, Any]]:
    """For staff, before they erase: each kind of thing held, how many, what becomes of them and why."""
    counted = ((held, held.rows(subject).count()) for held in all_held() if held.is_copied)
    return [
        {"title": held.title, "count": count, "how": held.becomes(subject).value, "why": held.why}
        for held, count in counted
        if count
    ]
