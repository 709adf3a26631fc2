"""Addresses that mail does not reach: noted, shown to whoever relies on them, and cleared."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from portal.access.roles import ROLES, Permission

from .actions import tell
from .models import AddressTrouble, Desk
from .own_kinds import NOT_ARRIVING
from .relying import Reliance, who_relies_on


@transaction.atomic
def note_trouble(
    *,
    address: str,
    state: str,
    reason: str,
    at: datetime,
    by: Any | None = None,
    is_relied_on: bool = True,
) -> AddressTrouble:
    """Keep that mail does not reach `address`, and tell everyone who relies on it: `by`, who had it sent,
    those whom the registered finders name, and the administrators where there is nobody else. An address
    that a stranger gave us, so that nobody relies on it, is only left alone (`is_relied_on` false).

    Each is told once for each trouble, not for each mail that meets it.
    """
    trouble, is_new = AddressTrouble.objects.get_or_create(
        address=address.lower(),
        defaults={"state": state, "reason": reason, "first_at": at, "last_at": at},
    )
    if not is_new:
        AddressTrouble.objects.filter(pk=trouble.pk).update(
            state=state, reason=reason, last_at=at, times=F("times") + 1
        )
    desks = _reliances(trouble.address, by, is_relied_on)
    known = set(Desk.objects.filter(trouble=trouble).values_list("user_id", flat=True))
    Desk.objects.bulk_create(
        [Desk(trouble=trouble, user=desk.user, why=desk.why, link=desk.link) for desk in desks],
        ignore_conflicts=True,
    )
    new = [desk.user for desk in desks if desk.user.pk not in known]
    link = reverse("notifications:not-arriving")
    tell(kind=NOT_ARRIVING, to=new, thing=trouble, link=link, by=None, at=at)
    return trouble


def _reliances(address: str, by: Any | None, is_relied_on: bool) -> list[Reliance]:
    found = [one for one in who_relies_on(address) if one.user.is_active]
    if by is not None and by.is_active and by.pk not in {one.user.pk for one in found}:
        found.append(Reliance(by, "You had the mail sent"))
    found = [one for one in found if (one.user.email or "").lower() != address]
    if found or not is_relied_on:
        return found
    return [Reliance(user, "Nobody else is named for it") for user in _who_see_failures()]


def _who_see_failures() -> list[Any]:
    roles = [role for role, facts in ROLES.items() if Permission.SEE_FAILURES in facts.permissions]
    held = get_user_model().objects.filter(memberships__role__in=roles, is_active=True)
    people = held.order_by("pk").distinct().prefetch_related("memberships")
    return [user for user in people if Permission.SEE_FAILURES in user.permissions]


@transaction.atomic
def clear_trouble(*, by: Any, trouble: AddressTrouble) -> None:
    """Say that mail to the address may be tried again: it was put right, or its owner says it works.

    Notices that waited go in one mail with the next run. Raises PermissionError for somebody who does not
    rely on the address.
    """
    if not trouble.desks.filter(user=by).exists():
        raise PermissionError("Only those who rely on an address may have it tried again.")
    trouble.delete()
