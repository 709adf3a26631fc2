"""Which methods the site answers at all: reading and sending forms, nothing else.

No page of ours is put, patched or deleted, and no page tells what it would take. Saying so once, in front of
everything, means that no view can forget it. Wagtail's admin uses more under /cms/, and the open feed answers
programs of other hosts that ask what it allows; both look after themselves.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

ANSWERED = ("GET", "HEAD", "POST")
LOOK_AFTER_THEMSELVES = ("/cms/", "/api/")


class MethodsMiddleware:
    """Answers 405, the same everywhere, to every method that no page of ours uses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return 405 before anything is looked up, or what the page answers."""
        if request.method in ANSWERED or request.path.startswith(LOOK_AFTER_THEMSELVES):
            return self.get_response(request)
        return HttpResponseNotAllowed(ANSWERED)
