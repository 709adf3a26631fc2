"""Gates: the only way from a request to something that not everyone may know of.

A stranger is sent to sign in. Anyone else without the right gets "not found", the same answer as for
what does not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from .roles import Permission

View = Callable[..., HttpResponseBase]


def may(user: Any, permission: Permission) -> bool:
    """Whether `user` holds `permission` today. Someone who is not signed in, or switched off, holds none."""
    if not user.is_authenticated or not user.is_active:
        return False
    return permission in user.permissions


def requires(permission: Permission) -> Callable[[View], View]:
    """Open a view to those who hold `permission`; raises Http404 for everyone else who is signed in."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, permission):
                raise Http404("There is no such page here.")
            return view(request, *args, **kwargs)

        return gated

    return decorate
