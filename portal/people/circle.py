"""Who is near a young person, as each reader may see it.

Everything that lists people, their words or their looks to a parent goes through `hidden_from`: parents who
are kept apart learn nothing of each other, not even that the other is here.
"""

from datetime import date
from typing import Any

from portal.access.roles import Permission
from portal.people.models import CircleInvitation, Connection, ConnectionQuerySet, PictureCard, YoungPerson
from portal.people.rules import are_kept_apart


def hidden_from(reader: Any, young_person: YoungPerson) -> frozenset[int]:
    """The numbers of the users who are hidden from `reader` on this record. One query.

    Ended places count too: what somebody wrote or looked at stays hidden after they have gone.
    """
    parents = list(young_person.circle.filter(kind=Connection.Kind.PARENT))
    own = [one for one in parents if one.user_id == reader.pk]
    return frozenset(other.user_id for other in parents if any(are_kept_apart(place, other) for place in own))


def circle_for(
    reader: Any, young_person: YoungPerson, day: date, *, hidden: frozenset[int] | None = None
) -> ConnectionQuerySet:
    """The people in the circle on `day` whom `reader` may know of, those who wait to be confirmed too.

    Pass `hidden` where the reader looks through a card that somebody else made.
    """
    hidden = hidden_from(reader, young_person) if hidden is None else hidden
    return young_person.circle.not_ended_on(day).exclude(user__in=hidden).select_related("user")


def invitations_for(reader: Any, young_person: YoungPerson) -> Any:
    """The invitations that wait for an answer and that `reader` may know of."""
    waiting = CircleInvitation.objects.waiting().filter(young_person=young_person)
    return waiting.exclude(asked_by__in=hidden_from(reader, young_person)).select_related("asked_by")


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
