"""Everything that changes who has an account, what roles they hold, and who is invited.

Keyword-only, the actor named `by` (None is the site itself), one transaction, and a row in the record of acts
that holds no address.
"""

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission, Role
from portal.audit.actions import record
from portal.pages.area import get_area

from . import admin_groups
from .invitation_rules import (
    FAMILY_ROLES,
    InvitationState,
    fits_organisation,
    hash_of,
    new_secret,
    roles_to_invite,
)
from .models import Invitation, Membership, Organisation, User
from .post import post_template


@transaction.atomic
def ensure_organisation(*, name: str, kind: str, by: Any = None) -> Organisation:
    """The organisation called `name`, made where it is not there yet."""
    organisation, made = Organisation.objects.get_or_create(name=name, defaults={"kind": kind})
    if made:
        record(by=by, action="accounts.organisation_added", thing=organisation)
    return organisation


class Refused(Exception):
    """Something that cannot be done now; the text says why, in words for the person who asked."""


NOT_THIS_ROLE = "You cannot invite somebody to this role."
NO_FIT = "This role and this organisation do not go together. Choose another organisation."
NOT_YOURSELF = "You cannot change your own roles. Please ask somebody else who may."
HAS_IT = "This person has that role already."


@transaction.atomic
def open_account(*, email: str, by: Any = None) -> User:
    """The account with that address; when there is none, one without a password and not yet confirmed."""
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, None)
        EmailAddress.objects.create(user=user, email=address, primary=True, verified=False)
        record(by=by, action="accounts.account_opened", thing=user)
    return user


@transaction.atomic
def confirm_address(*, user: User, by: Any = None) -> None:
    """Note that the address of `user` is theirs, as when staff saw it or the demo made it."""
    address, _ = EmailAddress.objects.get_or_create(
        user=user, email=(user.email or "").lower(), defaults={"primary": True, "verified": True}
    )
    if not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])
    record(by=by, action="accounts.address_confirmed", thing=user)


@transaction.atomic
def give_role(
    *,
    user: User,
    role: Role,
    organisation: Organisation | None,
    by: User | None,
    starts: datetime.date | None = None,
) -> Membership:
    """Let `user` hold `role` from `starts` (today).

    `by` must hold GIVE_ROLES; None is the site itself, or an invitation taken up. Raises PermissionDenied
    without that permission, Refused for oneself, for a role held already and for an organisation that does
    not fit. The admin's groups follow.
    """
    if by is not None:
        if not may(by, Permission.GIVE_ROLES):
            raise PermissionDenied(NOT_THIS_ROLE)
        if by.pk == user.pk:
            raise Refused(NOT_YOURSELF)
    if not fits_organisation(role, organisation.kind if organisation else None):
        raise Refused(NO_FIT)
    User.objects.select_for_update().get(pk=user.pk)  # two who give the same role at once take turns
    held = user.memberships.filter(role=role, organisation=organisation, ends=None)
    if held.exists():
        raise Refused(HAS_IT)
    membership = Membership.objects.create(
        user=user,
        role=role,
        organisation=organisation,
        given_by=by,
        starts=starts or timezone.localdate(),
    )
    record(by=by, action="accounts.role_given", thing=membership, facts={"role": role, "person": user.pk})
    follow_groups(user=user, on=timezone.localdate())
    return membership


@transaction.atomic
def end_role(*, membership: Membership, by: User, on: datetime.date | None = None) -> None:
    """End a role from `on` (today), the first day without it. Its group of the admin ends with it.

    `by` must hold GIVE_ROLES, or be somebody who may invite to that role. Raises PermissionDenied otherwise
    and Refused for one's own role, so that the last administrator cannot leave by mistake.
    """
    role = Role(membership.role)
    if not (may(by, Permission.GIVE_ROLES) or role in roles_to_invite(by.permissions)):
        raise PermissionDenied(NOT_THIS_ROLE)
    if membership.user_id == by.pk:
        raise Refused(NOT_YOURSELF)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ends is not None:
        return
    membership.ends = max(on or timezone.localdate(), membership.starts)
    membership.save(update_fields=["ends"])
    record(
        by=by,
        action="accounts.role_ended",
        thing=membership,
        facts={"role": role, "person": membership.user_id, "ends": membership.ends.isoformat()},
    )
    follow_groups(user=User.objects.get(pk=membership.user_id), on=timezone.localdate())


@transaction.atomic
def follow_groups(*, user: User, on: datetime.date) -> None:
    """Put `user` into the groups that their roles on `on` bring, and out of those that other roles bring."""
    user.__dict__.pop("roles", None)  # roles are read once for each request
    held = user.roles_on(on)
    names = admin_groups.names_by_role()
    wanted = {names[role] for role in held if role in names}
    now = set(user.groups.filter(name__in=names.values()).values_list("name", flat=True))
    for role, name in names.items():
        found = admin_groups.group_of(role)
        if found and name in wanted - now and role in held:
            user.groups.add(found.make())
    user.groups.remove(*user.groups.filter(name__in=now - wanted))


def follow_all_roles(*, on: datetime.date) -> int:
    """Let the admin's groups follow every role that begins or ends by date; return how many people."""
    roles = list(admin_groups.names_by_role())
    names = list(admin_groups.names_by_role().values())
    people = User.objects.filter(memberships__role__in=roles) | User.objects.filter(
        groups__name__in=names, memberships__isnull=False
    )
    count = 0
    for user in people.distinct().order_by("pk").prefetch_related("memberships"):
        follow_groups(user=user, on=on)
        count += 1
    return count


