"""Who may invite whom, and how long a link lives. Pure: no database, no request; the time is passed in."""

import datetime
import hashlib
import secrets
from collections.abc import Collection
from enum import StrEnum

from portal.access.roles import Permission, Role

FAMILY_ROLES = frozenset({Role.YOUNG_PERSON, Role.PARENT_CARER})
# Whom co-ordinators bring in beside families: these roles alone open no record, a place in a circle does.
NEAR_FAMILIES = frozenset({Role.SUPPORTER, Role.ADVOCATE})
SECRET_BYTES = 32  # 256 bits: nobody guesses one (OWASP ASVS 2.6.2 asks for 112)

# The kinds of organisation that each role works for (product.md, "The people"). Families need none.
COUNCIL, NHS, SCHOOL, FORUM, PROVIDER, ADVICE = "council", "nhs", "school", "forum", "provider", "advice"
WORKS_FOR: dict[Role, frozenset[str]] = {
    Role.SUPPORTER: frozenset({COUNCIL, NHS, SCHOOL, PROVIDER}),
    Role.ADVOCATE: frozenset({COUNCIL, PROVIDER, ADVICE}),
    Role.ADVICE_SERVICE: frozenset({ADVICE}),
    Role.CO_ORDINATOR: frozenset({COUNCIL, NHS}),
    Role.FORUM_REP: frozenset({FORUM}),
    Role.PARTICIPATION_OFFICER: frozenset({COUNCIL, NHS}),
    Role.PROVIDER: frozenset({PROVIDER, SCHOOL, NHS, COUNCIL, FORUM, ADVICE}),
    Role.EDITOR: frozenset({COUNCIL}),
    Role.SENIOR_LEADER: frozenset({COUNCIL, NHS}),
    Role.SAFETY_LEAD: frozenset({COUNCIL, NHS}),
    Role.ADMINISTRATOR: frozenset({COUNCIL}),
}


class InvitationState(StrEnum):
    """Where an invitation stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"
    RUN_OUT = "run out"


def roles_to_invite(permissions: Collection[Permission]) -> frozenset[Role]:
    """The roles that someone with `permissions` may invite people to."""
    roles: frozenset[Role] = frozenset()
    if Permission.INVITE_FAMILIES in permissions:
        roles |= FAMILY_ROLES | NEAR_FAMILIES
    return roles | roles_looked_after(permissions)


def roles_looked_after(permissions: Collection[Permission]) -> frozenset[Role]:
    """The roles whose invitations someone with `permissions` sees, whoever sent them: no families'."""
    return frozenset(Role) - FAMILY_ROLES if Permission.INVITE_STAFF in permissions else frozenset()


def fits_organisation(role: Role, kind: str | None) -> bool:
    """Whether somebody with `role` may belong to an organisation of `kind`; None is no organisation."""
    kinds = WORKS_FOR.get(role)
    return kind is None if kinds is None else kind in kinds


def new_secret() -> str:
    """A fresh secret for a link."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a secret: SHA-256, as 64 hex digits. A random secret needs no salt."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def state_of(
    *,
    accepted_at: datetime.datetime | None,
    cancelled_at: datetime.datetime | None,
    expires_at: datetime.datetime,
    now: datetime.datetime,
) -> InvitationState:
    """Where an invitation with these times stands at `now`."""
    if accepted_at:
        return InvitationState.ACCEPTED
    if cancelled_at:
        return InvitationState.CANCELLED
    return InvitationState.OPEN if now < expires_at else InvitationState.RUN_OUT
