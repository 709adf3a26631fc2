"""What people were told, what they follow, and which mail does not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from .followable import Followed, resolve_all
from .kinds import kind_called
from .models import AddressTrouble, Desk, Follow, Follower, Notice, State

REASONS = {
    State.BOUNCED: "Mail comes back from this address.",
    State.REFUSED: "The mail server refuses this address.",
    State.COMPLAINED: "Somebody marked our mail to this address as junk.",
}


@dataclass(frozen=True)
class Told:
    """One notice as its reader sees it."""

    notice: Notice
    line: str


def is_own_inbox(user: Any, identity: str) -> bool:
    """Whether `identity` is the inbox of `user`."""
    return bool(user.is_authenticated) and str(user.pk) == identity


def inbox(user: Any, language: str, easy_read: bool, first: int, last: int) -> list[Told]:
    """The notices numbered `first` to `last` of `user`, unread ones first, each newest first, without those
    that they may not be told about any more. One query, and one or more of each kind's own."""
    mine = Notice.objects.filter(recipient=user).annotate(is_read=Q(read_at__isnull=False))
    rows = list(mine.order_by("is_read", "-made_at", "-pk")[first:last])
    shown = []
    allowed: dict[str, set[str]] = {}
    for key in {row.kind for row in rows}:
        try:
            allowed[key] = kind_called(key).allowed(user, [row.thing_id for row in rows if row.kind == key])
        except LookupError:
            continue
    for row in rows:
        if row.thing_id in allowed.get(row.kind, ()):
            shown.append(Told(row, kind_called(row.kind).line_in(language, easy_read=easy_read)))
    return shown


def unread_count(user: Any) -> int:
    """How many notices wait for `user`. One query."""
    return Notice.objects.unread().filter(recipient=user).count()


@dataclass(frozen=True)
class Following:
    """One thing that somebody follows, as it is now, and when it last changed."""

    follow: Follow
    thing: Followed | None
    changed_at: datetime | None
    is_new: bool


def following(follower: Follower, seen_at: datetime | None = None) -> list[Following]:
    """What a follower follows or has just stopped following, newest wish first. Two queries and one for each
    kind of thing. `seen_at` is when they last looked: what changed since is new."""
    follows = list(
        Follow.objects.filter(follower=follower, confirmed_at__isnull=False).order_by("-confirmed_at", "pk")
    )
    things = resolve_all((one.kind, one.thing_id) for one in follows)
    told = Notice.objects.filter(follower=follower).values_list("thing", "thing_id")
    changed = {(kind, key): at for kind, key, at in told.annotate(at=Max("made_at")).order_by("thing")}
    shown = []
    for one in follows:
        at = changed.get((one.kind, one.thing_id))
        is_new = bool(at and seen_at and at > seen_at)
        shown.append(Following(one, things.get((one.kind, one.thing_id)), at, is_new))
    return shown


def waiting_wishes(follower: Follower) -> list[tuple[Follow, Followed]]:
    """What an address was asked about and has not answered, with each thing that is public now."""
    wishes = Follow.objects.filter(follower=follower, confirmed_at__isnull=True).order_by("asked_at", "pk")
    rows = list(wishes)
    things = resolve_all((one.kind, one.thing_id) for one in rows)
    return [(one, things[one.kind, one.thing_id]) for one in rows if (one.kind, one.thing_id) in things]


@dataclass(frozen=True)
class TroubleSeen:
    """One address that mail does not reach, as somebody who relies on it sees it."""

    trouble: AddressTrouble
    reason: str
    desks: list[Desk]


def troubles_of(user: Any) -> list[TroubleSeen]:
    """The addresses that `user` relies on and mail does not reach, the latest first. Two queries."""
    mine = AddressTrouble.objects.filter(desks__user=user).distinct().order_by("-last_at", "pk")
    desks: dict[int, list[Desk]] = {}
    for desk in Desk.objects.filter(user=user, trouble__in=mine.values("pk")).order_by("pk"):
        desks.setdefault(desk.trouble_id, []).append(desk)
    return [
        TroubleSeen(one, REASONS.get(State(one.state), "Mail does not arrive."), desks[one.pk])
        for one in mine
    ]


def addresses_in_trouble(addresses: Iterable[str]) -> dict[str, AddressTrouble]:
    """Those of these addresses that mail does not reach, in small letters. One query."""
    asked = {address.strip().lower() for address in addresses if address}
    return {one.address: one for one in AddressTrouble.objects.filter(address__in=asked).order_by("pk")}
