"""Links in mails that need no sign-in: signed, each for one use, none with an address in it."""

from typing import Any

from django.core import signing

STOP, FOLLOWING, CONFIRM = "notifications.stop", "notifications.following", "notifications.confirm"
STOP_DAYS = 400  # somebody may unsubscribe from a mail that they kept for a year
FOLLOWING_DAYS, CONFIRM_DAYS = 90, 7


def make(purpose: str, facts: Any) -> str:
    """A signed text for an address of ours that holds `facts` (numbers and fixed words only)."""
    return signing.dumps(facts, salt=purpose)


def read(purpose: str, token: str, days: int) -> Any | None:
    """What `make` put in; None when it was changed, was made for another purpose, or is older than `days`."""
    try:
        return signing.loads(token, salt=purpose, max_age=days * 24 * 60 * 60)
    except signing.BadSignature:
        return None
