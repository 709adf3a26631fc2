"""The one place where our model becomes Open Referral's: each function gives one JSON object.

Nothing here queries: `loading` loads what each shape needs. Empty values are left out, because null fails the
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
    AccessNote,
    Address,
    Contact,
    CostOption,
    FamilyQuestion,
    Funding,
    Phone,
    ProviderAnswer,
    ProviderIdentifier,
    Schedule,
    ServiceArea,
    ServiceLanguage,
    ServiceTerm,
)

from . import names
from .loading import Row, Shelf
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
    UUID: lambda value: value,  # written as text at the end, with the rest
}


def drop_empty(values: Json) -> Json:
    """The same object without nulls, empty texts, empty lists and plain "no"s. A nought is a fact."""
    return {key: value for key, value in values.items() if value or (value == 0 and value is not False)}


def put(row: object, fields: Iterable[Name]) -> tuple[Json, Json]:
    """Return the row's facts under their HSDS names, and those that only our extension has."""
    own: Json = {}
    extra: Json = {}
    for name in fields:
        value = getattr(row, name.ours)
        if value is None or value == "" or value is False:
            continue
        convert = _PLAIN.get(type(value), str)
        (extra if name.is_extension else own)[name.theirs] = convert(value)
    return own, extra


def _with_id(row: Any, fields: Iterable[Name], **more: Any) -> Json:
    own, extra = put(row, fields)
    return drop_empty({"id": row.uuid, **own, **more, EXTENSION: extra})


def _shared(shelf: Shelf, kind: str, row: Row, make: Callable[[], Json]) -> Json:
    """The JSON of something that many show, made once for a page."""
    if (made := shelf.made.get((kind, row.id))) is None:
        made = shelf.made[kind, row.id] = make()
    return made


def taxonomy_term(term: Row) -> Json:
    """A taxonomy_term."""
    own, extra = put(term, names.TERM)
    return drop_empty(
        {
            "id": term.uuid,
            **own,
            "description": own.get("description", term.name),  # the profile requires it: the name stands in
            "term": term.name,
            "parent_id": term.parent__uuid,
            "taxonomy": term.taxonomy__name,
            "taxonomy_id": term.taxonomy__uuid,
            EXTENSION: drop_empty({**extra, "taxonomy_key": term.taxonomy__key}),
        }
    )


def _term(number: int, shelf: Shelf) -> Json:
    term = shelf.terms[number]
    return _shared(shelf, "term", term, lambda: taxonomy_term(term))


def taxonomy(row: Row, terms: Iterable[Row]) -> Json:
    """A taxonomy with these terms."""
    own, extra = put(row, names.TAXONOMY)
    own.setdefault("description", row.name)
    told = [taxonomy_term(term) for term in terms]
    return drop_empty({"id": row.uuid, **own, "taxonomy_terms": told, EXTENSION: extra})


def organization(
    row: Row,
    shelf: Shelf,
    *,
    with_parts: bool = False,
    services: Iterable[Row] = (),
    services_are_full: bool = False,
) -> Json:
    """An organization; `with_parts` needs its identifiers and answers on the shelf."""
    shape = service_full if services_are_full else service_in_list
    own, extra = put(row, names.PROVIDER)
    if not row.is_in_area:
        extra["is_in_area"] = False  # "no" is the fact here, so it is said
    if answers := shelf.of(ProviderAnswer, row.id) if with_parts else []:
        extra["answers"] = [put(answer, names.ANSWER)[0] for answer in answers]
    parent = row.parent__uuid if getattr(row, "parent_is_public", True) else None
    return drop_empty(
        {
            "id": row.uuid,
            **own,
            "description": own.get("description", row.name),
            "parent_organization_id": parent,
            "phones": _lone_phone(row.uuid, row.phone),
            "organization_identifiers": [
                _with_id(line, names.IDENTIFIER, organization_id=row.uuid)
                for line in (shelf.of(ProviderIdentifier, row.id) if with_parts else ())
            ],
            "services": [shape(entry, shelf, with_organization=False) for entry in services],
            EXTENSION: extra,
        }
    )


def _organization_of(service: Row, shelf: Shelf, *, with_parts: bool) -> Json:
    provider = shelf.providers[service.provider_id]
    return _shared(
        shelf, "organization", provider, lambda: organization(provider, shelf, with_parts=with_parts)
    )


def _lone_phone(owner: UUID, phone: str) -> list[Json]:
    phone = phone.strip()
    return [{"id": uuid5(owner, "phone"), "number": phone}] if phone else []


def _address(row: Row, owner: str) -> Json:
    own, _ = put(row, names.ADDRESS)
    musts = {field: own.get(field, "") for field in ADDRESS_MUST}
    return {"id": row.uuid, "location_id": owner, **musts, **own}


def location(place: Row, shelf: Shelf | None = None, *, with_parts: bool) -> Json:
    """A location. `with_parts` needs what stands under it on the shelf.

    Raises ValueError for a masked place: it must never come so far.
    """
    if place.is_masked:
        raise ValueError("A masked place never leaves the site.")
    parts: Json = {}
    if with_parts and shelf:
        own_id = place.uuid
        parts["addresses"] = [_address(row, own_id) for row in shelf.of(Address, place.id)]
        parts["accessibility"] = [
            _with_id(row, names.ACCESS_NOTE, accessibility=row.description, location_id=own_id)
            for row in shelf.of(AccessNote, place.id)
        ]
        parts["attributes"] = [
            {
                "id": uuid5(place.uuid, str(shelf.terms[term].uuid)),
                "link_id": own_id,
                "link_type": "location",
                "taxonomy_term_id": shelf.terms[term].uuid,
                "taxonomy_term": _term(term, shelf),
            }
            for term in shelf.access.get(place.id, [])
        ]
    return _with_id(place, names.PLACE, **parts)


