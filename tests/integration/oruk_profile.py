"""What the UK profile of HSDS 3.0 asks of each object, as a table of our own, and where its files may stand.

The profile's files belong to Open Referral and are not part of this project. The table holds the same facts,
so the feed is checked on every machine. Where the files are there too (beside the project, or where
ORUK_REFERENCE_DIR says), the feed is checked against them as well, and this table is compared with them.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

Json = dict[str, Any]
REFERENCE = Path(os.environ.get("ORUK_REFERENCE_DIR", settings.BASE_DIR.parent / "shared" / "data" / "oruk"))
ENVELOPE = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
    "contents": list,
}
FORMATS = {"uuid", "uri", "email", "date-time"}
ADDRESS_TYPES = "physical|postal|virtual"
ATTRIBUTES = {"attributes": ["attribute"]}
ORGANIZATION = {
    "id": "uuid!",
    "name": "string!",
    "description": "string!",
    "email": "email",
    "website": "uri",
    "logo": "string",
    "uri": "uri",
    "parent_organization_id": "uuid",
}
SERVICE = {
    "id": "uuid!",
    "name": "string!",
    "status": "active|inactive|defunct|temporarily closed!",
    "organization_id": "uuid",
    "description": "string",
    "url": "uri",
    "email": "email",
    "fees": "string",
    "accreditations": "string",
    "minimum_age": "number",
    "maximum_age": "number",
    "assured_date": "string",
    "assurer_email": "email",
    "alert": "string",
    "last_modified": "date-time",
}
SERVICE_ROWS = {
    "schedules": ["schedule"],
    "service_areas": ["service_area"],
    "languages": ["language"],
    "funding": ["funding"],
    "cost_options": ["cost_option"],
    "contacts": ["contact"],
    **ATTRIBUTES,
}
SERVICE_WHOLE = {**SERVICE, **SERVICE_ROWS, "organization": "organization_in_service"}
AT_LOCATION = {"id": "uuid!", "service_id": "uuid", "location_id": "uuid"}
LOCATION = {
    "id": "uuid!",
    "location_type": f"{ADDRESS_TYPES}!",
    "name": "string",
    "description": "string",
    "latitude": "number",
    "longitude": "number",
    "external_identifier": "string",
    "external_identifier_type": "string",
}
TAXONOMY = {
    "id": "uuid!",
    "name": "string!",
    "description": "string!",
    "uri": "uri",
    "version": "string",
}
ORGANIZATION_ROWS = {"organization_identifiers": ["organization_identifier"], **ATTRIBUTES}
# A text is a type or format, choices with "|" between, or another object; "!" must be there; a list holds it.
OBJECTS: dict[str, dict[str, str | list[str]]] = {
    "api_details": {"version": "string!", "profile": "uri!", "openapi_url": "uri!"},
    "service": {**SERVICE_WHOLE, "service_at_locations": ["service_at_location_in_service"]},
    "service_list": {**SERVICE, "organization": "organization_list"},
    "service_in_at_location": SERVICE_WHOLE,
    "service_in_organization": {
        **SERVICE,
        **SERVICE_ROWS,
        "service_at_locations": ["service_at_location_in_service"],
        "organization": "organization_in_service",
    },
    "organization": {
        **ORGANIZATION,
        **ORGANIZATION_ROWS,
        "services": ["service_in_organization"],
    },
    "organization_list": ORGANIZATION,
    "organization_in_service": {**ORGANIZATION, **ORGANIZATION_ROWS},
    "service_at_location": {**AT_LOCATION, "location": "location", "service": "service_in_at_location"},
    "service_at_location_list": {**AT_LOCATION, "location": "location_list", "service": "service_list"},
    "service_at_location_in_service": {**AT_LOCATION, "location": "location"},
    "location": {
        **LOCATION,
        "addresses": ["address"],
        "accessibility": ["accessibility"],
        **ATTRIBUTES,
    },
    "location_list": LOCATION,
    "taxonomy": {**TAXONOMY, "taxonomy_terms": ["taxonomy_term"]},
    "taxonomy_list": {**TAXONOMY, "taxonomy_terms": ["taxonomy_term"]},
    "taxonomy_term": {
        "id": "uuid!",
        "name": "string!",
        "description": "string!",
        "parent_id": "uuid",
        "taxonomy": "string",
        "taxonomy_id": "uuid",
        "term_uri": "uri",
        "term": "string",
    },
    "taxonomy_term_list": {},  # as taxonomy_term, below
    "attribute": {
        "id": "uuid!",
        "link_id": "uuid",
        "taxonomy_term_id": "uuid",
        "link_type": "string",
        "taxonomy_term": "taxonomy_term",
    },
    "organization_identifier": {
        "id": "uuid!",
        "organization_id": "uuid",
        "identifier_scheme": "string",
        "identifier_type": "string!",
        "identifier": "string!",
        **ATTRIBUTES,
    },
    "address": {
        "id": "uuid!",
        "location_id": "uuid",
        "attention": "string",
        "address_1": "string!",
        "city": "string!",
        "region": "string",
        "state_province": "string!",
        "postal_code": "string!",
        "country": "string!",
        "address_type": f"{ADDRESS_TYPES}!",
        **ATTRIBUTES,
    },
    "accessibility": {
        "id": "uuid!",
        "location_id": "uuid",
        "description": "string",
        "accessibility": "string",
        "details": "string",
        "url": "uri",
        **ATTRIBUTES,
    },
    "schedule": {
        "id": "uuid!",
        "service_id": "uuid",
        "service_at_location_id": "uuid",
        "valid_from": "string",
        "valid_to": "string",
        "dtstart": "string",
        "freq": "WEEKLY|MONTHLY",
        "interval": "number",
        "byday": "string",
        "bymonthday": "string",
        "description": "string",
        "opens_at": "string",
        "closes_at": "string",
        "schedule_link": "uri",
        "attending_type": "string",
        "notes": "string",
    },
    "service_area": {
        "id": "uuid!",
        "service_id": "uuid",
        "name": "string",
        "service_area": "string",
        "extent": "string",
        "extent_type": "string",
        "uri": "string",
    },
    "cost_option": {
        "id": "uuid!",
        "service_id": "uuid",
        "valid_from": "string",
        "valid_to": "string",
        "option": "string",
        "amount": "number",
        "amount_description": "string",
    },
    "language": {"id": "uuid!", "service_id": "uuid", "phone_id": "uuid"},
    "funding": {"id": "uuid!", "service_id": "uuid", "source": "string"},
    "contact": {
        "id": "uuid!",
        "service_id": "uuid",
        "name": "string",
        "title": "string",
        **ATTRIBUTES,
    },
}
NAMESPACE = UUID("0c6b2f7a-52f2-4f0a-8b36-2f0f6d1b7a55")
EXAMPLE_TEXTS = {
    "assured_date": "2026-02-03",
    "valid_from": "2026-01-05",
    "valid_to": "2026-12-18",
    "dtstart": "2026-01-05",
    "opens_at": "09:30Z",
    "closes_at": "11:00Z",
    "byday": "MO,TH",
    "bymonthday": "1,15",
    "country": "GB",
    "accessibility": "Step-free from the car park",
    "postal_code": "ZZ1 1AA",
    "extent_type": "text",
    "logo": "https://example.org/logo.png",
    "link_type": "audience",
}
OBJECTS["taxonomy_term_list"] = OBJECTS["taxonomy_term"]


def _value(told: str | list[str]) -> Json:
    if isinstance(told, list):
        return {"type": "array", "items": schema(told[0])}
    kind = told.removesuffix("!")
    if kind in OBJECTS:
        return schema(kind)
    if "|" in kind:
        return {"type": "string", "enum": kind.split("|")}
    return {"type": "string", "format": kind} if kind in FORMATS else {"type": kind}


@cache
def schema(name: str) -> Json:
    """The table's object as a JSON schema. Other fields beside these may stand there."""
    fields = OBJECTS[name]
    return {
        "type": "object",
        "properties": {field: _value(told) for field, told in fields.items()},
        "required": [field for field, told in fields.items() if isinstance(told, str) and told.endswith("!")],
    }


