"""Someone else tells us: what an adult saw, recorded in the adult's own name."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission
from portal.accounts.models import User
from portal.audit.actions import record
from portal.people.models import Sight, Telling, YoungPerson
from portal.people.refusals import NOT_YOU, Refused
from portal.people.rules import sights_of
from portal.people.topics import say_changed


@transaction.atomic
def add_telling(
    *,
    uuid: UUID,
    young_person: YoungPerson,
    happened_on: date,
    what_happened: str,
    what_i_did: str,
    what_we_think: str,
    by: User,
) -> Telling:
    """Keep what `by` saw of a young person. It stands beside the young person's own words, never among them.

    `uuid` is made by the form, so that sending twice keeps one; the same form with something else in it
    (after "Back", or about another young person) is a telling of its own. `by` must hold RECORD_TELLING and
    see what the young person shares. Raises Refused; nobody can write as the young person.
    """
    today = timezone.localdate()
    is_near = Sight.ABOUT_ME in sights_of(by, young_person, today)
    if not may(by, Permission.RECORD_TELLING) or not is_near or young_person.user_id == by.pk:
        raise Refused(NOT_YOU)
    told = (young_person.pk, by.pk, happened_on, what_happened, what_i_did, what_we_think)
    kept = Telling.objects.filter(uuid=uuid).first()
    if kept is not None and _told_in(kept) != told:
        uuid = uuid5(uuid, repr(told))
        kept = Telling.objects.filter(uuid=uuid).first()
    if kept is not None:
        return kept
    telling = Telling.objects.create(
        uuid=uuid,
        young_person=young_person,
        told_by=by,
        told_as=_told_as(young_person, by, today),
        happened_on=happened_on,
        what_happened=what_happened,
        what_i_did=what_i_did,
        what_we_think=what_we_think,
    )
    say_changed(young_person)
    record(by=by, action="people.told_by_someone_else", thing=telling, young_person=young_person)
    return telling


def _told_in(kept: Telling) -> tuple[Any, ...]:
    words = (kept.happened_on, kept.what_happened, kept.what_i_did, kept.what_we_think)
    return (kept.young_person_id, kept.told_by_id, *words)


LONGEST = 160  # as many letters as the row holds


def _told_as(young_person: YoungPerson, by: User, today: date) -> str:
    """Who they are in this circle, as it stood then: it must not change when they leave."""
    place = young_person.circle.open_on(today).filter(user=by).first()
    kind = place.get_kind_display() if place else "Someone near"
    return ", ".join(part for part in (by.get_full_name(), by.post or kind) if part)[:LONGEST]
