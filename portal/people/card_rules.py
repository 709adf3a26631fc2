"""When a picture card opens a space, and for how long. Pure: the moment comes in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from portal.people.models.circle import Connection

SECRET_BYTES = 24  # 192 bits: no card can be guessed
CARD_LASTS = timedelta(days=365)
MINUTES = (15, 30, 45, 60, 90)
USUAL_MINUTES = 45
# Eight pictures to pick from and no limit would be eight tries. Five wrong ones in a row, then a rest.
WRONG_PICKS, REST = 5, timedelta(minutes=10)
# Pictures that look nothing like one another, by our own names (portal.pictures.vocabulary), with what a
# child sees on each: "pick the dog", though elsewhere the same picture speaks of pets.
CARD_PICTURES = {
    "pet": "dog",
    "beach": "beach",
    "bus": "bus",
    "cake": "cake",
    "bike": "bike",
    "football": "football",
    "sun": "sun",
    "fruit": "apple",
    "music": "music",
}


def new_secret() -> str:
    """A fresh secret for a card, for its address. It is shown once and never kept."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a secret: SHA-256, as 64 hex digits. A random secret needs no salt."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def card_works(card: Any, now: datetime, *, rights_passed: bool) -> bool:
    """Whether a card opens its space at `now`: not lost, not run out, no parent's card after rights passed.

    From that day a parent may see what the young person agrees to, so their card may not open everything.
    """
    if card.cancelled_at is not None or card.runs_out_at <= now:
        return False
    return not (rights_passed and card.made_as == Connection.Kind.PARENT)


def is_resting(card: Any, now: datetime) -> bool:
    """Whether a card rests after too many wrong pictures."""
    return card.rests_until is not None and now < card.rests_until


def after_wrong_pick(wrong_before: int, now: datetime) -> tuple[int, datetime | None]:
    """How many wrong picks there are now, and until when the card rests; a rest begins the count again."""
    wrong = wrong_before + 1
    return (0, now + REST) if wrong >= WRONG_PICKS else (wrong, None)