def an_example(name: str) -> Json:
    """One thing with every field that the profile has, made up."""
    return {field: _example_value(name, field, told) for field, told in OBJECTS[name].items()}


def _example_value(name: str, field: str, told: str | list[str]) -> Any:
    if isinstance(told, list):
        return [an_example(told[0])]
    kind = told.removesuffix("!")
    if kind in OBJECTS:
        return an_example(kind)
    if field in EXAMPLE_TEXTS:
        return EXAMPLE_TEXTS[field]
    if name == "accessibility" and field == "description":
        return EXAMPLE_TEXTS["accessibility"]  # the profile has the same fact twice
    if field == "uri":
        return "https://example.org/uri"
    if field == "term":
        return "taxonomy_term name"
    thing = field.removesuffix("_id") if field.endswith("_id") else name.partition("_in_")[0]
    made = {
        "uuid": str(uuid5(NAMESPACE, thing.removesuffix("_list"))),
        "uri": f"https://example.org/{field}",
        "email": f"{field}@example.org",
        "number": 7,
        "date-time": "2026-03-01T09:30:00.000Z",
        "string": f"{name} {field}",
    }
    return made.get(kind, kind.split("|")[0])


def published_is_there() -> bool:
    """Whether the profile's own files are on this machine."""
    return (REFERENCE / "compiled").is_dir()


@cache
def published(name: str) -> Json:
    """The profile's own schema of a page or a thing."""
    return json.loads((REFERENCE / "compiled" / f"{name}.json").read_text())


@cache
def _checker(name: str) -> Draft202012Validator:
    """By the profile's file where it is, else by our table, which a test compares with the file."""
    wanted = _of_an_item(name) if published_is_there() else schema(name)
    return Draft202012Validator(wanted, format_checker=FormatChecker())


def _of_an_item(name: str) -> Json:
    found = published(name)
    return found["properties"]["contents"]["items"] if "contents" in found["properties"] else found


def faults(name: str, body: Any) -> list[str]:
    """What is wrong with a thing, or with one item of a list."""
    return [f"{list(fault.path)}: {fault.message[:120]}" for fault in _checker(name).iter_errors(body)]


def page_faults(name: str, body: Any) -> list[str]:
    """What is wrong with a whole page of a list: its envelope, and each of its items."""
    wrong = [key for key, kind in ENVELOPE.items() if type(body.get(key)) is not kind]
    return wrong + [fault for item in body["contents"] for fault in faults(name, item)]
