"""What an import can hold: the kinds of record, their fields and the rows under them.

A record's *facts* are plain JSON values under our own field names: dates and decimals as text, a link to
another record as its UUID, rows under it as a list of objects with their own "uuid". `facts_of` reads the
same shape from the database, so that what a source says and what stands here can be compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models

from localoffer.models import (
    AccessNote,
    Address,
    Contact,
    CostOption,
    FamilyQuestion,
    Funding,
    Phone,
    Place,
    Provider,
    ProviderAnswer,
    ProviderIdentifier,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtPlace,
    ServiceLanguage,
    ServiceTerm,
    Taxonomy,
    TaxonomyTerm,
)
from localoffer.openreferral import names
from localoffer.openreferral.names import Name

Facts = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """Rows under a record. `links` are fields that hold another record's UUID, and of which kind.

    `once` are the fields that no two rows may share; `must` are those of which a row needs at least one.
    """

    name: str
    model: type[models.Model]
    parent: str
    fields: tuple[str, ...]
    must: tuple[str, ...]
    links: Mapping[str, str] = field(default_factory=dict)
    once: tuple[str, ...] = ()
    has_uuid: bool = True


@dataclass(frozen=True)
class Kind:
    """One kind of record. `together` fields change as one; `only_new` are set once and then kept."""

    name: str
    model: type[models.Model]
    fields: tuple[str, ...]
    links: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    many: Mapping[str, str] = field(default_factory=dict)
    together: tuple[tuple[str, ...], ...] = ()
    only_new: tuple[str, ...] = ()

    @property
    def compared(self) -> tuple[str, ...]:
        """Every fact that an import may change, in a fixed order."""
        own = tuple(name for name in self.fields if name not in self.only_new)
        return (*own, *self.links, *self.many, *(part.name for part in self.parts))


def _ours(table: Iterable[Name], *more: str) -> tuple[str, ...]:
    return (*(name.ours for name in table), *more)


_PROVIDER_PARTS = (
    Part("identifiers", ProviderIdentifier, "provider", _ours(names.IDENTIFIER), must=("identifier",)),
    Part(
        "answers",
        ProviderAnswer,
        "provider",
        _ours(names.ANSWER),
        must=("answer",),
        once=("code",),
        has_uuid=False,
    ),
)
_PLACE_PARTS = (
    Part("addresses", Address, "place", _ours(names.ADDRESS), must=("address_1", "postal_code", "city")),
    Part("access_notes", AccessNote, "place", _ours(names.ACCESS_NOTE), must=("description",)),
)
_SERVICE_PARTS = (
    Part(
        "service_places",
        ServiceAtPlace,
        "service",
        ("description",),
        must=("place",),
        links={"place": "place"},
        once=("place",),
    ),
    Part(
        "schedules",
        Schedule,
        "service",
        _ours(names.SCHEDULE, "interval"),
        must=(
            "freq",
            "byday",
            "bymonthday",
            "dtstart",
            "opens_at",
            "closes_at",
            "description",
            "notes",
            "valid_from",
            "valid_to",
            "schedule_link",
            "attending_type",
        ),
        links={"place": "place"},
    ),
    Part(
        "cost_options",
        CostOption,
        "service",
        _ours(names.COST),
        must=("option", "amount", "amount_description"),
    ),
    Part("service_areas", ServiceArea, "service", _ours(names.AREA), must=("name",)),
    Part("languages", ServiceLanguage, "service", _ours(names.LANGUAGE), must=("code", "name")),
    Part(
        "contacts",
        Contact,
        "service",
        _ours(names.CONTACT, "phone"),
        must=("name", "title", "department", "email", "phone"),
    ),
    Part("phones", Phone, "service", _ours(names.PHONE, "extension"), must=("number",)),
    Part("funding", Funding, "service", _ours(names.FUNDING), must=("source",)),
    Part(
        "service_terms",
        ServiceTerm,
        "service",
        ("link_type", "value"),
        must=("term",),
        links={"term": "term"},
        once=("term", "link_type"),
    ),
    Part(
        "questions",
        FamilyQuestion,
        "service",
        _ours(names.QUESTION),
        must=("question",),
        has_uuid=False,
    ),
)

TAXONOMY = Kind("taxonomy", Taxonomy, _ours(names.TAXONOMY), only_new=("key",))
TERM = Kind(
    "term",
    TaxonomyTerm,
    _ours(names.TERM),
    links={"taxonomy": "taxonomy", "parent": "term"},
    only_new=("slug",),
)
PROVIDER = Kind(
    "provider",
    Provider,
    _ours(names.PROVIDER, "phone"),
    links={"parent": "provider"},
    parts=_PROVIDER_PARTS,
    only_new=("slug",),
)
PLACE = Kind(
    "place",
    Place,
    _ours(names.PLACE, "is_masked"),  # no feed says it; a file may
    parts=_PLACE_PARTS,
    many={"access_terms": "term"},
    together=(("latitude", "longitude"),),
)
SERVICE = Kind(
    "service",
    Service,
    _ours(names.SERVICE, "required_documents"),
    links={"provider": "provider"},
    parts=_SERVICE_PARTS,
    together=(("minimum_age", "maximum_age"),),
    only_new=("slug",),
)
# In the order in which they can be written: each needs those before it.
KINDS: dict[str, Kind] = {kind.name: kind for kind in (TAXONOMY, TERM, PROVIDER, PLACE, SERVICE)}


def as_fact(value: Any, model_field: models.Field[Any, Any] | None = None) -> Any:
    """One value as plain JSON, written in one way only so that equal values compare equal."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.replace(tzinfo=None).isoformat()
    return str(value).strip()


def part_facts(part: Part, row: Any) -> Facts:
    """One row under a record as facts. Needs its links loaded."""
    facts = {name: as_fact(getattr(row, name)) for name in part.fields}
    for link in part.links:
        facts[link] = _uuid_of(getattr(row, link))
    if part.has_uuid:
        facts["uuid"] = str(row.uuid)
    return facts


def _uuid_of(row: Any) -> str | None:
    return str(row.uuid) if row is not None else None


def facts_of(kind: Kind, row: Any) -> Facts:
    """A whole record as it stands here, as facts. Needs what `existing` in `stored` loads."""
    facts = {name: as_fact(getattr(row, name)) for name in kind.fields}
    for link in kind.links:
        facts[link] = _uuid_of(getattr(row, link))
    for name in kind.many:
        facts[name] = sorted(str(other.uuid) for other in getattr(row, name).all())
    for part in kind.parts:
        facts[part.name] = [part_facts(part, child) for child in getattr(row, part.name).all()]
    return facts
