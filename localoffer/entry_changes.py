"""How two versions of an entry differ, field by field, in words. Reads the versions it is given only."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from modelcluster.models import get_serializable_data_for_fields

from .models import Service
from .queries import facts_of
from .schedule_words import day_month, when_in_words
from .word_changes import Piece, word_changes

# What a version of an entry says, in the order families read it, and what we call it.
FIELDS: dict[str, str] = {
    "name": "Name",
    "alternate_name": "Also known as",
    "alert": "Notice at the top",
    "summary": "What is it, in short",
    "description": "What is it",
    "minimum_age": "Youngest age",
    "maximum_age": "Oldest age",
    "level": "How much help",
    "eligibility": "Who can go",
    "covers_whole_area": "For the whole area",
    "diagnosis": "Is a diagnosis needed",
    "ehc_plan": "Is an EHC plan needed",
    "referral": "Who can ask for it",
    "wait_time": "How long is the wait",
    "wait_weeks": "Wait in weeks",
    "cost_kind": "Free or not",
    "fees_description": "What does it cost",
    "access_description": "Getting in and around",
    "sensory_description": "Noise, light and crowds",
    "toilets_description": "Toilets and changing",
    "quiet_times": "Quiet times",
    "interpretation_services": "Interpreters and signing",
    "application_process": "How to start",
    "required_documents": "What to bring or send",
    "is_at_place": "At a place",
    "is_online": "Online",
    "is_at_home": "Comes to you",
    "email": "Email",
    "url": "Web page",
    "accreditations": "Checks and quality marks",
    "provider": "Who runs it",
}
ROWS: dict[str, str] = {
    "schedules": "Times",
    "service_places": "Places",
    "cost_options": "Prices",
    "phones": "Phone numbers",
    "contacts": "Who to ask",
    "languages": "Languages",
    "service_areas": "Areas served",
    "service_terms": "Needs, kinds of help and headings",
    "funding": "Who pays for it",
    "questions": "What other families asked",
}
NOT_SAID = ("pk", "id", "uuid", "service")  # which row it is, not what it says


@dataclass(frozen=True)
class Change:
    """One field that differs: its name here, what we call it, both versions and the words that changed."""

    key: str
    label: str
    old: str
    new: str

    @property
    def pieces(self) -> list[Piece]:
        """The words of both, marked."""
        return word_changes(self.old, self.new)


def changes_between(old: Service | None, new: Service) -> list[Change]:
    """What `new` says otherwise than `old`, in the order families read it; all that it says for no `old`."""
    found = [
        Change(name, label, said(old, name) if old else "", said(new, name))
        for name, label in FIELDS.items()
        if _value(old, name) != _value(new, name)
    ]
    for name, label in ROWS.items():
        if _rows_as_data(old, name) != _rows_as_data(new, name):
            before, after = rows_said(old, name) if old else "", rows_said(new, name)
            found.append(Change(name, label, before, after if after != before else f"{after}\n(details)"))
    return found


def _value(service: Service | None, name: str) -> Any:
    field: Any = Service._meta.get_field(name)
    if service is None:
        return field.get_default() if not field.null else None
    value = getattr(service, field.attname)
    return Decimal(value) if isinstance(field, models.DecimalField) and value is not None else value


def said(service: Service, name: str) -> str:
    """One field in words: "Yes", "Free", "7"; "" when nothing is said."""
    field: Any = Service._meta.get_field(name)
    value = getattr(service, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, models.DecimalField):
        return f"{Decimal(value).normalize():f}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def rows_of(service: Service, name: str) -> list[Any]:
    """The rows of one kind, in their order."""
    return sorted(getattr(service, name).all(), key=lambda row: (row.pk is None, row.pk or 0))


def _rows_as_data(service: Service | None, name: str) -> list[dict[str, Any]]:
    if service is None:
        return []
    rows = [get_serializable_data_for_fields(row) for row in rows_of(service, name)]
    return [{key: str(value) for key, value in row.items() if key not in NOT_SAID} for row in rows]


def rows_said(service: Service, name: str) -> str:
    """The rows of one kind in words, a line each."""
    say = _SAY.get(name, str)
    return "\n".join(line for line in (say(row) for row in rows_of(service, name)) if line)


def _joined(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part not in (None, ""))


def _schedule(row: Any) -> str:
    return _joined(when_in_words(facts_of(row)), row.description, row.place.name if row.place_id else "")


def _cost(row: Any) -> str:
    amount = f"£{Decimal(row.amount):.2f}" if row.amount is not None else ""
    return _joined(row.option, f"{amount} {row.amount_description}".strip())


def _question(row: Any) -> str:
    answered = f"{row.answer} ({day_month(row.answered_date)})" if row.answer and row.answered_date else ""
    return _joined(row.question, answered)


_SAY: dict[str, Callable[[Any], str]] = {
    "schedules": _schedule,
    "service_places": lambda row: _joined(row.place.name, row.description),
    "cost_options": _cost,
    "phones": lambda row: _joined(row.number, row.extension, row.description),
    "contacts": lambda row: _joined(row.name, row.title, row.department, row.phone, row.email),
    "languages": lambda row: _joined(row.name, row.note),
    "service_areas": lambda row: _joined(row.name, row.service_area),
    "service_terms": lambda row: row.term.name,
    "funding": lambda row: row.source,
    "questions": _question,
}
