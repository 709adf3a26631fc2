"""My list: the services somebody keeps without signing in, in a signed cookie that names nobody.

Pure: cookies in, values out. A damaged or hand-made cookie is an empty list, never an error.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.core import signing

COOKIE = "my_list"
SHARED_COOKIE = "my_shared_list"
COOKIE_SECONDS = 180 * 24 * 60 * 60
MOST_KEPT = 60
_SALT, _SHARED_SALT = "localoffer.kept", "localoffer.shared"


def kept_in(cookies: Mapping[str, str]) -> list[UUID]:
    """The services kept, in the order they were kept."""
    try:
        text = signing.Signer(salt=_SALT).unsign(cookies.get(COOKIE, ""))
        return [UUID(part) for part in text.split(".") if part][:MOST_KEPT]
    except (signing.BadSignature, ValueError):
        return []


def kept_cookie(kept: Iterable[UUID]) -> str:
    """The cookie's text for these services; "" for none."""
    text = ".".join(one.hex for one in list(kept)[:MOST_KEPT])
    return signing.Signer(salt=_SALT).sign(text) if text else ""


def keeping(kept: list[UUID], service: UUID) -> list[UUID]:
    """The list with this service at the end; the same list when it is there already or the list is full."""
    return kept if service in kept or len(kept) >= MOST_KEPT else [*kept, service]


def dropping(kept: list[UUID], service: UUID) -> list[UUID]:
    """The list without this service."""
    return [one for one in kept if one != service]


def shared_in(cookies: Mapping[str, str]) -> str:
    """The secret of the link that this browser shared last, so that its owner can end it; "" for none."""
    try:
        return signing.Signer(salt=_SHARED_SALT).unsign(cookies.get(SHARED_COOKIE, ""))
    except signing.BadSignature:
        return ""


def shared_cookie(secret: str) -> str:
    """The cookie's text for a shared link's secret."""
    return signing.Signer(salt=_SHARED_SALT).sign(secret)
