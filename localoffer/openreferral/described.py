"""The feed's things as OpenAPI schemas, made from the tables of names and the models' own fields."""

from collections.abc import Mapping
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
    ServiceLanguage,
    Taxonomy,
    TaxonomyTerm,
)

from . import names
from .names import EXTENSION, Name

Json = dict[str, Any]
UUID: Json = {"type": "string", "format": "uuid"}
_TEXT: Json = {"type": "string"}
_MOMENT: Json = {"type": "string", "format": "date-time"}
_TYPES: tuple[tuple[type[models.Field[Any, Any]], Json], ...] = (
    (models.BooleanField, {"type": "boolean"}),
    (models.DecimalField, {"type": "number"}),
    (models.FloatField, {"type": "number"}),
    (models.IntegerField, {"type": "integer"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.EmailField, {"type": "string", "format": "email"}),
    (models.URLField, {"type": "string", "format": "uri"}),
)


def ref(name: str) -> Json:
    """A pointer to another schema of the description."""
    return {"$ref": f"#/components/schemas/{name}"}


def list_of(schema: Json) -> Json:
    """A list of such things."""
    return {"type": "array", "items": schema}


def _field(field: models.Field[Any, Any]) -> Json:
    found = next((schema for kind, schema in _TYPES if isinstance(field, kind)), _TEXT)
    choices = [value for value, _ in field.flatchoices if value != ""]
    return {**found, "enum": choices} if choices else dict(found)


def _own_field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is not a field of {model.__name__}")
    return field


def _object(
    model: type[models.Model],
    fields: tuple[Name, ...],
    required: tuple[str, ...] = ("id",),
    more: Mapping[str, Json] | None = None,
    extra: Mapping[str, Json] | None = None,
) -> Json:
    own: Json = {"id": UUID, **(more or {})}
    ours: Json = dict(extra or {})
    for name in fields:
        (ours if name.is_extension else own)[name.theirs] = _field(_own_field(model, name.ours))
    if ours:
        own[EXTENSION] = {"type": "object", "properties": ours}
    return {"type": "object", "required": list(required), "properties": own}


def _plain(model: type[models.Model], fields: tuple[Name, ...]) -> Json:
    """Rows without an id. OpenAPI has no empty list of what must be there."""
    made = _object(model, fields)
    del made["properties"]["id"], made["required"]
    return made


def _shared() -> Json:
    """What stands under more than one thing."""
    of_service = {"service_id": UUID}
    phone = {"extension": {"type": "integer"}}
    return {
        "Phone": _object(Phone, names.PHONE, ("id", "number"), phone, {"extension": _TEXT}),
        "Schedule": _object(
            Schedule,
            names.SCHEDULE,
            more={**of_service, "service_at_location_id": UUID, "interval": {"type": "integer"}},
        ),
        "CostOption": _object(CostOption, names.COST, more=of_service),
        "ServiceArea": _object(ServiceArea, names.AREA, more=of_service),
        "Language": _object(ServiceLanguage, names.LANGUAGE, more=of_service),
        "Funding": _object(Funding, names.FUNDING, more=of_service),
        "Contact": _object(Contact, names.CONTACT, more={**of_service, "phones": list_of(ref("Phone"))}),
        "OrganizationIdentifier": _object(
            ProviderIdentifier,
            names.IDENTIFIER,
            ("id", "identifier_type", "identifier"),
            {"organization_id": UUID},
        ),
        "Address": _object(Address, names.ADDRESS, more={"location_id": UUID}),
        "Accessibility": _object(
            AccessNote, names.ACCESS_NOTE, more={"location_id": UUID, "accessibility": _TEXT}
        ),
        "Attribute": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": UUID,
                "link_id": UUID,
                "link_type": _TEXT,
                "value": _TEXT,
                "taxonomy_term_id": UUID,
                "taxonomy_term": ref("TaxonomyTerm"),
            },
        },
    }


def _service() -> Json:
    document = {"type": "object", "properties": {"id": UUID, "document": _TEXT}}
    more = {
        "organization_id": UUID,
        "last_modified": _MOMENT,
        "fees": _TEXT,
        "required_documents": list_of(document),
        "organization": ref("Organization"),
        "service_at_locations": list_of(ref("ServiceAtLocation")),
        "schedules": list_of(ref("Schedule")),
        "cost_options": list_of(ref("CostOption")),
        "service_areas": list_of(ref("ServiceArea")),
        "languages": list_of(ref("Language")),
        "funding": list_of(ref("Funding")),
        "contacts": list_of(ref("Contact")),
        "phones": list_of(ref("Phone")),
        "attributes": list_of(ref("Attribute")),
    }
    extra = {"questions": list_of(_plain(FamilyQuestion, names.QUESTION))}
    return _object(Service, names.SERVICE, ("id", "name", "status", "organization_id"), more, extra)


def _organization() -> Json:
    more = {
        "parent_organization_id": UUID,
        "phones": list_of(ref("Phone")),
        "organization_identifiers": list_of(ref("OrganizationIdentifier")),
        "services": list_of(ref("Service")),
    }
    extra = {"answers": list_of(_plain(ProviderAnswer, names.ANSWER))}
    return _object(Provider, names.PROVIDER, ("id", "name", "description"), more, extra)


def schemas() -> Json:
    """Every kind of thing that the feed sends, by the name of its schema."""
    named = ("id", "name", "description")
    of_term = {"term": _TEXT, "parent_id": UUID, "taxonomy": _TEXT, "taxonomy_id": UUID}
    of_place = {
        "addresses": list_of(ref("Address")),
        "accessibility": list_of(ref("Accessibility")),
        "attributes": list_of(ref("Attribute")),
    }
    return {
        **_shared(),
        "Service": _service(),
        "Organization": _organization(),
        "Location": _object(Place, names.PLACE, ("id", "location_type"), of_place),
        "Taxonomy": _object(
            Taxonomy, names.TAXONOMY, named, {"taxonomy_terms": list_of(ref("TaxonomyTerm"))}
        ),
        "TaxonomyTerm": _object(TaxonomyTerm, names.TERM, named, of_term, {"taxonomy_key": _TEXT}),
        "ServiceAtLocation": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": UUID,
                "service_id": UUID,
                "location_id": UUID,
                "description": _TEXT,
                "location": ref("Location"),
                "service": ref("Service"),
            },
        },
    }