def _service_own(service: Row) -> Json:
    own, extra = put(service, names.SERVICE)
    documents = [line.strip() for line in service.required_documents.splitlines() if line.strip()]
    return {
        "id": service.uuid,
        "organization_id": service.provider__uuid,
        **own,
        "fees": own.get("fees_description", ""),  # deprecated in the profile, still read by many
        "last_modified": instant(service.feed_modified),
        "required_documents": [
            {"id": uuid5(service.uuid, f"document {place}"), "document": line}
            for place, line in enumerate(documents)
        ],
        EXTENSION: extra,
    }


def service_in_list(service: Row, shelf: Shelf, *, with_organization: bool = True) -> Json:
    """A service as lists hold it: its own fields and its organization."""
    own = _service_own(service)
    if with_organization:
        own["organization"] = _organization_of(service, shelf, with_parts=False)
    return drop_empty(own)


def service_minimal(uuid: UUID, changed: datetime) -> Json:
    """A service for `minimal=true`: which one, and when it last changed (under both names in use)."""
    return {"id": uuid, "last_modified": instant(changed), "modified_date": instant(changed)}


def service_full(
    service: Row, shelf: Shelf, *, with_organization: bool = True, with_places: bool = True
) -> Json:
    """A service with everything under it."""
    own = _service_own(service)
    owner = {"service_id": own["id"]}
    at_places = [row for row in shelf.at_places.get(service.id, []) if row.place_id in shelf.places]
    at = {row.place_id: row.uuid for row in at_places}

    def under(model: Any, make: Callable[[Row], Json]) -> list[Json]:
        return [make(row) for row in shelf.of(model, service.id)]

    own[EXTENSION]["questions"] = under(FamilyQuestion, lambda row: drop_empty(put(row, names.QUESTION)[0]))
    own |= {
        "schedules": under(Schedule, lambda row: _schedule(row, owner, at)),
        "cost_options": under(CostOption, lambda row: _with_id(row, names.COST, **owner)),
        "service_areas": under(ServiceArea, lambda row: _with_id(row, names.AREA, **owner)),
        "languages": under(ServiceLanguage, lambda row: _with_id(row, names.LANGUAGE, **owner)),
        "funding": under(Funding, lambda row: _with_id(row, names.FUNDING, **owner)),
        "contacts": under(Contact, lambda row: _contact(row, owner)),
        "phones": under(Phone, _phone),
        "attributes": under(ServiceTerm, lambda row: _attribute(row, own["id"], shelf)),
    }
    if with_organization:
        own["organization"] = _organization_of(service, shelf, with_parts=True)
    if with_places:
        own["service_at_locations"] = [
            _at_location(row, own["id"], shelf, with_parts=True) for row in at_places
        ]
    own[EXTENSION] = drop_empty(own[EXTENSION])
    return drop_empty(own)


def _schedule(row: Row, owner: Json, at: dict[int, str]) -> Json:
    own, extra = put(row, names.SCHEDULE)
    starts = row.dtstart or row.valid_from
    return drop_empty(
        {
            "id": row.uuid,
            **owner,
            **own,
            "opens_at": clock(row.opens_at, starts),
            "closes_at": clock(row.closes_at, starts),
            "interval": row.interval if row.dtstart else None,  # means nothing without a first date
            "service_at_location_id": at.get(row.place_id, ""),
            EXTENSION: extra,
        }
    )


def _contact(row: Row, owner: Json) -> Json:
    return _with_id(row, names.CONTACT, phones=_lone_phone(row.uuid, row.phone), **owner)


def _phone(row: Row) -> Json:
    own, extra = put(row, names.PHONE)
    extension = row.extension.strip()
    if extension.isdigit() and not extension.startswith("0"):
        own["extension"] = int(extension)  # HSDS has a number; a leading nought would be lost in one
    elif extension:
        extra["extension"] = extension
    return drop_empty({"id": row.uuid, **own, EXTENSION: extra})


def _attribute(row: Row, service_id: str, shelf: Shelf) -> Json:
    return drop_empty(
        {
            "id": row.uuid,
            "link_id": service_id,
            "link_type": row.link_type,
            "value": row.value,
            "taxonomy_term_id": shelf.terms[row.term_id].uuid,
            "taxonomy_term": _term(row.term_id, shelf),
        }
    )


def _at_location(row: Row, service_id: str, shelf: Shelf, *, with_parts: bool) -> Json:
    place = shelf.places[row.place_id]
    return drop_empty(
        {
            "id": row.uuid,
            "service_id": service_id,
            "location_id": place.uuid,
            "description": row.description.strip(),
            "location": _shared(
                shelf, "location", place, lambda: location(place, shelf, with_parts=with_parts)
            ),
        }
    )


def service_at_location(row: Row, shelf: Shelf, *, is_full: bool) -> Json:
    """A service at a place, with the service nested: its own fields, or everything when `is_full`."""
    service = shelf.services[row.service_id]
    made = _at_location(row, service.uuid, shelf, with_parts=is_full)
    nested = service_full(service, shelf, with_places=False) if is_full else service_in_list(service, shelf)
    return {**made, "service": nested}
