"""Which address a visitor comes from, behind how many proxies of our own."""

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest

NO_ADDRESS = str(ipaddress.IPv4Address(0))  # those of whom none is told (a local socket) are counted together
_WITH_PORT = (re.compile(r"\[(.+)\](?::[0-9]+)?"), re.compile(r"([0-9.]+):[0-9]+"))


def visitor_address(request: HttpRequest) -> str:
    """The visitor's network address, for rate limits only; it is never kept.

    Each proxy of ours adds the address it was called from at the end of X-Forwarded-For, so with
    TRUSTED_PROXIES = 1 only the last part is believed: what a visitor wrote there before is not. Some proxies
    add a port; one that names no address ("unknown") counts as the visitor itself.
    """
    proxies = settings.TRUSTED_PROXIES
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    by_proxy = told[-proxies] if 0 < proxies <= len(told) else ""
    return _address(by_proxy) or _address(str(request.META.get("REMOTE_ADDR", ""))) or NO_ADDRESS


def _address(text: str) -> str:
    """The address in `text`, without port and zone; "" when there is none."""
    for pattern in _WITH_PORT:
        if found := pattern.fullmatch(text):
            text = found[1]
    try:
        return str(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return ""
