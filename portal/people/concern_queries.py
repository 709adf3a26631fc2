"""Reading concerns: who reads them, what waits, what one holds."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import ROLES, Permission
from portal.accounts.models import User
from portal.audit.models import AuditRow
from portal.files.models import StoredFile
from portal.people.models import Concern

ONE_LOOK = timedelta(minutes=5)


def readers() -> list[User]:
    """Everyone who holds a role today that reads concerns."""
    today = timezone.localdate()
    roles = [role for role, facts in ROLES.items() if Permission.READ_CONCERNS in facts.permissions]
    held = models.Q(memberships__ends__isnull=True) | models.Q(memberships__ends__gt=today)
    found = User.objects.filter(
        held, is_active=True, memberships__role__in=roles, memberships__starts__lte=today
    )
    return list(found.prefetch_related("memberships").distinct().order_by("pk"))


def may_read(user: Any, number: str) -> bool:
    """Whether `user` may read the concern with that number now."""
    if not may(user, Permission.READ_CONCERNS) or not number.isdecimal():
        return False
    return Concern.objects.readable_by(user).filter(pk=int(number)).exists()


def may_open_recording(user: Any, stored: StoredFile) -> bool:
    """Whether `user` may open a file that came with a concern: who may read the concern, nobody else."""
    return stored.thing == Concern._meta.label_lower and may_read(user, stored.thing_id)


def concerns_for(user: Any) -> models.QuerySet[Concern]:
    """What `user` may read: what nobody has read first, then what is being done, then the closed.

    The oldest stand first, but of the closed the newest.
    """
    places = {Concern.State.WAITING: 0, Concern.State.BEING_DONE: 1, Concern.State.CLOSED: 2}
    place = Case(
        *(When(state=state, then=Value(at)) for state, at in places.items()), output_field=IntegerField()
    )
    turn = Case(
        When(state=Concern.State.CLOSED, then=Value(0) - models.F("pk")),
        default=models.F("pk"),
        output_field=models.BigIntegerField(),
    )
    found = Concern.objects.readable_by(user).select_related("young_person", "sent_by")
    return found.annotate(place=place, turn=turn).order_by("place", "turn")


def recently_opened(*, by: Any, thing: models.Model, at: datetime) -> bool:
    """Whether it was recorded within the last minutes that `by` opened that concern or recording."""
    rows = AuditRow.objects.filter(actor=by.pk, thing=thing._meta.label_lower, thing_id=str(thing.pk))
    opened = rows.filter(action__in=("people.concern_looked_at", "people.concern_recording_opened"))
    return opened.filter(at__gt=at - ONE_LOOK).exists()
