"""The one door to a young person's record. What a person may not see answers "not found"."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.http import Http404
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission
from portal.audit.actions import record_look
from portal.audit.models import AuditRow
from portal.people.models import Connection, Sight, YoungPerson
from portal.people.rules import is_open, sights_of

# Turning a page, going back and forth: one look, so that "who looked" stays readable.
ONE_LOOK = timedelta(minutes=5)
NOT_HERE = "There is no such page here."


def young_person_or_404(
    user: Any, uuid: UUID | str, sight: Sight | str, *, thing: models.Model | None = None
) -> YoungPerson:
    """The young person of that number, when `user` may see `sight` of them today; the look is recorded.

    Raises Http404 for everybody else, the same as for a number that nobody has. `thing` is what is looked at,
    where it is not the record itself.
    """
    young_person = _find(uuid)
    wanted = Sight(sight)
    if wanted not in sights_of(user, young_person, timezone.localdate()):
        raise Http404(NOT_HERE)
    note_look(by=user, young_person=young_person, part=wanted.value, thing=thing)
    return young_person


def near_or_404(user: Any, uuid: UUID | str) -> YoungPerson:
    """The young person of that number, when `user` is near them today in any way; raises Http404 otherwise.

    For what shows nothing of the record, such as how they use this site. No look is recorded: the act is.
    """
    young_person = _find(uuid)
    if not is_near(user, young_person):
        raise Http404(NOT_HERE)
    return young_person


def is_near(user: Any, young_person: YoungPerson) -> bool:
    """Whether `user` is the young person, or in their circle today with something still open to them."""
    near = YoungPerson.objects.visible_to(user)
    return near.filter(pk=young_person.pk).exists()


def kept_record_or_404(user: Any, uuid: UUID | str) -> YoungPerson:
    """The young person of that number, when `user` keeps their record; raises Http404 otherwise.

    Staff who keep records, and are co-ordinator in this circle today. The look is recorded.
    """
    if not may(user, Permission.KEEP_RECORDS):
        raise Http404(NOT_HERE)
    young_person = _find(uuid)
    if not keeps_record(user, young_person):
        raise Http404(NOT_HERE)
    note_look(by=user, young_person=young_person, part=Sight.BASICS.value)
    return young_person


def keeps_record(user: Any, young_person: YoungPerson) -> bool:
    """Whether `user` may change who is in this circle: the permission, and an open co-ordinator's place."""
    if not may(user, Permission.KEEP_RECORDS):
        return False
    today = timezone.localdate()
    held = young_person.circle.filter(user=user, kind=Connection.Kind.CO_ORDINATOR)
    return any(is_open(one, today) for one in held)


def note_look(*, by: Any, young_person: YoungPerson, part: str, thing: models.Model | None = None) -> None:
    """Record that `by` looked at `part`, unless they did so within the last minutes."""
    looked_at = thing or young_person
    just_now = AuditRow.objects.filter(
        actor=by.pk,
        young_person=young_person.pk,
        action=f"looked:{part}",
        thing=looked_at._meta.label_lower,
        thing_id=str(looked_at.pk),
        at__gt=timezone.now() - ONE_LOOK,
    )
    if not just_now.exists():
        record_look(by=by, thing=looked_at, young_person=young_person, part=part)


def _find(uuid: UUID | str) -> YoungPerson:
    try:
        return YoungPerson.objects.get(uuid=UUID(str(uuid)))
    except (YoungPerson.DoesNotExist, ValueError):
        raise Http404(NOT_HERE) from None


def own_record_or_404(user: Any) -> YoungPerson:
    """The record of `user` themselves; raises Http404 for everyone who is no young person here.

    Their own looks are not recorded: opening a picture card is.
    """
    young_person = YoungPerson.objects.filter(user=user).first() if user.is_active else None
    if young_person is None:
        raise Http404(NOT_HERE)
    return young_person


def has_own_space(user: Any) -> bool:
    """Whether /my-space/ opens for `user`: a young person, by their card or their own account."""
    return user.is_authenticated and YoungPerson.objects.filter(user=user).exists()
