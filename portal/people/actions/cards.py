"""Picture cards: made by someone near, opened on any tablet, cancelled in one step."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission
from portal.accounts.models import User
from portal.audit.actions import record
from portal.people.card_rules import (
    CARD_LASTS,
    CARD_PICTURES,
    MINUTES,
    USUAL_MINUTES,
    after_wrong_pick,
    hash_of,
    is_resting,
    new_secret,
)
from portal.people.circle import card_stands, place_of
from portal.people.models import Connection, PictureCard, YoungPerson
from portal.people.refusals import NOT_YOU, RIGHTS_HAVE_PASSED, Refused
from portal.people.rights import has_own_rights
from portal.people.topics import say_changed

from .records import own_way_in

ON_THE_CARD = "Choose another picture for them to pick. This one is on the card, where everyone sees it."


@dataclass(frozen=True)
class Opening:
    """What came of opening a card: whose space it opens, or why not ("gone", "wrong", "resting")."""

    user: User | None = None
    card: PictureCard | None = None
    why_not: str = ""


@transaction.atomic
def make_card(
    *,
    young_person: YoungPerson,
    by: User,
    picture: str,
    asks_for: str = "",
    minutes: int = USUAL_MINUTES,
) -> tuple[PictureCard, str]:
    """Make a card; return it with its secret, which is shown once and kept only as a hash.

    `by` must hold MAKE_PICTURE_CARDS and be near the young person today; a parent only until rights pass.
    `asks_for` is a picture to pick when it is opened, empty where nothing need be remembered. Raises Refused.
    """
    today, now = timezone.localdate(), timezone.now()
    place = place_of(by, young_person, today)
    if place is None or not may(by, Permission.MAKE_PICTURE_CARDS):
        raise Refused(NOT_YOU)
    if place.kind == Connection.Kind.PARENT and has_own_rights(young_person.date_of_birth, today):
        raise Refused(RIGHTS_HAVE_PASSED)
    if picture not in CARD_PICTURES or asks_for not in ("", *CARD_PICTURES) or minutes not in MINUTES:
        raise Refused("Choose one of the pictures and times on the page.")
    if asks_for == picture:
        raise Refused(ON_THE_CARD)
    own_way_in(young_person=young_person, by=by)
    secret = new_secret()
    card = PictureCard.objects.create(
        young_person=young_person,
        secret_hash=hash_of(secret),
        picture=picture,
        asks_for=asks_for,
        minutes=minutes,
        made_by=by,
        made_as=place.kind,
        made_at=now,
        runs_out_at=now + CARD_LASTS,
    )
    say_changed(young_person)
    facts = {"minutes": minutes, "picks": int(bool(asks_for))}
    record(by=by, action="people.card_made", thing=card, young_person=young_person, facts=facts)
    return card, secret


@transaction.atomic
def cancel_card(*, card: PictureCard, by: User) -> None:
    """Cancel a lost card: it opens nothing more, and whatever it opened ends with the next page asked for.

    The young person may, and whoever is near and may make cards. Twice is harmless. Raises Refused.
    """
    young_person = card.young_person
    is_near = place_of(by, young_person, timezone.localdate()) and may(by, Permission.MAKE_PICTURE_CARDS)
    if young_person.user_id != by.pk and not is_near:
        raise Refused(NOT_YOU)
    found = PictureCard.objects.filter(pk=card.pk, cancelled_at=None)
    if found.update(cancelled_at=timezone.now(), cancelled_by=by):
        say_changed(young_person)
        record(by=by, action="people.card_cancelled", thing=card, young_person=young_person)


@transaction.atomic
def open_card(*, secret: str, picked: str, at: datetime) -> Opening:
    """Open a card at `at` with the picture that was `picked`; say whose space it opens, or why it does not.

    For whoever holds the card: nobody is signed in yet. Wrong pictures are counted and make the card rest. A
    card that is gone says the same as one that never was.
    """
    card = PictureCard.objects.select_for_update().filter(secret_hash=hash_of(secret)).first()
    if card is None:
        return Opening(why_not="gone")
    young_person = card.young_person
    user = young_person.user
    if user is None or not user.is_active or not card_stands(card, at):
        return Opening(why_not="gone")
    if is_resting(card, at):
        return Opening(card=card, why_not="resting")
    if card.asks_for and picked != card.asks_for:
        card.wrong_picks, card.rests_until = after_wrong_pick(card.wrong_picks, at)
        card.save(update_fields=["wrong_picks", "rests_until"])
        record(by=None, action="people.card_wrong_picture", thing=card, young_person=young_person, at=at)
        return Opening(card=card, why_not="resting" if card.rests_until else "wrong")
    card.wrong_picks, card.rests_until, card.last_used_at = 0, None, at
    card.save(update_fields=["wrong_picks", "rests_until", "last_used_at"])
    record(by=user, action="people.card_opened", thing=card, young_person=young_person, at=at)
    return Opening(user=user, card=card)
