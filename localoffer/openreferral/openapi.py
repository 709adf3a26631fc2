"""Our OpenAPI 3 description of the feed, made from the tables that the feed runs on, so it cannot drift."""

from typing import Any

from .described import UUID, list_of, ref, schemas
from .endpoints import ENDPOINTS, Endpoint
from .names import EXTENSION
from .parameters import PARAMETERS

Json = dict[str, Any]


def _schemas() -> Json:
    made = schemas()
    whole, truth = {"type": "integer"}, {"type": "boolean"}
    envelope: Json = {name: whole for name in ("total_items", "total_pages", "page_number", "size")}
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


_ERROR = ref("Error")
_SAME = {"description": "Nothing changed since the ETag that you sent."}
_BAD = _answer("A parameter cannot be used; the answer says which and why.", _ERROR)


def _list_path(endpoint: Endpoint) -> Json:
    contents = list_of(ref(endpoint.schema))
    page = {
        "allOf": [ref("Page")],
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
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": UUID}],
            "responses": {
                "200": _answer("Found.", ref(endpoint.schema)),
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
