"""Reading what changed, and who is still signed in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import connection
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from .models import Change

LOOK_BACK = 500


@dataclass(frozen=True, slots=True)
class State:
    """How far a thing has come: its version, and when it last changed (None: not in memory)."""

    version: int = 0
    changed: datetime | None = None


def states_of(groups: Collection[str]) -> dict[str, State]:
    """The state of each of `groups`. One query."""
    rows = (
        Change.objects.filter(group__in=groups)
        .order_by("group")
        .values_list("group")
        .annotate(Sum("weight"), Max("at"))
    )
    known = {group: State(version, changed) for group, version, changed in rows}
    return {group: known.get(group, State()) for group in groups}


def version_of(group: str) -> int:
    """The version of one thing; 0 for what never changed. Read it before what it is the version of."""
    return states_of([group])[group].version


def newest_change() -> int:
    """The id of the newest change; 0 when there is none."""
    return Change.objects.aggregate(newest=Max("id"))["newest"] or 0


def changes_after(last: int) -> list[tuple[int, str]]:
    """Id and group of the changes after id `last`, oldest first, with some before it that may come late.

    SQLite writes one transaction after the other; PostgreSQL may keep one with a lower id after one with a
    higher, so those who look must know which ids they have seen.
    """
    if connection.vendor != "sqlite":
        last -= LOOK_BACK
    return list(Change.objects.filter(id__gt=last).order_by("id").values_list("id", "group"))


def still_signed_in(sessions: Iterable[tuple[str, int]]) -> set[str]:
    """Which of these sessions (key, whose) still stand: not ended, not run out, the person's account on and
    the password the one they were opened with. Two queries, however many sessions."""
    wanted = dict(sessions)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    kept = store.get_model_class().objects.filter(pk__in=wanted, expire_date__gt=timezone.now())
    opened = {row.pk: row.get_decoded() for row in kept.order_by("pk")}
    people = get_user_model().objects.filter(is_active=True).in_bulk(set(wanted.values()))
    return {
        key
        for key, data in opened.items()
        if data.get(SESSION_KEY) == str(wanted[key])
        and (person := people.get(wanted[key]))
        and constant_time_compare(data.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    }
