"""Making a young person's record, putting it right, and giving them a way in of their own."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission, Role
from portal.accounts.actions import give_role
from portal.accounts.models import User
from portal.audit.actions import record
from portal.people.gates import keeps_record
from portal.people.models import Connection, YoungPerson
from portal.people.refusals import NOT_YOU, Refused
from portal.people.rules import EVERYTHING
from portal.people.topics import say_changed

OLDEST = 25  # a plan may run to the end of the school year in which somebody is 25 (SEND Regulations reg. 46)
BIRTH_REFUSED = "Check the date of birth. We keep records for ages 0 to 25."


@transaction.atomic
def make_record(*, known_as: str, date_of_birth: date, by: User) -> YoungPerson:
    """Make the record of one young person, with `by` in the circle as plan co-ordinator.

    `by` must hold KEEP_RECORDS. Raises Refused without it, and for an age outside 0 to 25.
    """
    if not may(by, Permission.KEEP_RECORDS):
        raise Refused(NOT_YOU)
    _check_birth(date_of_birth)
    young_person = YoungPerson.objects.create(known_as=known_as, date_of_birth=date_of_birth, made_by=by)
    Connection.objects.create(
        young_person=young_person,
        user=by,
        kind=Connection.Kind.CO_ORDINATOR,
        sees=sorted(EVERYTHING),
        added_by=by,
        confirmed_by=by,
        confirmed_at=timezone.now(),
    )
    record(by=by, action="people.record_made", thing=young_person, young_person=young_person)
    return young_person


@transaction.atomic
def correct_record(*, young_person: YoungPerson, known_as: str, date_of_birth: date, by: User) -> None:
    """Put right the name somebody likes or their date of birth. `by` must keep the record.

    A new date of birth moves the day rights pass. Raises Refused for others and for ages outside 0 to 25.
    """
    if not keeps_record(by, young_person):
        raise Refused(NOT_YOU)
    _check_birth(date_of_birth)
    changed = [
        name
        for name, value in (("known_as", known_as), ("date_of_birth", date_of_birth))
        if getattr(young_person, name) != value
    ]
    if not changed:
        return
    young_person.known_as, young_person.date_of_birth = known_as, date_of_birth
    young_person.save(update_fields=changed)
    say_changed(young_person)
    facts = {"changed": changed}
    record(
        by=by, action="people.record_corrected", thing=young_person, young_person=young_person, facts=facts
    )


@transaction.atomic
def own_way_in(*, young_person: YoungPerson, by: Any) -> User:
    """The young person's own account; made without an address or a password when they have none yet.

    Whoever calls has checked that `by` may. It holds the role of a young person and never another.
    """
    held = YoungPerson.objects.select_for_update().get(pk=young_person.pk)
    if held.user is not None:
        young_person.user = held.user
        return held.user
    user = User.objects.create_user(None, None)
    give_role(user=user, role=Role.YOUNG_PERSON, organisation=None, by=None)
    young_person.user = user
    young_person.save(update_fields=["user"])
    record(by=by, action="people.own_way_in_made", thing=young_person, young_person=young_person)
    return user


def _check_birth(day: date) -> None:
    today = timezone.localdate()
    if not today.replace(year=today.year - OLDEST - 2, day=1) <= day <= today:
        raise Refused(BIRTH_REFUSED)
