"""Places in a circle: confirmed by staff, changed by staff, ended at once."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.access.roles import Role
from portal.accounts.actions import give_role
from portal.accounts.models import User
from portal.audit.actions import record
from portal.notifications.actions import tell
from portal.people import notices
from portal.people.gates import keeps_record
from portal.people.models import CircleInvitation, Connection, PictureCard, Sight, YoungPerson
from portal.people.refusals import NOT_YOU, Refused
from portal.people.rights import has_own_rights
from portal.people.rules import may_be_ended_by, may_confirm
from portal.people.topics import say_changed

SAY_WHAT_WAS_CHECKED = "Say what you checked, such as who you spoke to and what you saw."
NOT_THE_SAME_PERSON = "Somebody else must confirm this."
SOMEBODY_ELSE_FIRST = "Ask another plan co-ordinator in first, so that the family is not left alone."
LATER_PLEASE = "The last day must be after the first day."


@transaction.atomic
def confirm_place(*, connection: Connection, checked: str, by: User) -> None:
    """Open a parent's place once staff have checked who they are; they get the role of a parent carer.

    `by` keeps the record, is not that parent, and did not ask for the place as a parent. `checked` says what
    was seen. Confirming twice is harmless. Raises Refused.
    """
    young_person = connection.young_person
    circle = list(young_person.circle.select_for_update().all())
    connection.refresh_from_db()
    if connection.confirmed_at is not None:
        return
    if not checked.strip():
        raise Refused(SAY_WHAT_WAS_CHECKED)
    if not may_confirm(connection, by, keeps_record=keeps_record(by, young_person), circle=circle):
        raise Refused(NOT_THE_SAME_PERSON if keeps_record(by, young_person) else NOT_YOU)
    connection.confirmed_by, connection.confirmed_at, connection.checked = by, timezone.now(), checked
    connection.save(update_fields=["confirmed_by", "confirmed_at", "checked"])
    if connection.kind == Connection.Kind.PARENT:
        hold_role(user=connection.user, role=Role.PARENT_CARER)
    say_changed(young_person)
    tell(kind=notices.PLACE_OPEN, to=[connection.user], thing=young_person, link="/my-family/", by=by)
    record(by=by, action="people.place_confirmed", thing=connection, young_person=young_person)


@transaction.atomic
def change_place(
    *,
    connection: Connection,
    sees: list[str],
    kept_apart: bool,
    relation: str,
    ends: date | None,
    by: User,
) -> None:
    """Change what somebody may see, until when, and whether they are kept apart. `by` must keep the record.

    Staff never widen what the advice service sees: that is the family's to do. Raises Refused for anybody
    else, for one's own place, and for a last day before the first.
    """
    young_person = connection.young_person
    if not keeps_record(by, young_person) or connection.user_id == by.pk:
        raise Refused(NOT_YOU)
    if ends is not None and ends <= connection.starts:
        raise Refused(LATER_PLEASE)
    if connection.kind == Connection.Kind.ADVICE_SERVICE:
        sees = [sight for sight in sees if sight in connection.sees]  # only the family shows it more
    connection.sees = [sight.value for sight in Sight if sight.value in sees]
    connection.kept_apart = kept_apart and connection.kind == Connection.Kind.PARENT
    connection.relation, connection.ends = relation, ends
    connection.save(update_fields=["sees", "kept_apart", "relation", "ends"])
    say_changed(young_person)
    facts = {"sees": connection.sees, "kept_apart": int(connection.kept_apart), "ends": _text(ends)}
    record(by=by, action="people.place_changed", thing=connection, young_person=young_person, facts=facts)


@transaction.atomic
def end_place(*, connection: Connection, by: User) -> None:
    """End somebody's place at once: what they could see, the cards they made, and what they asked.

    Staff who keep the record may; so may the young person, or whoever brought a supporter in; anyone may
    leave. Ending twice is harmless. Raises Refused for anybody else, and for the last co-ordinator.
    """
    young_person = connection.young_person
    today, now = timezone.localdate(), timezone.now()
    who = {
        "keeps_record": keeps_record(by, young_person),
        "is_self": young_person.user_id == by.pk,
        "rights_passed": has_own_rights(young_person.date_of_birth, today),
    }
    if not may_be_ended_by(connection, by, **who):
        raise Refused(NOT_YOU)
    connection = Connection.objects.select_for_update().get(pk=connection.pk)
    if connection.ends is not None and connection.ends <= today:
        return
    if _is_last_keeper(connection, young_person, today):
        raise Refused(SOMEBODY_ELSE_FIRST)
    connection.ends, connection.ended_by, connection.ended_at = today, by, now
    connection.save(update_fields=["ends", "ended_by", "ended_at"])
    if not _others_of(connection, young_person, today):
        made = {"young_person": young_person, "made_by": connection.user, "cancelled_at": None}
        PictureCard.objects.filter(**made).update(cancelled_at=now, cancelled_by=by)
        asked = CircleInvitation.objects.waiting().filter(young_person=young_person, asked_by=connection.user)
        asked.update(outcome=CircleInvitation.Outcome.TAKEN_BACK, answered_at=now)
    say_changed(young_person)
    record(by=by, action="people.place_ended", thing=connection, young_person=young_person)


def hold_role(*, user: User, role: Role) -> None:
    """Give `user` a role that follows from a place in a circle, unless they hold it. The site gives it."""
    if role not in user.roles_on(timezone.localdate()):
        give_role(user=user, role=role, organisation=None, by=None)


def _is_last_keeper(connection: Connection, young_person: YoungPerson, today: date) -> bool:
    """Whether this is the only open co-ordinator's place: without one nobody could confirm anything."""
    if connection.kind != Connection.Kind.CO_ORDINATOR:
        return False
    others = young_person.circle.open_on(today).filter(kind=Connection.Kind.CO_ORDINATOR)
    return not others.exclude(pk=connection.pk).exclude(user_id=connection.user_id).exists()


def _others_of(connection: Connection, young_person: YoungPerson, today: date) -> bool:
    return young_person.circle.open_on(today).filter(user_id=connection.user_id).exists()


def _text(day: Any) -> str:
    return day.isoformat() if day else ""
