"""Who looked at a young person's record, for those who may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from portal.access.roles import Role
from portal.people.models import Connection, Sight, YoungPerson
from portal.people.rules import are_kept_apart, sights_of

from .models import AuditRow

SHOWN_FOR = timedelta(days=366)  # the page shows a year; the record itself is kept longer
YOU, SITE, GONE = "you", "site", "someone-gone"
WORDS = {
    YOU: "You",
    SITE: "This site",
    GONE: "Somebody who has no account here any more",
    **{role.value: str(role.label) for role in Role},
}
# Kinds of place in a circle are called as roles are, but for this one.
ROLE_OF = {Connection.Kind.PARENT.value: Role.PARENT_CARER.value}


@dataclass(frozen=True)
class Looked:
    """One kind of person who looked on one day: who, in role words, and at what. Never a name.

    `kind` is fixed, to choose a picture by: a role's value, "you", "site" or "someone-gone".
    """

    kind: str
    who: str
    day: date
    parts: tuple[str, ...]
    times: int

    @property
    def is_you(self) -> bool:
        """Whether the person who reads this looked themselves."""
        return self.kind == YOU


def looks_at(
    young_person: YoungPerson, for_user: Any, *, since: date | None = None, today: date | None = None
) -> list[Looked]:
    """Who looked at `young_person`, newest day first, as `for_user` may know it; four queries.

    Empty for somebody who may not see who looked. Parents kept apart never see each other's looks: they are
    taken out before anything is counted or put in order.
    """
    today = today or timezone.localdate()
    if Sight.WHO_LOOKED not in sights_of(for_user, young_person, today):
        return []
    circle = list(young_person.circle.order_by("pk"))
    own = [place for place in circle if place.user_id == for_user.pk]
    hidden = {place.user_id for place in circle if any(are_kept_apart(place, mine) for mine in own)}
    rows = AuditRow.objects.looks_at(young_person).filter(at__date__gte=since or today - SHOWN_FOR)
    known = {place.user_id: ROLE_OF.get(place.kind, place.kind) for place in circle}
    if young_person.user_id:
        known[young_person.user_id] = Role.YOUNG_PERSON.value
    known[for_user.pk] = YOU
    shown = rows.order_by("-number").values_list("at", "actor", "actor_role", "action")
    return _grouped(
        (at, _kind(actor, role, known), action) for at, actor, role, action in shown if actor not in hidden
    )


def _kind(actor: int | None, role: str, known: dict[int, str]) -> str:
    """What somebody is to this young person; else the first role they held when they looked."""
    if actor is None:
        return SITE
    held = role.partition(",")[0]
    return known.get(actor) or (held if held in WORDS else GONE)


def _grouped(rows: Iterable[tuple[Any, str, str]]) -> list[Looked]:
    groups: dict[tuple[date, str], list[str]] = {}
    for at, kind, action in rows:
        part = action.removeprefix("looked:")
        groups.setdefault((timezone.localtime(at).date(), kind), []).append(part)
    return [
        Looked(kind, WORDS[kind], day, _in_order(parts), len(parts)) for (day, kind), parts in _sorted(groups)
    ]


def _sorted(groups: dict[tuple[date, str], list[str]]) -> list[tuple[tuple[date, str], list[str]]]:
    """Newest day first; within a day by the words, which tells nothing of who came before whom."""
    return sorted(groups.items(), key=lambda group: (-group[0][0].toordinal(), WORDS[group[0][1]]))


def _in_order(parts: Iterable[str]) -> tuple[str, ...]:
    """Each part once, as Sight lists them; others after those."""
    order = {value: place for place, value in enumerate(Sight.values)}
    return tuple(sorted(set(parts), key=lambda part: (order.get(part, len(order)), part)))
