"""The link by which whoever keeps an entry says that it is right: signed, no sign-in, can be cancelled.

The link names the owner by number and version. Raising the owner's version cancels every link sent before;
a link also ends by itself some days after it was made.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

SALT = "localoffer.still-right"


@dataclass(frozen=True)
class LinkSays:
    """What a link says: whose it is, of which version, and whether its days are over."""

    owner: int
    version: int
    is_over: bool


def link_secret(owner: int, version: int) -> str:
    """The secret part of an address for that owner; it carries the time it was made."""
    return signing.TimestampSigner(salt=SALT).sign(f"{owner}.{version}")


def read_link(secret: str, *, days: int) -> LinkSays | None:
    """What the secret part of an address says; None when we did not sign it."""
    signer = signing.TimestampSigner(salt=SALT)
    is_over = False
    try:
        said = signer.unsign(secret, max_age=timedelta(days=days))
    except signing.SignatureExpired:
        said, is_over = signer.unsign(secret), True
    except signing.BadSignature:
        return None
    owner, _, version = said.partition(".")
    return LinkSays(int(owner), int(version), is_over)
