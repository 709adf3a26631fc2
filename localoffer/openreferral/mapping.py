"""The one place where our model becomes Open Referral's: each function gives one JSON object.

Nothing here queries: `queries` loads what each shape needs. Empty values are left out, because null fails the
schemas' `type: string` and the profile asks for omission. What must never leave the site is left out here:
the checker's email, why an entry is hidden, members, and every place that is masked.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from localoffer.models import (
    Address,
    Contact,
    Phone,
    Place,
    Provider,
    Schedule,
    Service,
    ServiceAtPlace,
    ServiceTerm,
    Taxonomy,
    TaxonomyTerm,
)

from . import names
from .names import EXTENSION, Name

Json = dict[str, Any]
LOCAL_ZONE = ZoneInfo("Europe/London")
ADDRESS_MUST = ("address_1", "city", "state_province", "postal_code", "country", "address_type")


def instant(moment: datetime) -> str:
    """A moment in UTC with milliseconds, as the profile writes `last_modified`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def clock(at: time | None, on: date | None) -> str:
    """A time of day as HSDS 3.0 asks: HH:MM and the zone, here the offset in London on the day it starts."""
    if at is None:
        return ""
    day = on or date(2000, 1, 1)  # with no day the winter offset stands
    moment = datetime.combine(day, at, tzinfo=LOCAL_ZONE)
    written = moment.isoformat(timespec="seconds" if at.second else "minutes").partition("T")[2]
    return written.replace("+00:00", "Z")


def number(value: Decimal) -> int | float:
    """A decimal as the shortest JSON number."""
    return int(value) if value == value.to_integral_value() else float(value)


_PLAIN: dict[type, Callable[[Any], Any]] = {
    str: str.strip,
    bool: lambda value: value,
    int: lambda value: value,
    float: lambda value: value,
    Decimal: number,
    date: date.isoformat,
    UUID: str,
}


def _is_nothing(value: object) -> bool:
    return value is None or value is False or value == "" or value == [] or value == {}


def drop_empty(values: Json) -> Json:
    """The same object without nulls, empty texts, empty lists and plain "no"s."""
    return {key: value for key, value in values.items() if not _is_nothing(value)}


def put(row: object, fields: Iterable[Name]) -> tuple[Json, Json]:
    """Return the row's facts under their HSDS names, and those that only our extension has."""
    own: Json = {}
    extra: Json = {}
    for name in fields:
        value = getattr(row, name.ours)
        if value is None or value == "" or value is False:
            continue
        convert = _PLAIN.get(type(value))
        (extra if name.is_extension else own)[name.theirs] = convert(value) if convert else str(value)
    return own, extra


def _with_id(row: Any, fields: Iterable[Name], **more: Any) -> Json:
    own, extra = put(row, fields)
    return drop_empty({"id": str(row.uuid), **own, **more, EXTENSION: extra})


def taxonomy_term(term: TaxonomyTerm) -> Json:
    """A taxonomy_term. Needs taxonomy and parent loaded."""
    own, extra = put(term, names.TERM)
    return drop_empty(
        {
            "id": str(term.uuid),
            **own,
            "description": own.get("description", term.name),  # the profile requires it: the name stands in
            "term": term.name,
            "parent_id": str(term.parent.uuid) if term.parent else "",
            "taxonomy": term.taxonomy.name,
            "taxonomy_id": str(term.taxonomy.uuid),
            EXTENSION: drop_empty({**extra, "taxonomy_key": term.taxonomy.key}),
        }
    )


def taxonomy(row: Taxonomy, *, with_terms: bool) -> Json:
    """A taxonomy, with its terms when asked. Needs terms (with parents) loaded then."""
    own, extra = put(row, names.TAXONOMY)
    own.setdefault("description", row.name)
    terms = [taxonomy_term(term) for term in row.terms.all()] if with_terms else []
    return drop_empty({"id": str(row.uuid), **own, "taxonomy_terms": terms, EXTENSION: extra})


def organization(
    row: Provider,
    *,
    with_parts: bool = False,
    services: Iterable[Service] = (),
    services_are_full: bool = False,
) -> Json:
    """An organization. Needs parent loaded; `with_parts` needs identifiers and answers too."""
    shape = service_full if services_are_full else service_in_list
    own, extra = put(row, names.PROVIDER)
    if not row.is_in_area:
        extra["is_in_area"] = False  # "no" is the fact here, so it is said
    if answers := list(row.answers.all()) if with_parts else []:
        extra["answers"] = [put(answer, names.ANSWER)[0] for answer in answers]
    parent = row.parent if getattr(row, "parent_is_public", True) else None
    return drop_empty(
        {
            "id": str(row.uuid),
            **own,
            "description": own.get("description", row.name),
            "parent_organization_id": str(parent.uuid) if parent else "",
            "phones": _lone_phone(row.uuid, row.phone),
            "organization_identifiers": [
                _with_id(line, names.IDENTIFIER, organization_id=str(row.uuid))
                for line in (row.identifiers.all() if with_parts else ())
            ],
            "services": [shape(entry, with_organization=False) for entry in services],
            EXTENSION: extra,
        }
    )


def _lone_phone(owner: UUID, phone: str) -> list[Json]:
    phone = phone.strip()
    return [{"id": str(uuid5(owner, "phone")), "number": phone}] if phone else []


def _address(row: Address, owner: str) -> Json:
    own, _ = put(row, names.ADDRESS)
    musts = {field: own.get(field, "") for field in ADDRESS_MUST}
    return {"id": str(row.uuid), "location_id": owner, **musts, **own}


