"""Headers that keep pages safe: what a page may load, use and be framed by.

The public policy is settings.CONTENT_SECURITY_POLICY, set by django-csp: no inline script or style, nothing
from another host. Wagtail's admin writes inline scripts and styles, so under /cms/ (and only there) its
own policy is sent instead (docs/decisions/002).
"""

from collections.abc import Callable

from csp.constants import HEADER, NONE, SELF, UNSAFE_INLINE
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

ADMIN_PREFIX = "/cms/"
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "media-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],  # the preview panel frames our own pages
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}

# What a browser could offer a page and no page of ours uses today: off for us and for anything framed.
UNUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(f"{name}=()" for name in UNUSED_FEATURES) + ", fullscreen=(self)"


def admin_policy() -> str:
    """Return the policy sent under /cms/."""
    return build_policy(config=ADMIN_CONTENT_SECURITY_POLICY)


class SecurityHeadersMiddleware:
    """Adds the headers django-csp and Django's own middleware do not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response with its headers; one that a view set itself stays."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        # The open feed is for everyone; all else is for our own pages.
        is_open = response.get("Access-Control-Allow-Origin") == "*"
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if is_open else "same-origin"
        )
        if request.path.startswith(ADMIN_PREFIX) and HEADER in response:
            response.headers[HEADER] = admin_policy()
        if is_private(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def is_private(request: HttpRequest) -> bool:
    """Say whether a page may belong to one person: no shared cache may keep it."""
    user = getattr(request, "user", None)
    return request.path.startswith(ADMIN_PREFIX) or bool(user and user.is_authenticated)
