"""Our OpenAPI 3 description of the feed, made from the tables that the feed runs on, so it cannot drift."""

from typing import Any

from django.db import models

from localoffer.models import Place, Provider, Service, Taxonomy, TaxonomyTerm

from . import names
from .endpoints import ENDPOINTS, Endpoint
from .names import EXTENSION, Name
from .parameters import PARAMETERS

Json = dict[str, Any]
_UUID: Json = {"type": "string", "format": "uuid"}
_TYPES: tuple[tuple[type[models.Field[Any, Any]], Json], ...] = (
    (models.BooleanField, {"type": "boolean"}),
    (models.DecimalField, {"type": "number"}),
    (models.FloatField, {"type": "number"}),
    (models.IntegerField, {"type": "integer"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.EmailField, {"type": "string", "format": "email"}),
    (models.URLField, {"type": "string", "format": "uri"}),
)
_SCHEMAS: dict[str, tuple[type[models.Model], tuple[Name, ...], tuple[str, ...]]] = {
    "Service": (Service, names.SERVICE, ("id", "name", "status", "organization_id")),
    "Location": (Place, names.PLACE, ("id", "location_type")),
    "Taxonomy": (Taxonomy, names.TAXONOMY, ("id", "name", "description")),
    "TaxonomyTerm": (TaxonomyTerm, names.TERM, ("id", "name", "description")),
    "Organization": (Provider, names.PROVIDER, ("id", "name", "description")),
}


def _field_schema(field: models.Field[Any, Any]) -> Json:
    found = next((schema for kind, schema in _TYPES if isinstance(field, kind)), {"type": "string"})
    choices = [value for value, _ in field.flatchoices if value != ""]
    return {**found, "enum": choices} if choices else dict(found)


def _own_field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is not a field of {model.__name__}")
    return field


def _object(model: type[models.Model], fields: tuple[Name, ...], required: tuple[str, ...]) -> Json:
    own: Json = {"id": _UUID}
    extra: Json = {}
    for name in fields:
        into = extra if name.is_extension else own
        into[name.theirs] = _field_schema(_own_field(model, name.ours))
    if model is Service:
        own |= {"organization_id": _UUID, "last_modified": {"type": "string", "format": "date-time"}}
        own["organization"] = {"$ref": "#/components/schemas/Organization"}
    if extra:
        own[EXTENSION] = {"type": "object", "properties": extra}
    return {"type": "object", "required": list(required), "properties": own}


def _schemas() -> Json:
    made = {title: _object(*parts) for title, parts in _SCHEMAS.items()}
    made["ServiceAtLocation"] = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": _UUID,
            "service_id": _UUID,
            "location_id": _UUID,
            "description": {"type": "string"},
            "location": {"$ref": "#/components/schemas/Location"},
            "service": {"$ref": "#/components/schemas/Service"},
        },
    }
    whole, truth = {"type": "integer"}, {"type": "boolean"}
    envelope = {name: whole for name in ("total_items", "total_pages", "page_number", "size")}
    envelope |= {name: truth for name in ("first_page", "last_page", "empty")}
    made["Page"] = {"type": "object", "required": list(envelope), "properties": envelope}
    made["Error"] = {
        "type": "object",
        "required": ["error"],
        "properties": {"error": {"type": "string"}, "parameter": {"type": "string"}},
    }
    return made


def _answer(description: str, schema: Json) -> Json:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_ERROR = {"$ref": "#/components/schemas/Error"}
_SAME = {"description": "Nothing changed since the ETag that you sent."}
_BAD = _answer("A parameter cannot be used; the answer says which and why.", _ERROR)


def _list_path(endpoint: Endpoint) -> Json:
    contents = {"type": "array", "items": {"$ref": f"#/components/schemas/{endpoint.schema}"}}
    page = {
        "allOf": [{"$ref": "#/components/schemas/Page"}],
        "type": "object",
        "required": ["contents"],
        "properties": {"contents": contents},
    }
    return {
        "get": {
            "operationId": f"list_{endpoint.path}",
            "summary": f"A page of {endpoint.about}. Parameters add up: every one narrows the list.",
            "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in endpoint.parameters],
            "responses": {
                "200": _answer("One page.", page),
                "304": _SAME,
                "400": _BAD,
            },
        }
    }


def _one_path(endpoint: Endpoint) -> Json:
    return {
        "get": {
            "operationId": f"get_{endpoint.path}",
            "summary": f"One of the {endpoint.about}, with everything under it.",
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": _UUID}],
            "responses": {
                "200": _answer("Found.", {"$ref": f"#/components/schemas/{endpoint.schema}"}),
                "304": _SAME,
                "404": _answer("Not public, or no more.", _ERROR),
            },
        }
    }


def _about_path() -> Json:
    uri = {"type": "string", "format": "uri"}
    shape = {
        "type": "object",
        "required": ["version", "profile", "openapi_url"],
        "properties": {"version": {"type": "string"}, "profile": uri, "openapi_url": uri},
    }
    return {
        "get": {
            "operationId": "about",
            "summary": "Which standard this feed keeps to.",
            "responses": {"200": _answer("About this feed.", shape)},
        }
    }


def describe(base: str) -> Json:
    """The whole description. `base` is the feed's own address without a closing slash."""
    paths: Json = {"/": _about_path()}
    for endpoint in ENDPOINTS:
        paths[f"/{endpoint.path}"] = _list_path(endpoint)
        paths[f"/{endpoint.path}/{{id}}"] = _one_path(endpoint)
    used = {name for endpoint in ENDPOINTS for name in endpoint.parameters}
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Local Offer open feed",
            "version": "3.0",
            "description": "Open Referral UK 3.0. Free to read, no key. Empty values are left out. "
            f"Facts that the standard has no word for stand under {EXTENSION}.",
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "parameters": {
                name: {
                    "name": name,
                    "in": "query",
                    "required": False,
                    "description": row.description,
                    "schema": dict(row.schema),
                }
                for name, row in PARAMETERS.items()
                if name in used
            },
        },
    }
