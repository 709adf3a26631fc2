"""Whole pages kept for people who are not signed in: the same address, settings and language, the same page.

A page is kept in its compressed form with its ETag, in the process's own memory, so giving it again costs
nothing but asking for the index's version now and then: no template, no compression, no other server. It is
forgotten when the index changes, on the next day (pages speak of today), and after `KEPT_SECONDS` at most.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import astuple
from functools import wraps
from typing import NamedTuple

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from portal.inputs.settings import DEFAULT

from .finding.index import version_seen

KEPT_SECONDS = 300
QUICKLY = 3  # a tenth larger than at 6, in a third of the time
BROTLI = 5  # a fifth smaller than that, in 1 ms more, for browsers that take it: all do on a safe connection
LONGEST_ADDRESS = 1500  # nobody's honest search is longer; longer ones are made each time
KEPT_HEADERS = ("Content-Type", "Content-Disposition")
VARIES_BY = ("Cookie", "Accept-Encoding", "Accept-Language", "HX-Request", "HX-History-Restore-Request")

_pages = caches["pages"]

View = Callable[..., HttpResponse]


class Kept(NamedTuple):
    """An answer as it is kept."""

    packed: bytes
    encoding: str
    etag: str
    headers: dict[str, str]


def kept_page(view: View) -> View:
    """Keep this view's good pages for everyone who is signed out and carries no message."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not _may_be_kept(request):
            return view(request, *args, **kwargs)
        key = page_key(request, version_seen())
        kept = _pages.get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if not _is_the_same_for_all(request, response):
                return response
            kept = _pack(response, _encoding_for(request))
            _pages.set(key, kept, KEPT_SECONDS)
        return _response(request, kept)

    return answer


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for the part that changes, not for a whole page to put back from its history."""
    asks = request.headers.get("HX-Request") == "true"
    return asks and request.headers.get("HX-History-Restore-Request") != "true"


def page_key(request: HttpRequest, version: int) -> str:
    """Return the key of the page this request asks for, at this version of the index."""
    parts = (
        request.get_host(),  # calendar files name the site's own addresses
        request.get_full_path(),
        is_fragment(request),
        _encoding_for(request),
        astuple(getattr(request, "access_settings", DEFAULT)),
        get_language(),
        version,
        timezone.localdate().isoformat(),
    )
    return f"page:{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _may_be_kept(request: HttpRequest) -> bool:
    """Whether the page holds nothing of this visitor's own: no sign-in, no message waiting."""
    own = (settings.SESSION_COOKIE_NAME, "messages")
    is_short = len(request.META.get("QUERY_STRING", "")) <= LONGEST_ADDRESS
    return is_short and request.method in ("GET", "HEAD") and not any(name in request.COOKIES for name in own)


def _is_the_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the view made a plain page: no cookie, no form with a secret of this visitor."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )


def _encoding_for(request: HttpRequest) -> str:
    """How a page is kept for this visitor: in brotli for those who take it, else in gzip."""
    return "br" if "br" in _taken(request) else "gzip"


def _taken(request: HttpRequest) -> set[str]:
    return set(re.findall(r"[a-z]+", request.headers.get("Accept-Encoding", "").lower()))


def _pack(response: HttpResponse, encoding: str) -> Kept:
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    if encoding == "br":
        return Kept(brotli.compress(response.content, quality=BROTLI), encoding, etag, headers)
    return Kept(gzip.compress(response.content, QUICKLY, mtime=0), encoding, etag, headers)


def _response(request: HttpRequest, kept: Kept) -> HttpResponse:
    wanted = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    response: HttpResponse
    if kept.etag in wanted:
        response = HttpResponseNotModified()
    elif kept.encoding in _taken(request):
        response = HttpResponse(kept.packed, headers=kept.headers)
        response["Content-Encoding"] = kept.encoding
        response["Content-Length"] = str(len(kept.packed))
    else:
        response = HttpResponse(gzip.decompress(kept.packed), headers=kept.headers)
    response["ETag"] = kept.etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, VARIES_BY)
    return response
