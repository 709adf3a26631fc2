"""What people are told about a circle. The lines are neutral: no name, no words, nothing of a plan."""

from typing import Any

from portal.access.gates import may
from portal.access.roles import Permission
from portal.notifications.kinds import NoticeKind, register
from portal.people.gates import is_near, keeps_record
from portal.people.models import CircleInvitation, Connection, YoungPerson

ASKED_IN = "people.asked-in"
TO_CONFIRM = "people.to-confirm"
ROLE_MISSING = "people.role-missing"
PLACE_OPEN = "people.place-open"
RIGHTS_AHEAD = "people.rights-ahead"
RIGHTS_PASS = "people.rights-pass"  # noqa: S105  (a kind of notice)
CHOICE_MADE = "people.choice-made"


def _record(thing_id: str) -> YoungPerson | None:
    return YoungPerson.objects.filter(pk=thing_id).first()


def may_hear_as_near(user: Any, thing_id: str) -> bool:
    """Whether `user` is near that young person today."""
    young_person = _record(thing_id)
    return young_person is not None and is_near(user, young_person)


def may_hear_as_keeper(user: Any, thing_id: str) -> bool:
    """Whether `user` keeps that record today."""
    young_person = _record(thing_id)
    return young_person is not None and keeps_record(user, young_person)


def may_hear_of_role(user: Any, thing_id: str) -> bool:
    """Whether `user` keeps the record that an invitation, which still waits, is to."""
    waiting = CircleInvitation.objects.waiting().select_related("young_person").filter(pk=thing_id).first()
    return waiting is not None and keeps_record(user, waiting.young_person)


def keeps_records(user: Any) -> bool:
    """Whether `user` may be asked to confirm who somebody is."""
    return may(user, Permission.KEEP_RECORDS)


def is_near_somebody(user: Any) -> bool:
    """Whether `user` is a young person, or near one today."""
    return YoungPerson.objects.visible_to(user).exists()


def may_hear_of_rights(user: Any, thing_id: str) -> bool:
    """Whether `user` is concerned by the day rights pass: near, or a parent whose sight stopped by it."""
    if may_hear_as_near(user, thing_id):
        return True
    parents = Connection.objects.filter(kind=Connection.Kind.PARENT, confirmed_at__isnull=False, ends=None)
    return parents.filter(user=user, young_person__pk=thing_id, user__is_active=True).exists()


def still_asked(thing_id: str, address: str) -> bool:
    """Whether that invitation still waits for that address."""
    return CircleInvitation.objects.waiting().filter(pk=thing_id, email=address).exists()


def _nobody(_user: Any, _thing_id: str) -> bool:
    return False


# Each: its key, its title, its line, who may hear of one thing, and for whom it is among the choices.
OF_A_RECORD = (
    (
        TO_CONFIRM,
        "A place waits for you to confirm it",
        "Somebody waits for you to confirm who they are.",
        may_hear_as_keeper,
        keeps_records,
    ),
    (
        ROLE_MISSING,
        "Somebody who is asked in needs an invitation from you",
        "Somebody would come into a circle and needs an invitation to this site first.",
        may_hear_of_role,
        keeps_records,
    ),
    (
        PLACE_OPEN,
        "Your place in a circle is open",
        "Your place in a young person's circle is open.",
        may_hear_as_near,
        is_near_somebody,
    ),
    (
        RIGHTS_AHEAD,
        "A young person will decide for themselves",
        "A day is coming when a young person decides for themselves. Read what that means.",
        may_hear_of_rights,
        is_near_somebody,
    ),
    (
        RIGHTS_PASS,
        "A young person decides for themselves now",
        "From tomorrow a young person decides for themselves. Read what that means.",
        may_hear_of_rights,
        is_near_somebody,
    ),
    (
        CHOICE_MADE,
        "What parents may see has changed",
        "Somebody has changed what parents may see.",
        may_hear_as_near,
        is_near_somebody,
    ),
)


def register_kinds() -> None:
    """Make our kinds known; called once when the site starts."""
    register(
        NoticeKind(
            key=ASKED_IN,
            title="Somebody asks you into a circle",
            line="Somebody asks you to come into a young person's circle. Sign in to read who and to answer.",
            may_get=_nobody,
            to_addresses=True,
            may_mail=still_asked,
        )
    )
    for key, title, line, may_get, is_for in OF_A_RECORD:
        register(
            NoticeKind(
                key=key,
                title=title,
                line=line,
                may_get=may_get,
                is_for=is_for,
                goes_at_once=key == RIGHTS_PASS,
            )
        )
