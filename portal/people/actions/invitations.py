"""Asking somebody into a circle by address. They answer for themselves; no page says who has an account."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission, Role
from portal.accounts.actions import holds_address, invite
from portal.accounts.models import User
from portal.audit.actions import record
from portal.notifications.actions import mail, tell
from portal.people import notices
from portal.people.asking import kinds_to_ask
from portal.people.gates import keeps_record
from portal.people.models import CircleInvitation, Connection, Sight, YoungPerson
from portal.people.models.asking import OWN_WAY_IN
from portal.people.refusals import NOT_YOU, NeedsRole, Refused
from portal.people.rules import EVERYTHING, ROLES_OF_KIND, sights_of
from portal.people.topics import say_changed

from .circle import hold_role

NO_LONGER_OPEN = "This invitation is no longer open. Ask the person who invited you."
NEEDS_ROLE = (
    "You cannot come in yet. You also need an invitation from the council. We have told the plan "
    "co-ordinator, who can send it. Then come back here and say yes."
)
HAS_STAFF_ROLE = "This is for the young person alone. Your account is for work."
HAS_OWN_ACCOUNT = "This young person has an account of their own already."


@transaction.atomic
def ask_in(
    *,
    young_person: YoungPerson,
    email: str,
    kind: str,
    by: User,
    sees: list[str],
    relation: str = "",
    kept_apart: bool = False,
    ends: date | None = None,
) -> CircleInvitation:
    """Ask whoever has this address into the circle; asked again while it waits, it stays one.

    Who may ask whom is in portal.people.rules; nobody can show more than they may see, save staff who keep
    the record. A neutral mail goes out. Raises Refused.
    """
    today = timezone.localdate()
    if kind not in kinds_to_ask(by, young_person, today):
        raise Refused(NOT_YOU)
    as_staff = keeps_record(by, young_person)
    allowed = _may_show(by, young_person, today)
    is_apart = kept_apart and as_staff and kind == Connection.Kind.PARENT
    address = email.strip().lower()
    invitation, is_new = CircleInvitation.objects.get_or_create(
        young_person=young_person,
        email=address,
        kind=kind,
        asked_by=by,
        outcome="",
        defaults={
            "relation": relation,
            "sees": [sight.value for sight in Sight if sight.value in sees and sight in allowed],
            "kept_apart": is_apart,
            "ends": ends,
        },
    )
    if is_new:
        _send(invitation, by)
        record(
            by=by,
            action="people.asked_in",
            thing=invitation,
            young_person=young_person,
            facts={"kind": kind, "sees": invitation.sees},
        )
    elif is_apart and not invitation.kept_apart:
        # Asked once more because that was forgotten: the one thing that must not be lost.
        invitation.kept_apart = True
        invitation.save(update_fields=["kept_apart"])
    return invitation


def _may_show(asker: User, young_person: YoungPerson, day: date) -> frozenset[Sight]:
    """What `asker` may let somebody else see on `day`."""
    return EVERYTHING if keeps_record(asker, young_person) else sights_of(asker, young_person, day)


def _send(invitation: CircleInvitation, by: User) -> None:
    """The mail: families whom staff bring in get a way to an account with it."""
    role = {Connection.Kind.PARENT: Role.PARENT_CARER, OWN_WAY_IN: Role.YOUNG_PERSON}.get(invitation.kind)
    if role and may(by, Permission.INVITE_FAMILIES):
        invite(email=invitation.email, role=role, organisation=None, by=by)
    else:
        link = "/circle/asked/"
        mail(kind=notices.ASKED_IN, address=invitation.email, link=link, thing=invitation, by=by)


@transaction.atomic
def answer_invitation(*, invitation: CircleInvitation, accepts: bool, by: User) -> Connection | None:
    """`by` says yes or no to an invitation to their own confirmed address. Yes gives a place.

    A parent's place waits for staff to confirm it; the others open at once. Raises
    CircleInvitation.DoesNotExist for somebody else's, Refused when it is no longer open, and NeedsRole for a
    role that is missing: say so with `tell_role_is_missing`.
    """
    invitation = CircleInvitation.objects.select_for_update().get(pk=invitation.pk)
    if not by.email or invitation.email != by.email.lower() or not holds_address(by, invitation.email):
        raise CircleInvitation.DoesNotExist
    if invitation.outcome:
        raise Refused(NO_LONGER_OPEN)
    if not accepts:
        _close(invitation, CircleInvitation.Outcome.DECLINED, by)
        return None
    asker, today = invitation.asked_by, timezone.localdate()
    if asker is None or invitation.kind not in kinds_to_ask(asker, invitation.young_person, today):
        raise Refused(NO_LONGER_OPEN)
    # What the asker may see may have become less since.
    allowed = _may_show(asker, invitation.young_person, today)
    invitation.sees = [sight.value for sight in Sight if sight.value in invitation.sees and sight in allowed]
    if invitation.kind == OWN_WAY_IN:
        _give_own_account(invitation, by)
    else:
        invitation.connection = _give_place(invitation, by)
    _close(invitation, CircleInvitation.Outcome.ACCEPTED, by)
    return invitation.connection


@transaction.atomic
def take_back(*, invitation: CircleInvitation, by: User) -> None:
    """Take back an invitation that nobody answered. Whoever asked may, and staff who keep the record.

    Raises Refused for anybody else.
    """
    invitation = CircleInvitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.asked_by_id != by.pk and not keeps_record(by, invitation.young_person):
        raise Refused(NOT_YOU)
    if not invitation.outcome:
        _close(invitation, CircleInvitation.Outcome.TAKEN_BACK, by)


def _close(invitation: CircleInvitation, outcome: CircleInvitation.Outcome, by: User) -> None:
    invitation.outcome, invitation.answered_at = outcome, timezone.now()
    invitation.save(update_fields=["outcome", "answered_at", "connection"])
    say_changed(invitation.young_person)
    record(
        by=by,
        action="people.invitation_answered",
        thing=invitation,
        young_person=invitation.young_person,
        facts={"outcome": outcome.value, "kind": invitation.kind},
    )


def _give_place(invitation: CircleInvitation, by: User) -> Connection:
    kind, young_person = Connection.Kind(invitation.kind), invitation.young_person
    needed = ROLES_OF_KIND[kind]
    if needed and not needed & by.roles:
        raise NeedsRole(NEEDS_ROLE)
    if young_person.user_id == by.pk:
        raise Refused(NOT_YOU)
    today = timezone.localdate()
    is_apart = _is_kept_apart(invitation)
    held = young_person.circle.not_ended_on(today).filter(user=by, kind=kind).first()
    if held is not None:
        if is_apart and not held.kept_apart:
            held.kept_apart = True
            held.save(update_fields=["kept_apart"])
            facts = {"kept_apart": 1}
            record(by=by, action="people.place_changed", thing=held, young_person=young_person, facts=facts)
        return held
    waits = kind == Connection.Kind.PARENT
    connection = Connection.objects.create(
        young_person=young_person,
        user=by,
        kind=kind,
        relation=invitation.relation,
        sees=invitation.sees,
        kept_apart=is_apart,
        ends=invitation.ends,
        added_by=invitation.asked_by,
        confirmed_by=None if waits else invitation.asked_by,
        confirmed_at=None if waits else timezone.now(),
    )
    if waits:
        _tell_keepers(notices.TO_CONFIRM, young_person, young_person, by)
    return connection


def _tell_keepers(
    kind: str, young_person: YoungPerson, thing: YoungPerson | CircleInvitation, by: User
) -> None:
    keepers = young_person.circle.open_on(timezone.localdate()).filter(kind=Connection.Kind.CO_ORDINATOR)
    to = [one.user for one in keepers.select_related("user")]
    tell(kind=kind, to=to, thing=thing, link=f"/records/{young_person.uuid}/", by=by)


@transaction.atomic
def tell_role_is_missing(*, invitation: CircleInvitation, by: User) -> None:
    """Tell those who keep the record, once, that `by` would come in and has not the role that it needs."""
    invitation = CircleInvitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.role_missed_at or invitation.outcome:
        return
    invitation.role_missed_at = timezone.now()
    invitation.save(update_fields=["role_missed_at"])
    young_person = invitation.young_person
    record(by=by, action="people.role_missed", thing=invitation, young_person=young_person)
    say_changed(young_person)
    _tell_keepers(notices.ROLE_MISSING, young_person, invitation, by)


def _is_kept_apart(invitation: CircleInvitation) -> bool:
    """Whether staff asked for this person to be kept apart, in this invitation or in one beside it."""
    beside = CircleInvitation.objects.waiting().filter(
        young_person=invitation.young_person, email=invitation.email, kind=invitation.kind, kept_apart=True
    )
    return invitation.kept_apart or beside.exists()


def _give_own_account(invitation: CircleInvitation, by: User) -> None:
    """Let the young person's own account be the one they signed in to; a card's account steps aside."""
    young_person = YoungPerson.objects.select_for_update().get(pk=invitation.young_person_id)
    if by.roles - {Role.YOUNG_PERSON} or young_person.circle.filter(user=by).exists():
        raise Refused(HAS_STAFF_ROLE)
    before = young_person.user
    if before is not None and before.email:
        raise Refused(HAS_OWN_ACCOUNT)
    if YoungPerson.objects.filter(user=by).exists():
        raise Refused(HAS_OWN_ACCOUNT)
    young_person.user = by
    young_person.save(update_fields=["user"])
    if before is not None:
        before.is_active = False
        before.save(update_fields=["is_active"])
    hold_role(user=by, role=Role.YOUNG_PERSON)
