"""What the pages of accounts show."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from portal.access.roles import Permission, Role

from .actions import holds_address, still_stands_by
from .invitation_rules import FAMILY_ROLES, InvitationState, hash_of, roles_looked_after, roles_to_invite
from .models import Invitation, Membership, User

RECENT = datetime.timedelta(days=30)


@dataclass(frozen=True)
class FoundInvitation:
    """An invitation and where it stands now."""

    invitation: Invitation
    state: InvitationState

    def is_for(self, user: Any) -> bool:
        """Whether `user` has confirmed the invited address."""
        return bool(user.is_authenticated) and holds_address(user, self.invitation.email)


def invitation_with(secret: str) -> FoundInvitation:
    """The invitation with that secret; raises Http404 for one that we never sent."""
    try:
        found = Invitation.objects.select_related("organisation", "invited_by").get(
            secret_hash=hash_of(secret)
        )
    except Invitation.DoesNotExist:
        raise Http404("There is no such invitation.") from None
    state = found.state_at(timezone.now())
    if state == InvitationState.OPEN and not still_stands_by(found):
        state = InvitationState.CANCELLED
    return FoundInvitation(found, state)


def invitations_seen_by(user: User, *, now: datetime.datetime) -> QuerySet[Invitation]:
    """Invitations of the last month that `user` looks after: one's own; for administrators all of staff."""
    own = Q(role__in=roles_to_invite(user.permissions), invited_by=user)
    all_of_them = Q(role__in=roles_looked_after(user.permissions))
    return (
        Invitation.objects.filter(own | all_of_them, made_at__gt=now - RECENT)
        .select_related("organisation", "invited_by")
        .order_by("-made_at", "-pk")
    )


def memberships_seen_by(
    user: User, *, permissions: Collection[Permission], words: str, today: datetime.date
) -> QuerySet[Membership]:
    """Roles held today that `user` may end: those of staff, never a list of families."""
    if Permission.GIVE_ROLES not in permissions:
        return Membership.objects.none()
    held = (
        Membership.objects.filter(Q(ends=None) | Q(ends__gt=today))
        .exclude(role__in=FAMILY_ROLES)
        .select_related("user", "organisation")
        .order_by("user__email", "role", "pk")
    )
    if words:
        roles = [role for role in Role if words.casefold() in role.label.casefold()]
        held = held.filter(
            Q(user__email__icontains=words) | Q(organisation__name__icontains=words) | Q(role__in=roles)
        )
    return held
