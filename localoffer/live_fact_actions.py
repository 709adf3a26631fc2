"""Telling families what is true just now. Keyword-only, the actor named, one transaction; no request here.

Every telling is a new row. Open pages hear of it once the transaction is kept.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from .actions import announce
from .finding.index import reindex
from .followed import tell_of_entry
from .live_fact_queries import live_facts_of
from .live_facts import now
from .models import LiveFact, Service
from .models.live_fact import LONGEST_MESSAGE, MOST_PLACES, MOST_WEEKS

if TYPE_CHECKING:
    from portal.accounts.models import User

Kind = LiveFact.Kind


@transaction.atomic
def tell_places(
    *, service: Service, number: int | None, by: "User | None", role: str, at: datetime
) -> LiveFact:
    """Say how many places are left; None when that is not to be shown any more.

    Raises ValueError for a number that cannot be.
    """
    _check(number, MOST_PLACES)
    return _tell(service, Kind.PLACES, by, role, at, number=number)


@transaction.atomic
def change_places(*, service: Service, step: int, by: "User | None", role: str, at: datetime) -> LiveFact:
    """One place more or fewer than was said last, never fewer than none: two presses at once both count."""
    _hold(service)
    told = now(live_facts_of([service.pk]).get(service.pk, {}), Kind.PLACES, _day(at))
    number = min(max((told.number or 0 if told else 0) + step, 0), MOST_PLACES)
    return _tell(service, Kind.PLACES, by, role, at, number=number)


@transaction.atomic
def tell_wait(*, service: Service, weeks: int | None, by: "User | None", role: str, at: datetime) -> LiveFact:
    """Say how long the wait is just now, in weeks; None to show the entry's own words again.

    Raises ValueError for a number that cannot be.
    """
    _check(weeks, MOST_WEEKS)
    return _tell(service, Kind.WAIT, by, role, at, number=weeks)


@transaction.atomic
def tell_closed(
    *, service: Service, until: date | None, by: "User | None", role: str, at: datetime
) -> LiveFact:
    """Say that it is closed until the end of `until`; None when it is open after all.

    Raises ValueError for a day that has passed.
    """
    if until is not None and until < _day(at):
        raise ValueError("That day has passed.")
    return _tell(service, Kind.CLOSED, by, role, at, until=until)


@transaction.atomic
def tell_message(
    *, service: Service, words: str, by: "User | None", role: str, at: datetime, until: date | None = None
) -> LiveFact:
    """Put one line of words on the entry, until the end of `until` if that is given; "" takes it away.

    Raises ValueError for words that are too long or a day that has passed.
    """
    line = " ".join(words.split())
    if len(line) > LONGEST_MESSAGE:
        raise ValueError(f"Use {LONGEST_MESSAGE} letters or fewer.")
    if until is not None and until < _day(at):
        raise ValueError("That day has passed.")
    return _tell(service, Kind.MESSAGE, by, role, at, words=line, until=until if line else None)


def _tell(
    service: Service, kind: LiveFact.Kind, by: "User | None", role: str, at: datetime, **what: object
) -> LiveFact:
    told = LiveFact.objects.create(service=service, kind=kind, by=by, by_role=role, at=at, **what)
    reindex([service.pk])
    announce(service)
    tell_of_entry(service=service, by=by)
    return told


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _hold(service: Service) -> None:
    """Keep the entry's row until the transaction ends, so that changes follow one another."""
    Service.objects.select_for_update(of=("self",)).only("pk").get(pk=service.pk)


def _check(number: int | None, most: int) -> None:
    if number is not None and not 0 <= number <= most:
        raise ValueError(f"Use a number from 0 to {most}.")
