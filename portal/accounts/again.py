"""Is it you? Asked again before what would do harm in other hands: an open computer, a borrowed phone."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
PRESS_AGAIN = "We had to be sure that it is you. Please do that once more: it was not saved."


def asks_again(view: View) -> View:
    """Open `view` to those who showed a moment ago that it is them; send others to show it, then back.

    Raises PermissionDenied for somebody with no way to show it, such as a young person with a picture card.
    What was posted is not kept meanwhile, because it may be a password.
    """

    @login_required
    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        adapter = get_adapter()
        if not adapter.is_reauthentication_required():
            return view(request, *args, **kwargs)
        ways = adapter.get_reauthentication_methods(request.user)
        if not ways:
            raise PermissionDenied
        if request.method == "POST":
            messages.warning(request, PRESS_AGAIN)
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
        return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': back})}")

    return asking