@transaction.atomic
def invite(
    *,
    email: str,
    role: Role,
    organisation: Organisation | None,
    by: User,
    at: datetime.datetime | None = None,
) -> Invitation:
    """Mail a link that gives `role` to whoever confirms that address; it works once, for INVITATION_DAYS.

    Only a hash of the link is kept. An open invitation to the same role is cancelled. Raises PermissionDenied
    when `by` may not invite to the role, and Refused for oneself or an organisation that does not fit.
    """
    at = at or timezone.now()
    address = email.strip().lower()
    if not by.is_active or role not in roles_to_invite(by.permissions):
        raise PermissionDenied(NOT_THIS_ROLE)
    if address == by.email:
        raise Refused(NOT_YOURSELF)
    if not fits_organisation(role, organisation.kind if organisation else None):
        raise Refused(NO_FIT)
    for earlier in Invitation.objects.open_at(at).filter(email=address, role=role, organisation=organisation):
        cancel_invitation(invitation=earlier, by=by, at=at)
    secret = new_secret()
    invitation = Invitation.objects.create(
        email=address,
        role=role,
        organisation=organisation,
        secret_hash=hash_of(secret),
        invited_by=by,
        made_at=at,
        expires_at=at + datetime.timedelta(days=settings.INVITATION_DAYS),
    )
    record(by=by, action="accounts.invited", thing=invitation, facts={"role": role}, at=at)
    _post_invitation(invitation, secret)
    return invitation


def _post_invitation(invitation: Invitation, secret: str) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("accounts:invitation", args=[secret])
    words = {
        "site_name": get_area().site_title,
        "site": settings.WAGTAILADMIN_BASE_URL,
        "link": link,
        "until": invitation.expires_at,
    }
    post_template(address=invitation.email, template="accounts/email/invitation", words=words)


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: User, at: datetime.datetime | None = None) -> None:
    """Make the link of an open invitation worthless at once. One that is not open stays as it is.

    Raises PermissionDenied when `by` may not invite to its role.
    """
    if Role(invitation.role) not in roles_to_invite(by.permissions):
        raise PermissionDenied(NOT_THIS_ROLE)
    at = at or timezone.now()
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.state_at(at) != InvitationState.OPEN:
        return
    invitation.cancelled_at = at
    invitation.save(update_fields=["cancelled_at"])
    record(by=by, action="accounts.invitation_cancelled", thing=invitation, at=at)


@transaction.atomic
def accept_invitation(*, secret: str, by: User, at: datetime.datetime | None = None) -> Membership:
    """Give `by` the role of the invitation with that secret.

    Only an account that has confirmed the invited address may. Raises Invitation.DoesNotExist for an unknown
    secret and for somebody else, Refused with the reason when it is used, cancelled or has run out.
    """
    at = at or timezone.now()
    invitation = Invitation.objects.select_for_update().get(secret_hash=hash_of(secret))
    if not holds_address(by, invitation.email):
        raise Invitation.DoesNotExist
    state = invitation.state_at(at)
    if state != InvitationState.OPEN:
        raise Refused(WHY_NOT[state])
    if not still_stands_by(invitation):
        raise Refused(WHY_NOT[InvitationState.CANCELLED])
    invitation.accepted_at, invitation.accepted_by = at, by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(by=by, action="accounts.invitation_accepted", thing=invitation, at=at)
    role, organisation = Role(invitation.role), invitation.organisation
    held = by.memberships.filter(role=role, organisation=organisation, ends=None).first()
    if held is not None:
        return held
    membership = give_role(user=by, role=role, organisation=organisation, by=None)
    membership.given_by = invitation.invited_by
    membership.save(update_fields=["given_by"])
    return membership


def still_stands_by(invitation: Invitation) -> bool:
    """Whether whoever invited to a role of work may do so today: nobody who has left lets others in.

    Families are not turned away because their co-ordinator has changed: their roles alone open nothing.
    """
    role, inviter = Role(invitation.role), invitation.invited_by
    if role in FAMILY_ROLES:
        return True
    return inviter is not None and inviter.is_active and role in roles_to_invite(inviter.permissions)


WHY_NOT = {
    InvitationState.ACCEPTED: "This invitation has been used. Sign in to go on.",
    InvitationState.CANCELLED: "This invitation was taken back. Ask the person who invited you.",
    InvitationState.RUN_OUT: "This invitation has run out. Ask the person who invited you for a new one.",
}


def holds_address(user: User, email: str) -> bool:
    """Whether `user` has confirmed that `email` is theirs."""
    return EmailAddress.objects.filter(user=user, email=email.lower(), verified=True).exists()


@transaction.atomic
def take_away_second_step(*, user: User, by: User) -> None:
    """Forget the second steps and passkeys of someone who has lost theirs, and sign them out everywhere.

    They set up a new one when they sign in next. `by` must hold GIVE_ROLES; raises PermissionDenied otherwise
    and Refused for oneself.
    """
    if not may(by, Permission.GIVE_ROLES):
        raise PermissionDenied(NOT_THIS_ROLE)
    if user.pk == by.pk:
        raise Refused(NOT_YOURSELF)
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    record(by=by, action="accounts.second_step_taken_away", thing=user)
