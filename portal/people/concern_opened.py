"""Whose form "I do not feel safe" is, when it is sent after the time of a picture card ran out.

A child may need longer than the card gives. The form carries, signed, which card's space it was opened in, so
that what they say is still known as theirs. It opens nothing: whoever holds it is a stranger to every page.
"""

import uuid
from datetime import datetime, timedelta

from django.core import signing

from portal.accounts.models import User
from portal.people.models import PictureCard

SALT = "portal.people.concern_opened"
# Long enough to find words and a grown-up; a tablet is with another child by the next day.
AFTER_CLOSING = timedelta(hours=4)


def opened_in(card: PictureCard, sending: uuid.UUID, now: datetime) -> str:
    """What the form with the number `sending`, made at `now` in the space that `card` opened, carries."""
    return signing.dumps([card.pk, str(sending), int(now.timestamp())], salt=SALT)


def whose_form(opened: str, sending: uuid.UUID, now: datetime) -> User | None:
    """The young person in whose space a form was opened, or None where nobody can be sure of that.

    None for what we did not sign or signed for another form, from `AFTER_CLOSING` after the space closed at
    the latest, and for a card that is cancelled: whoever found it may have opened the form.
    """
    try:
        card_pk, signed_sending, made = signing.loads(opened, salt=SALT)
    except signing.BadSignature:
        return None
    if signed_sending != str(sending):
        return None
    known = PictureCard.objects.select_related("young_person__user")
    card = known.filter(pk=card_pk, cancelled_at=None).first()
    if card is None:
        return None
    lasts = timedelta(minutes=card.minutes) + AFTER_CLOSING
    return card.young_person.user if now.timestamp() - made < lasts.total_seconds() else None
