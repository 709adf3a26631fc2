"""Gives each request the reader's own access settings."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from portal.inputs.settings import COOKIE_NAME, from_cookie


class AccessSettingsMiddleware:
    """Reads the settings cookie into `request.access_settings`, signed in or not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set `request.access_settings`; tell caches that pages differ by cookie."""
        settings = from_cookie(request.COOKIES.get(COOKIE_NAME, ""))
        setattr(request, "access_settings", settings)  # noqa: B010  (Django's request has no such field to check)
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response