def location(place: Place, *, with_parts: bool) -> Json:
    """A location. Never call it with a masked place. `with_parts` needs addresses and access rows loaded."""
    if place.is_masked:
        raise ValueError("A masked place never leaves the site.")
    parts: Json = {}
    if with_parts:
        parts["addresses"] = [_address(row, str(place.uuid)) for row in place.addresses.all()]
        parts["accessibility"] = [
            _with_id(row, names.ACCESS_NOTE, accessibility=row.description, location_id=str(place.uuid))
            for row in place.access_notes.all()
        ]
        parts["attributes"] = [
            {
                "id": str(uuid5(place.uuid, str(term.uuid))),
                "link_id": str(place.uuid),
                "link_type": "location",
                "taxonomy_term_id": str(term.uuid),
                "taxonomy_term": taxonomy_term(term),
            }
            for term in place.access_terms.all()
        ]
    return _with_id(place, names.PLACE, **parts)


def _service_own(service: Service) -> Json:
    own, extra = put(service, names.SERVICE)
    documents = [line.strip() for line in service.required_documents.splitlines() if line.strip()]
    return {
        "id": str(service.uuid),
        "organization_id": str(service.provider.uuid),
        **own,
        "fees": own.get("fees_description", ""),  # deprecated in the profile, still read by many
        "last_modified": instant(getattr(service, "feed_modified", None) or service.last_modified),
        "required_documents": [
            {"id": str(uuid5(service.uuid, f"document {place}")), "document": line}
            for place, line in enumerate(documents)
        ],
        EXTENSION: extra,
    }


def service_in_list(service: Service, *, with_organization: bool = True) -> Json:
    """A service as lists hold it: its own fields and its organization. Needs provider and its parent."""
    own = _service_own(service)
    if with_organization:
        own["organization"] = organization(service.provider)
    return drop_empty(own)


def service_minimal(service: Service) -> Json:
    """A service for `minimal=true`: which one, and when it last changed (under both names in use)."""
    changed = instant(getattr(service, "feed_modified", None) or service.last_modified)
    return {"id": str(service.uuid), "last_modified": changed, "modified_date": changed}


def service_full(service: Service, *, with_organization: bool = True, with_places: bool = True) -> Json:
    """A service with everything under it. Needs what `queries.with_everything` loads."""
    own = _service_own(service)
    owner = {"service_id": own["id"]}
    places = [row for row in service.service_places.all() if not row.place.is_masked]
    own[EXTENSION]["questions"] = [drop_empty(put(row, names.QUESTION)[0]) for row in service.questions.all()]
    own |= {
        "schedules": [_schedule(row, owner, places) for row in service.schedules.all()],
        "cost_options": [_with_id(row, names.COST, **owner) for row in service.cost_options.all()],
        "service_areas": [_with_id(row, names.AREA, **owner) for row in service.service_areas.all()],
        "languages": [_with_id(row, names.LANGUAGE, **owner) for row in service.languages.all()],
        "funding": [_with_id(row, names.FUNDING, **owner) for row in service.funding.all()],
        "contacts": [_contact(row, owner) for row in service.contacts.all()],
        "phones": [_phone(row) for row in service.phones.all()],
        "attributes": [_attribute(row, service) for row in service.service_terms.all()],
    }
    if with_organization:
        own["organization"] = organization(service.provider, with_parts=True)
    if with_places:
        own["service_at_locations"] = [_at_location(row, own["id"], with_parts=True) for row in places]
    own[EXTENSION] = drop_empty(own[EXTENSION])
    return drop_empty(own)


def _schedule(row: Schedule, owner: Json, places: list[ServiceAtPlace]) -> Json:
    own, extra = put(row, names.SCHEDULE)
    starts = row.dtstart or row.valid_from
    here = [str(at.uuid) for at in places if at.place_id == row.place_id]
    return drop_empty(
        {
            "id": str(row.uuid),
            **owner,
            **own,
            "opens_at": clock(row.opens_at, starts),
            "closes_at": clock(row.closes_at, starts),
            "interval": row.interval if row.dtstart else None,  # means nothing without a first date
            "service_at_location_id": here[0] if here else "",
            EXTENSION: extra,
        }
    )


def _contact(row: Contact, owner: Json) -> Json:
    return _with_id(row, names.CONTACT, phones=_lone_phone(row.uuid, row.phone), **owner)


def _phone(row: Phone) -> Json:
    own, extra = put(row, names.PHONE)
    extension = row.extension.strip()
    if extension.isdigit() and not extension.startswith("0"):
        own["extension"] = int(extension)  # HSDS has a number; a leading nought would be lost in one
    elif extension:
        extra["extension"] = extension
    return drop_empty({"id": str(row.uuid), **own, EXTENSION: extra})


def _attribute(row: ServiceTerm, service: Service) -> Json:
    return drop_empty(
        {
            "id": str(row.uuid),
            "link_id": str(service.uuid),
            "link_type": row.link_type,
            "value": row.value,
            "taxonomy_term_id": str(row.term.uuid),
            "taxonomy_term": taxonomy_term(row.term),
        }
    )


def _at_location(row: ServiceAtPlace, service_id: str, *, with_parts: bool) -> Json:
    return drop_empty(
        {
            "id": str(row.uuid),
            "service_id": service_id,
            "location_id": str(row.place.uuid),
            "description": row.description.strip(),
            "location": location(row.place, with_parts=with_parts),
        }
    )


def service_at_location(row: ServiceAtPlace, *, is_full: bool) -> Json:
    """A service at a place, with the service nested: its own fields, or everything when `is_full`."""
    made = _at_location(row, str(row.service.uuid), with_parts=is_full)
    make = service_full(row.service, with_places=False) if is_full else service_in_list(row.service)
    return {**made, "service": make}
