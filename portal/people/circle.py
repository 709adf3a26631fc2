"""Who is near a young person, as each reader may see it.

Everything that lists people, their words or their looks to a parent goes through `hidden_from`: parents who
are kept apart learn nothing of each other, not even that the other is here.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from portal.access.roles import Permission
from portal.people.card_rules import card_works
from portal.people.models import CircleInvitation, Connection, ConnectionQuerySet, PictureCard, YoungPerson
from portal.people.rights import has_own_rights
from portal.people.rules import are_kept_apart


def hidden_from(reader: Any, young_person: YoungPerson) -> frozenset[int]:
    """The numbers of the users who are hidden from `reader` on this record. One query.

    Ended places count too: what somebody wrote or looked at stays hidden after they have gone.
    """
    return frozenset(one.user_id for one in _kept_apart_from(reader, _parents(young_person)))


def _parents(young_person: YoungPerson) -> list[Connection]:
    return list(young_person.circle.filter(kind=Connection.Kind.PARENT).select_related("user"))


def _kept_apart_from(reader: Any, parents: list[Connection]) -> list[Connection]:
    own = [one for one in parents if one.user_id == reader.pk]
    return [other for other in parents if any(are_kept_apart(place, other) for place in own)]


def circle_for(
    reader: Any, young_person: YoungPerson, day: date, *, hidden: frozenset[int] | None = None
) -> ConnectionQuerySet:
    """The people in the circle on `day` whom `reader` may know of, those who wait to be confirmed too.

    Pass `hidden` where the reader looks through a card that somebody else made.
    """
    hidden = hidden_from(reader, young_person) if hidden is None else hidden
    return young_person.circle.not_ended_on(day).exclude(user__in=hidden).select_related("user")


def invitations_for(reader: Any, young_person: YoungPerson) -> Any:
    """The invitations that wait for an answer and that `reader` may know of.

    A parent learns nothing of an invitation to another parent who will be kept apart from them, nor of one
    to somebody who is. Two queries.
    """
    parents = _parents(young_person)
    hidden = _kept_apart_from(reader, parents)
    apart = Q(asked_by__in=[one.user_id for one in hidden])
    apart |= Q(email__in=[one.user.email.lower() for one in hidden if one.user.email])
    own = [one for one in parents if one.user_id == reader.pk]
    if own:
        is_apart = Q() if any(one.kept_apart for one in own) else Q(kept_apart=True)
        apart |= Q(kind=Connection.Kind.PARENT) & ~Q(asked_by=reader) & is_apart
    waiting = CircleInvitation.objects.waiting().filter(young_person=young_person)
    return waiting.exclude(apart).select_related("asked_by")


def cards_for(reader: Any, young_person: YoungPerson) -> Any:
    """The cards that are not cancelled and that `reader` may know of."""
    cards = PictureCard.objects.filter(young_person=young_person, cancelled_at=None)
    return cards.exclude(made_by__in=hidden_from(reader, young_person)).select_related("made_by")


def place_of(user: Any, young_person: YoungPerson, day: date) -> Connection | None:
    """The open place of `user` in this circle, or None. Those who work with the family need
    their role still. A place as a parent comes first: it is what limits them."""
    held = list(young_person.circle.open_on(day).filter(user=user))
    if Permission.JOIN_CIRCLES not in user.permissions:
        held = [one for one in held if one.kind == Connection.Kind.PARENT]
    return min(held, key=lambda one: one.kind != Connection.Kind.PARENT, default=None)


def card_stands(card: PictureCard, now: datetime) -> bool:
    """Whether `card` opens its space at `now`: by its own facts, and while whoever made it is near.

    A place ends on its last day, with a role or with an account, and nobody need press anything for that.
    Two queries, none for a card that is over by itself.
    """
    young_person, today = card.young_person, timezone.localtime(now).date()
    if not card_works(card, now, rights_passed=has_own_rights(young_person.date_of_birth, today)):
        return False
    return card.made_by is not None and place_of(card.made_by, young_person, today) is not None
