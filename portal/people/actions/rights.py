"""Rights at sixteen: the young person's own choices, capacity decisions, and telling everyone ahead."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.audit.actions import record
from portal.notifications.actions import tell
from portal.people import notices
from portal.people.gates import keeps_record
from portal.people.models import Agreement, Connection, RightsTold, Sight, YoungPerson
from portal.people.refusals import NOT_YOU, Refused
from portal.people.rights import (
    STAGES,
    Stage,
    has_own_rights,
    newest_birth_with_rights,
    rights_pass_on,
    stage_due,
)
from portal.people.rules import is_open, sights_agreed
from portal.people.topics import say_changed

# A capacity decision is for one purpose and one time (Mental Capacity Act 2005 ss.2-3): we ask each year.
LONGEST_DECISION = timedelta(days=366)
AHEAD = timedelta(days=366)  # choices can be made from a year before the day
SAY_WHY = "Say why, and who decided this with you."
WHICH_END = "Choose an end date after today and at most a year from now."
NOT_YET = "This can be decided from a year before the day rights pass."


def may_choose_on(born: date, day: date) -> bool:
    """Whether what parents may see can be chosen on `day`: from a year before rights pass."""
    return day >= rights_pass_on(born) - AHEAD


@transaction.atomic
def choose_sight(
    *, young_person: YoungPerson, connection: Connection, sight: Sight, may_see: bool, by: User
) -> Agreement | None:
    """Keep what the young person says about one thing one parent may see, from the day rights pass.

    A new row each time; None when nothing changes. Only the young person may. Raises Refused.
    """
    today = timezone.localdate()
    if young_person.user_id != by.pk:
        raise Refused(NOT_YOU)
    if not _is_parent_here(connection, young_person, today):
        raise Refused(NOT_YOU)
    if not may_choose_on(young_person.date_of_birth, today):
        raise Refused(NOT_YET)
    rows = connection.agreements.filter(basis=Agreement.Basis.AGREED, sight=sight)
    last = rows.order_by("made_at", "pk").last()
    if last is not None and last.may_see == may_see:
        return None
    agreement = Agreement.objects.create(
        connection=connection, basis=Agreement.Basis.AGREED, sight=sight, may_see=may_see, decided_by=by
    )
    _note(agreement, young_person, by)
    return agreement


@transaction.atomic
def decide_capacity(
    *,
    connection: Connection,
    sight: Sight,
    may_see: bool,
    reason: str,
    until: date | None,
    by: User,
) -> Agreement:
    """Record a capacity decision: for this purpose the young person cannot decide, so this parent may see it.

    By named staff who keep the record and are no parent here, with a reason, until a day at most a year on.
    Taking it back is a row with `may_see` false. Raises Refused.
    """
    young_person, today = connection.young_person, timezone.localdate()
    is_parent = young_person.circle.filter(user=by, kind=Connection.Kind.PARENT).exists()
    if not keeps_record(by, young_person) or is_parent:
        raise Refused(NOT_YOU)
    if not _is_parent_here(connection, young_person, today):
        raise Refused(NOT_YOU)
    if not may_choose_on(young_person.date_of_birth, today):
        raise Refused(NOT_YET)
    if not reason.strip():
        raise Refused(SAY_WHY)
    if may_see and (until is None or not today < until <= today + LONGEST_DECISION):
        raise Refused(WHICH_END)
    agreement = Agreement.objects.create(
        connection=connection,
        basis=Agreement.Basis.CAPACITY,
        sight=sight,
        may_see=may_see,
        reason=reason,
        until=until if may_see else None,
        decided_by=by,
    )
    _note(agreement, young_person, by)
    return agreement


def _is_parent_here(connection: Connection, young_person: YoungPerson, day: date) -> bool:
    is_theirs = connection.young_person_id == young_person.pk
    return is_theirs and connection.kind == Connection.Kind.PARENT and is_open(connection, day)


def _note(agreement: Agreement, young_person: YoungPerson, by: User) -> None:
    """Tell those concerned: the young person, and the co-ordinator who must know when a no stands beside a
    capacity decision. The parent is not told: a no is nobody's business until they look."""
    say_changed(young_person)
    keepers = young_person.circle.open_on(timezone.localdate()).filter(kind=Connection.Kind.CO_ORDINATOR)
    to = [one.user for one in keepers.select_related("user")]
    tell(
        kind=notices.CHOICE_MADE,
        to=to,
        thing=young_person,
        link=f"/circle/{young_person.uuid}/rights/",
        by=by,
    )
    if young_person.user is not None:
        link = "/my-space/what-my-parents-may-see/"
        tell(kind=notices.CHOICE_MADE, to=[young_person.user], thing=young_person, link=link, by=by)
    facts = {
        "basis": agreement.basis,
        "sight": agreement.sight,
        "may_see": int(agreement.may_see),
        "until": agreement.until.isoformat() if agreement.until else "",
    }
    record(by=by, action="people.parents_sight_set", thing=agreement, young_person=young_person, facts=facts)


