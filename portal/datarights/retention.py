"""What has run out, and letting it go. Each app declares how its things run out, in `personal_data`:

expire(Expires("notice", "notifications.Notice", lambda kept: Q(made_at__date__lt=kept), of_user="recipient"))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.audit.actions import record

from .models import AreaPeriod, Hold
from .rules import RULES, Rule, kept_from, rule_on
from .subjects import plain_rows


@dataclass(frozen=True)
class Held:
    """Whose things may not go now: keys of accounts and of young people with a hold in force."""

    users: frozenset[int]
    young_people: frozenset[int]


@dataclass(frozen=True)
class Expires:
    """How rows of `model` run out under a rule: those that match `ran_out(first day that is kept)`.

    `of_user` and `of_young_person` are lookups to whose they are: rows of people with a hold are skipped.
    `remove` takes the rows and the time, where letting them go takes more than deleting them. With
    `in_order`, nothing goes that comes after the first row of somebody with a hold.
    """

    rule: str
    model: str
    ran_out: Callable[[date], Q]
    of_user: tuple[str, ...] = ()
    of_young_person: tuple[str, ...] = ()
    remove: Callable[[QuerySet[Any], datetime], object] | None = None
    in_order: str = ""  # a field
    order: int = 50

    def due(self, kept: date) -> QuerySet[Any]:
        """The rows that have run out, held or not."""
        return plain_rows(apps.get_model(self.model)).filter(self.ran_out(kept)).order_by("pk")

    def held_back(self, held: Held) -> Q:
        """What matches rows of people with a hold."""
        found = Q(pk__in=[])
        for lookup in self.of_user:
            found |= Q(**{f"{lookup}__in": held.users})
        for lookup in self.of_young_person:
            found |= Q(**{f"{lookup}__in": held.young_people})
        return found


@dataclass(frozen=True)
class Outcome:
    """What one rule did, or would do: how many rows go, how many a hold keeps."""

    rule: Rule
    model: str
    kept_from: date
    goes: int
    on_hold: int


_EXPIRES: list[Expires] = []


def expire(expires: Expires) -> None:
    """Register `expires`. Raises ValueError for a rule that is not in rules.py."""
    if expires.rule not in {rule.key for rule in RULES}:
        raise ValueError(f"There is no rule {expires.rule}.")
    _EXPIRES.append(expires)


def all_expires() -> list[Expires]:
    """Everything declared, in the order in which it goes."""
    return sorted(_EXPIRES, key=lambda one: (one.order, one.rule, one.model))


def holds_in_force(day: date) -> Held:
    """Whose things may not go on `day`. A hold on a record covers its account, and the other way round."""
    users, young_people = set(), set()
    rows = Hold.objects.in_force(day).values_list(
        "user", "young_person", "user__young_person", "young_person__user"
    )
    for user, young_person, their_record, their_account in rows.order_by("pk"):
        users |= {user, their_account} - {None}
        young_people |= {young_person, their_record} - {None}
    return Held(frozenset(users), frozenset(young_people))


def apply(*, at: datetime, really: bool) -> list[Outcome]:
    """Work out what has run out by `at`, and with `really` let it go: each rule in its own transaction."""
    day = timezone.localtime(at).date()
    held, periods = holds_in_force(day), list(AreaPeriod.objects.order_by("starts"))
    return [_apply_one(expires, day, at, held, periods, really) for expires in all_expires()]


@transaction.atomic
def _apply_one(
    expires: Expires, day: date, at: datetime, held: Held, periods: Iterable[Any], really: bool
) -> Outcome:
    rule = rule_on(expires.rule, day, periods)
    kept = kept_from(rule, day)
    due = expires.due(kept)
    kept_back = due.filter(expires.held_back(held))
    going = due.exclude(pk__in=kept_back.order_by().values("pk"))
    if expires.in_order:
        first = kept_back.order_by(expires.in_order).values_list(expires.in_order, flat=True).first()
        going = going if first is None else going.filter(**{f"{expires.in_order}__lt": first})
    outcome = Outcome(rule, expires.model, kept, going.count(), kept_back.count())
    if really and outcome.goes:
        if expires.remove:
            expires.remove(going, at)
        else:
            going.order_by().delete()
        facts = {
            "rule": rule.key,
            "gone": outcome.goes,
            "on_hold": outcome.on_hold,
            "kept_from": kept.isoformat(),
        }
        _note(expires.model, facts, at)
    return outcome


def _note(model: str, facts: dict[str, Any], at: datetime) -> None:
    record(by=None, action="datarights.retention", thing=apps.get_model(model)(), facts=facts, at=at)
