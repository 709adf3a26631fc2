"""How often a stranger may post, and the page that says when to try again."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_ratelimit.core import get_usage

View = Callable[..., HttpResponseBase]
USUAL_WAIT = 60


def wait_words(seconds: int) -> str:
    """Return how long to wait, in words: "40 seconds", "about 2 minutes". Rounded up, never "0"."""
    if seconds < 60:
        return f"{max(seconds, 1)} seconds" if seconds > 1 else "1 second"
    minutes = -(-seconds // 60)
    return f"about {minutes} minutes" if minutes > 1 else "about 1 minute"


def too_many(request: HttpRequest, seconds: int = USUAL_WAIT) -> HttpResponse:
    """Return the 429 page that says when to try again, with Retry-After for programs."""
    response = render(request, "429.html", {"wait": wait_words(seconds)}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def limit_posts(rate: str, *, about: str = "") -> Callable[[View], View]:
    """Let each address post to a view so often ("30/m") and answer 429 after that. Reading has no limit.

    With `about`, the name of a form field, posts are counted by what that field holds, whoever sends them:
    so guesses at one account are counted together, from however many addresses they come.
    """

    def decorate(view: View) -> View:
        group = f"{_name_of(view)} {about}"
        key = _key_of_field(about) if about else "ip"

        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            usage = get_usage(request, group=group, key=key, rate=rate, method="POST", increment=True)
            if usage and usage["should_limit"]:
                return too_many(request, max(int(usage["time_left"]), 1))
            return view(request, *args, **kwargs)

        return limited

    return decorate


def _name_of(view: View) -> str:
    """The view's own name; that of its class for a class-based one, as all of those share one function."""
    named: Any = getattr(view, "view_class", view)
    return f"{named.__module__}.{named.__qualname__}"


def _key_of_field(name: str) -> Callable[[str, HttpRequest], str]:
    def key(group: str, request: HttpRequest) -> str:
        # Written in other capitals it is the same account. Only the hash is kept.
        said = request.POST.get(name, "").strip().casefold()
        return hashlib.sha256(said.encode(errors="replace")).hexdigest()

    return key
