"""Views that render one live region again: what a page fetches after it heard that something changed."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import astuple
from functools import wraps

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.inputs.settings import DEFAULT

from . import tokens
from .queries import version_of
from .topics import group_name, topic_called

TOKEN_HEADER, VERSION_HEADER = "Live-Token", "Live-Version"
KEPT_SECONDS = 3600
VARIES_BY = ("Cookie", "Accept-Language")

View = Callable[..., HttpResponse]
# A thousand pages ask at the same moment: one renders, the others wait for what it keeps.
_one_renders = [threading.Lock() for _ in range(64)]


def live_fragment(topic: str, identity: str | Callable[..., object]) -> Callable[[View], View]:
    """Mark a view as the source of live regions of `topic`.

    `identity` is the name of the part of the address that says which thing, or a function of the view's
    named arguments that returns it. Pages get a fresh token and the version with each answer. For a public
    topic everyone who is not signed in gets one and the same rendering, kept until the thing changes, with
    an ETag; the view must then say the same to everyone (and carry `login_not_required` itself). Anything
    else is rendered for the one who asks, through the view's own gates, and kept by nobody.
    """

    def decorate(view: View) -> View:
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            named = str(identity(**kwargs) if callable(identity) else kwargs[identity])
            try:
                group = group_name(topic, named)
            except ValueError:
                raise Http404("There is no such part here.") from None
            setattr(request, "has_live_script", True)  # noqa: B010  (Django's request has no such field to check)
            version = version_of(group)  # before the view reads: never newer than what it shows
            user_pk = request.user.pk if request.user.is_authenticated else None
            if topic_called(topic).is_public and user_pk is None:
                response = _shared(request, version, lambda: view(request, *args, **kwargs))
            else:
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Cache-Control", "private, no-store")
            return _with_token(response, topic, named, version, user_pk)

        return answer

    return decorate


def _with_token(
    response: HttpResponse, topic: str, identity: str, version: int, user_pk: int | None
) -> HttpResponse:
    if response.status_code not in (200, 304):
        return response
    try:
        response[TOKEN_HEADER] = tokens.sign(topic, identity, user_pk)
    except tokens.Refused:
        return response
    response[VERSION_HEADER] = str(version)
    return response


def _shared(request: HttpRequest, version: int, render: Callable[[], HttpResponse]) -> HttpResponse:
    key = _key(request, version)
    etag = f'"{key[:24]}"'
    asked = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    if etag in asked:
        return _revalidated(HttpResponseNotModified(), etag)
    body = caches["pages"].get(key)
    if body is None:
        with _one_renders[int(key[:8], 16) % len(_one_renders)]:
            body = caches["pages"].get(key)
            if body is None:
                response = render()
                if not _is_the_same_for_all(request, response):
                    response.headers.setdefault("Cache-Control", "private, no-store")
                    return response
                body = (response.content, dict(response.headers))
                caches["pages"].set(key, body, KEPT_SECONDS)
    return _revalidated(HttpResponse(body[0], headers=body[1]), etag)


def _revalidated(response: HttpResponse, etag: str) -> HttpResponse:
    """Let the browser keep it and ask each time. No cache on the way keeps it: readers differ."""
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, VARIES_BY)
    return response


def _key(request: HttpRequest, version: int) -> str:
    """What a rendering depends on: the address, language, access settings, day, and the thing's version."""
    parts = (
        request.get_host(),
        request.get_full_path(),
        astuple(getattr(request, "access_settings", DEFAULT)),
        get_language(),
        timezone.localdate().isoformat(),
        version,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _is_the_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cache-Control" not in response  # the view knows better
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )
