"""Answering for what is held about people: copies, erasing, holds, requests, and how long things are kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission
from portal.accounts.models import User
from portal.audit.actions import record, record_look

from .copying import zipped
from .models import AreaPeriod, DataRequest, Hold
from .registry import Erase, Held, all_held
from .rules import RULES, answer_due
from .subjects import Subject


class Refused(ValueError):
    """Something that may not be done, with a sentence that says why."""


class OnHold(Refused):
    """Nothing about this person may go now."""


@dataclass(frozen=True)
class Done:
    """What became of one kind of thing."""

    title: str
    count: int
    how: Erase
    why: str


def _answers(by: User) -> None:
    if not may(by, Permission.ANSWER_DATA_RIGHTS):
        raise PermissionDenied("Only those who answer for data may do this.")


def _thing(subject: Subject, by: User | None) -> Any:
    """What the record of acts names: the account or the record; for an address, whoever acts, never it."""
    return subject.user or subject.young_person or by


@transaction.atomic
def copy_everything(*, subject: Subject, by: User, at: datetime) -> bytes:
    """A zip of everything held about `subject`. For one's own account, or by those who answer for data.

    Raises PermissionDenied for anybody else. The copy is recorded.
    """
    if subject.user is None or subject.user.pk != by.pk:
        _answers(by)
    made = zipped(subject, at)
    record(
        by=by,
        action="datarights.copied",
        thing=_thing(subject, by),
        young_person=subject.young_person,
        facts={"bytes": len(made)},
        at=at,
    )
    if subject.young_person is not None:
        # Whoever makes a copy can read it: the young person finds that under "who looked".
        record_look(by=by, thing=subject.young_person, young_person=subject.young_person, part="copy", at=at)
    return made


def holds_on(subject: Subject, day: date) -> list[Hold]:
    """The holds in force on `subject`, and on the other half of the same person."""
    found = Hold.objects.in_force(day).order_by("pk")
    if subject.young_person is not None:
        return list(
            found.filter(young_person=subject.young_person)
            | found.filter(user=subject.young_person.user_id or 0)
        )
    if subject.user is not None:
        return list(found.filter(user=subject.user) | found.filter(young_person__user=subject.user))
    return list(found.filter(user__email__iexact=subject.email))


@transaction.atomic
def erase_everything(*, subject: Subject, by: User | None, at: datetime, because: str) -> list[Done]:
    """Delete or make nameless everything about `subject`; what must be kept stays, and is told with why.

    `because` is a fixed word: "asked" or "retention". `by` is None for the site itself, when a length of
    keeping has run out. Raises OnHold where a hold is in force, PermissionDenied for those who do not answer
    for data, Refused for one's own account here: nobody who answers for data erases themselves.
    """
    if by is not None:
        _answers(by)
        if subject.user is not None and subject.user.pk == by.pk:
            raise Refused("Ask somebody else who answers for data to do this for you.")
    if holds_on(subject, timezone.localtime(at).date()):
        raise OnHold("There is a hold on this person. Nothing goes until it is lifted.")
    done = [_erase(held, subject) for held in all_held()]
    facts: dict[str, Any] = {"because": because}
    facts |= {how.name.lower(): sum(one.count for one in done if one.how == how) for how in Erase}
    thing = _thing(subject, by)
    if thing is not None:
        record(
            by=by,
            action="datarights.erased",
            thing=thing,
            young_person=subject.young_person,
            facts=facts,
            at=at,
        )
    return [one for one in done if one.count]


def _erase(held: Held, subject: Subject) -> Done:
    rows = held.rows(subject)
    count = rows.count()
    becomes = held.becomes(subject)
    if count and becomes != Erase.KEEP and held.remove:
        held.remove(rows)
    if count and becomes == Erase.DELETE:
        rows.order_by().delete()
    if count and becomes == Erase.CLEAR:
        rows.order_by().update(**held.clears)
    return Done(held.title, count, becomes, held.why)


@transaction.atomic
def set_hold(
    *, subject: Subject, reason: str, words: str, until: date | None, by: User, at: datetime
) -> Hold:
    """Stop anything about `subject` from going. Raises Refused for a bare address and for a day gone by."""
    _answers(by)
    if subject.email:
        raise Refused("A hold needs an account or a young person's record.")
    if until and until < timezone.localtime(at).date():
        raise Refused("Choose a last day that is today or later.")
    hold = Hold.objects.create(
        user=subject.user,
        young_person=subject.young_person,
        reason=Hold.Reason(reason),
        words=words,
        until=until,
        set_by=by,
        set_at=at,
    )
    facts = {"reason": reason, "until": until.isoformat() if until else ""}
    record(
        by=by, action="datarights.hold_set", thing=hold, young_person=subject.young_person, facts=facts, at=at
    )
    return hold


@transaction.atomic
def lift_hold(*, hold: Hold, by: User, at: datetime) -> None:
    """End `hold`. Raises Refused for one that was lifted already."""
    _answers(by)
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is not None:
        raise Refused("This hold was lifted already.")
    hold.lifted_by, hold.lifted_at = by, at
    hold.save(update_fields=["lifted_by", "lifted_at"])
    record(by=by, action="datarights.hold_lifted", thing=hold, young_person=hold.young_person, at=at)


@transaction.atomic
def ask(*, by: User, kind: str, words: str, at: datetime) -> DataRequest:
    """Ask for a copy, a correction or to be forgotten. The same one asked twice is one request."""
    kind = DataRequest.Kind(kind)
    asked = DataRequest.objects.filter(user=by, kind=kind, outcome="").first()
    if asked is not None:
        return asked
    due = answer_due(timezone.localtime(at).date())
    asked = DataRequest.objects.create(user=by, kind=kind, words=words, asked_at=at, due=due)
    record(by=by, action="datarights.asked", thing=asked, facts={"kind": kind.value}, at=at)
    return asked


@transaction.atomic
def answer(*, asked: DataRequest, outcome: str, by: User, at: datetime) -> None:
    """Note that a request was answered. Raises Refused when it was before, and for one's own."""
    _answers(by)
    asked = DataRequest.objects.select_for_update().get(pk=asked.pk)
    if asked.outcome:
        raise Refused("This was answered already.")
    if asked.user_id == by.pk:
        raise Refused("Somebody else who answers for data must answer yours.")
    asked.outcome, asked.answered_by, asked.answered_at = DataRequest.Outcome(outcome), by, at
    asked.save(update_fields=["outcome", "answered_by", "answered_at"])
    record(by=by, action="datarights.answered", thing=asked, facts={"outcome": outcome}, at=at)


@transaction.atomic
def set_period(*, rule: str, months: int, source: str, starts: date, by: User, at: datetime) -> AreaPeriod:
    """Set how long this area keeps one kind of thing from `starts` on; never from a day gone by.

    Raises Refused for an unknown rule, a day gone by and a day that has one already.
    """
    _answers(by)
    if rule not in {one.key for one in RULES}:
        raise Refused("Choose what it is about.")
    if starts < timezone.localtime(at).date():
        raise Refused("Choose a day that is today or later: what was done before stays as it was.")
    if AreaPeriod.objects.filter(rule=rule, starts=starts).exists():
        raise Refused("There is a length from that day already. Choose a later day.")
    made = AreaPeriod.objects.create(
        rule=rule, months=months, source=source, starts=starts, set_by=by, set_at=at
    )
    facts = {"rule": rule, "months": months, "starts": starts.isoformat()}
    record(by=by, action="datarights.period_set", thing=made, facts=facts, at=at)
    return made
