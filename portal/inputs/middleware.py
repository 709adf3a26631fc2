"""Gives each request the reader's own access settings."""

from collections.abc import Callable

from django.conf import settings as site_settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from portal.inputs.queries import settings_of
from portal.inputs.settings import COOKIE_NAME, AccessSettings, from_cookie

# Nobody's settings show here: Wagtail's admin has its own look, and the open feed is for programs.
WITHOUT_SETTINGS = ("/cms/", "/api/")


class AccessSettingsMiddleware:
    """Reads into `request.access_settings` what the person who is signed in chose, else the cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set `request.access_settings`; tell caches that pages differ by cookie."""
        settings = _of_person(request) or from_cookie(request.COOKIES.get(COOKIE_NAME, ""))
        setattr(request, "access_settings", settings)  # noqa: B010  (Django's request has no such field to check)
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response


def _of_person(request: HttpRequest) -> AccessSettings | None:
    """What the person chose; None for strangers, who cost no query, and where nothing shows it."""
    if site_settings.SESSION_COOKIE_NAME not in request.COOKIES or request.path.startswith(WITHOUT_SETTINGS):
        return None
    return settings_of(request.user) if request.user.is_authenticated else None