def tell_of_rights(*, today: date) -> int:
    """Tell everyone concerned what is due by `today`, and record the places that stopped; return how many.

    Run daily; run twice, or after days without a worker, nobody hears the same stage twice and the newest
    stage that has come is told. Access itself goes by the date and never waits for this.
    """
    told = 0
    near = newest_birth_with_rights(today + AHEAD)
    if near is None:
        return 0
    concerned = YoungPerson.objects.filter(date_of_birth__lte=near).order_by("pk")
    not_done = concerned.exclude(rights_told__stage=STAGES[-1].key, circle__stopped_at_sixteen=True)
    for young_person in not_done.select_related("user").prefetch_related("circle__user", "rights_told"):
        told += _tell_of_one(young_person, today)
    return told


@transaction.atomic
def _tell_of_one(young_person: YoungPerson, today: date) -> int:
    passes_on = rights_pass_on(young_person.date_of_birth)
    done = {(row.user_id, row.stage) for row in young_person.rights_told.all() if row.passes_on == passes_on}
    told = 0
    for user, since, link in _concerned(young_person, today):
        stage = stage_due(passes_on, today, near_since=since)
        if stage is not None and (user.pk, stage.key) not in done:
            done.add((user.pk, stage.key))
            told += _tell_one(young_person, user, stage, passes_on, link)
    if has_own_rights(young_person.date_of_birth, today):
        _record_stopped(young_person, today)
    return told


def _concerned(young_person: YoungPerson, today: date) -> list[tuple[Any, date, str]]:
    """The young person, their parents and the co-ordinators: each with since when, and where to read more."""
    people: list[tuple[Any, date, str]] = []
    if young_person.user is not None:
        since = timezone.localtime(young_person.made_at).date()
        people.append((young_person.user, since, "/my-space/what-my-parents-may-see/"))
    links = {
        Connection.Kind.PARENT: "/my-family/",
        Connection.Kind.CO_ORDINATOR: f"/circle/{young_person.uuid}/rights/",
    }
    for place in young_person.circle.all():
        if place.kind in links and is_open(place, today):
            people.append((place.user, place.starts, links[Connection.Kind(place.kind)]))
    return people


def _tell_one(young_person: YoungPerson, user: Any, stage: Stage, passes_on: date, link: str) -> int:
    _row, is_new = RightsTold.objects.get_or_create(
        young_person=young_person, user=user, stage=stage.key, passes_on=passes_on
    )
    if not is_new:
        return 0
    kind = notices.RIGHTS_AHEAD if stage.months_before else notices.RIGHTS_PASS
    tell(kind=kind, to=[user], thing=young_person, link=link, by=None)
    facts = {"stage": stage.key, "passes_on": passes_on.isoformat(), "person": user.pk}
    record(by=None, action="people.rights_told", thing=young_person, young_person=young_person, facts=facts)
    return 1


def _record_stopped(young_person: YoungPerson, today: date) -> None:
    for place in young_person.circle.all():
        if place.kind != Connection.Kind.PARENT or place.stopped_at_sixteen or not is_open(place, today):
            continue
        Connection.objects.filter(pk=place.pk).update(stopped_at_sixteen=True)
        kept = sorted(sights_agreed(place.agreements.all(), today))
        facts = {"still_sees": kept}
        record(by=None, action="people.rights_passed", thing=place, young_person=young_person, facts=facts)
        say_changed(young_person)
