"""How the feed answers: JSON, open to every site (CORS), with an ETag; errors say what to do."""

import hashlib
from collections.abc import Iterable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response

JSON = "application/json"
NDJSON = "application/x-ndjson"
ALLOWED = "GET, HEAD, OPTIONS"


def dump(value: object) -> bytes:
    """Compact JSON in plain Unicode."""
    return orjson.dumps(value)


def _open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    return response


def answer(request: HttpRequest, value: object) -> HttpResponseBase:
    """The value as JSON; 304 with no body when the asker already holds it (If-None-Match)."""
    body = dump(value)
    etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    response = HttpResponse(body, content_type=JSON)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"  # keep it, but ask whether it still stands
    return _open_to_all(get_conditional_response(request, etag=etag, response=response) or response)


def stream(lines: Iterable[dict[str, Any]]) -> HttpResponseBase:
    """One JSON object a line, sent as it is read."""
    return _open_to_all(StreamingHttpResponse((dump(line) + b"\n" for line in lines), content_type=NDJSON))


def refuse(status: int, message: str, **more: str) -> HttpResponseBase:
    """An error as JSON: `error` says what is wrong and what to do."""
    response = HttpResponse(dump({"error": message, **more}), content_type=JSON, status=status)
    if status == 405:
        response["Allow"] = ALLOWED
    return _open_to_all(response)


def preflight() -> HttpResponseBase:
    """What a browser asks before it lets another site's script read the feed."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = ALLOWED
    response["Access-Control-Allow-Headers"] = "If-None-Match, Content-Type, Accept"
    response["Access-Control-Max-Age"] = "86400"
    return _open_to_all(response)
