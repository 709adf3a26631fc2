"""Which address a visitor comes from, behind how many proxies of our own."""

from django.conf import settings
from django.http import HttpRequest


def visitor_address(request: HttpRequest) -> str:
    """The visitor's network address, for rate limits only; it is never kept.

    Each proxy of ours adds the address it was called from at the end of X-Forwarded-For, so with
    TRUSTED_PROXIES = 1 only the last part is believed: what a visitor wrote there before is not.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.TRUSTED_PROXIES
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return told[-proxies] if 0 < proxies <= len(told) else direct
