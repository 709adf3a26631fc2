"""Who may do what: roles and what each brings. The only place that says so. Pure: no database, no request.

A role is a named set of permissions. What a person may see of one young person is not here: it comes from
their place in that young person's circle (portal.people) and from nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


class Permission(StrEnum):
    """One thing a person may do. Named for the act, never for the page."""

    ENTER_ADMIN = "enter-admin"
    EDIT_DIRECTORY = "edit-directory"
    EDIT_OWN_ENTRIES = "edit-own-entries"
    ANSWER_REMARKS = "answer-remarks"
    SEE_GAPS = "see-gaps"
    INVITE_FAMILIES = "invite-families"
    INVITE_STAFF = "invite-staff"
    GIVE_ROLES = "give-roles"
    KEEP_RECORDS = "keep-records"  # make a young person's record and confirm who is in the circle
    JOIN_CIRCLES = "join-circles"  # may be put into a circle as someone who works with the family
    MAKE_PICTURE_CARDS = "make-picture-cards"
    RECORD_TELLING = "record-telling"  # "someone else tells us": in one's own name, never the young person's
    READ_CONCERNS = "read-concerns"
    ANSWER_DATA_RIGHTS = "answer-data-rights"
    SEE_AUDIT = "see-audit"
    SEE_FAILURES = "see-failures"
    RUN_CONSULTATIONS = "run-consultations"
    SEE_AREA_FIGURES = "see-area-figures"


class Role(TextChoices):
    """What a person is here. One person may hold several."""

    YOUNG_PERSON = "young-person", "Young person"
    PARENT_CARER = "parent-carer", "Parent carer"
    SUPPORTER = "supporter", "Supporter"
    ADVOCATE = "advocate", "Advocate"
    ADVICE_SERVICE = "advice-service", "Advice service worker"
    CO_ORDINATOR = "co-ordinator", "Plan co-ordinator"
    FORUM_REP = "forum-rep", "Forum rep"
    PARTICIPATION_OFFICER = "participation-officer", "Participation officer"
    PROVIDER = "provider", "Service provider or school"
    EDITOR = "editor", "Local Offer editor"
    SENIOR_LEADER = "senior-leader", "Senior leader"
    SAFETY_LEAD = "safety-lead", "Safety lead"
    ADMINISTRATOR = "administrator", "Administrator"


@dataclass(frozen=True)
class RoleFacts:
    """What a role brings, and whether it must show a second factor before any private page."""

    permissions: frozenset[Permission]
    is_staff: bool


def _role(*permissions: Permission, is_staff: bool = False) -> RoleFacts:
    return RoleFacts(frozenset(permissions), is_staff)


P = Permission
ROLES: dict[Role, RoleFacts] = {
    Role.YOUNG_PERSON: _role(),
    Role.PARENT_CARER: _role(P.MAKE_PICTURE_CARDS),
    Role.SUPPORTER: _role(P.JOIN_CIRCLES, P.MAKE_PICTURE_CARDS, P.RECORD_TELLING, is_staff=True),
    Role.ADVOCATE: _role(P.JOIN_CIRCLES, P.RECORD_TELLING, is_staff=True),
    Role.ADVICE_SERVICE: _role(P.JOIN_CIRCLES, is_staff=True),
    Role.CO_ORDINATOR: _role(
        P.JOIN_CIRCLES,
        P.KEEP_RECORDS,
        P.INVITE_FAMILIES,
        P.MAKE_PICTURE_CARDS,
        P.RECORD_TELLING,
        is_staff=True,
    ),
    Role.FORUM_REP: _role(P.RUN_CONSULTATIONS),
    Role.PARTICIPATION_OFFICER: _role(P.RUN_CONSULTATIONS, P.SEE_AREA_FIGURES, P.SEE_GAPS, is_staff=True),
    Role.PROVIDER: _role(P.EDIT_OWN_ENTRIES),
    Role.EDITOR: _role(P.ENTER_ADMIN, P.EDIT_DIRECTORY, P.ANSWER_REMARKS, P.SEE_GAPS, is_staff=True),
    Role.SENIOR_LEADER: _role(P.SEE_AREA_FIGURES, P.SEE_GAPS, is_staff=True),
    Role.SAFETY_LEAD: _role(P.READ_CONCERNS, is_staff=True),
    Role.ADMINISTRATOR: _role(
        P.ENTER_ADMIN,
        P.INVITE_STAFF,
        P.GIVE_ROLES,
        P.ANSWER_DATA_RIGHTS,
        P.SEE_AUDIT,
        P.SEE_FAILURES,
        is_staff=True,
    ),
}
del P


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything that someone holding `roles` may do."""
    return frozenset().union(*(ROLES[role].permissions for role in roles))


def needs_second_factor(roles: Iterable[Role]) -> bool:
    """Whether someone holding `roles` must show a second factor before any private page."""
    return any(ROLES[role].is_staff for role in roles)
