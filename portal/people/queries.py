"""What the pages of circles show, already without what the reader may not know."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from portal.accounts.actions import holds_address
from portal.audit.models import AuditRow
from portal.people import words
from portal.people.circle import hidden_from
from portal.people.gates import keeps_record
from portal.people.models import (
    Agreement,
    CircleInvitation,
    Connection,
    PictureCard,
    Sight,
    Telling,
    YoungPerson,
)
from portal.people.rights import has_own_rights, rights_pass_on
from portal.people.rules import is_in_force, is_open, sights_by

NEWEST_LOOKS, MOST_USES = 300, 30


@dataclass(frozen=True)
class Near:
    """One young person as somebody near them finds them in a list."""

    young_person: YoungPerson
    sights: frozenset[Sight]
    kinds: tuple[str, ...]
    waits: bool = False  # for staff to confirm
    rights_passed: bool = False
    passes_on: date | None = None

    @property
    def shows_record(self) -> bool:
        """Whether the record's own page opens."""
        return Sight.BASICS in self.sights


def people_near(user: Any, *, as_parent: bool) -> list[Near]:
    """The young people in whose circle `user` is, as a parent or as somebody who works with the family.

    A parent whose sight stopped stays in the list without a name, so that nothing goes silent.
    """
    today = timezone.localdate()
    places = Connection.objects.not_ended_on(today).filter(user=user).order_by("young_person__known_as", "pk")
    is_parent = {"kind": Connection.Kind.PARENT}
    places = places.filter(**is_parent) if as_parent else places.exclude(**is_parent)
    found: dict[int, list[Connection]] = {}
    for place in places.select_related("young_person").prefetch_related("agreements"):
        found.setdefault(place.young_person_id, []).append(place)
    return [_near(held, user, today) for held in found.values()]


def _near(held: list[Connection], user: Any, today: date) -> Near:
    young_person = held[0].young_person
    passed = has_own_rights(young_person.date_of_birth, today)
    sights = frozenset().union(*(sights_by(place, user, passed, today) for place in held))
    return Near(
        young_person=young_person,
        sights=sights,
        kinds=tuple(place.get_kind_display() for place in held),
        waits=all(place.confirmed_at is None for place in held),
        rights_passed=passed,
        passes_on=rights_pass_on(young_person.date_of_birth),
    )


@dataclass
class Look:
    """One person on one day: what they looked at."""

    day: date
    who: str
    what_they_are: str
    picture: str
    parts: list[str] = field(default_factory=list)


def looks_at(
    young_person: YoungPerson, *, reader: Any, hidden: frozenset[int] | None = None, is_self: bool = False
) -> list[Look]:
    """Who looked at this record, the newest first, as `reader` may know it: by person and day, in words.

    Three queries. The reader's own looks and those of the young person are left out of it.
    """
    hidden = hidden_from(reader, young_person) if hidden is None else hidden
    left_out = {*hidden, young_person.user_id, None} | (set() if is_self else {reader.pk})
    rows = AuditRow.objects.looks_at(young_person).exclude(actor__in=[one for one in left_out if one])
    rows = rows.filter(actor__isnull=False).order_by("-number")[:NEWEST_LOOKS]
    places = {place.user_id: place for place in young_person.circle.select_related("user").order_by("pk")}
    found: dict[tuple[date, int], Look] = {}
    for row in rows:
        day = timezone.localtime(row.at).date()
        look = found.setdefault((day, row.actor), _look(day, places.get(row.actor)))
        part = _part(row.action, is_self)
        if part not in look.parts:
            look.parts.append(part)
    return list(found.values())


def card_uses(young_person: YoungPerson, *, hidden: frozenset[int]) -> list[date]:
    """The days on which the young person's picture cards were used, the newest first, each use once."""
    theirs = PictureCard.objects.filter(young_person=young_person).exclude(made_by__in=hidden)
    cards = [str(number) for number in theirs.values_list("pk", flat=True)]
    rows = AuditRow.objects.filter(
        young_person=young_person.pk, action="people.card_opened", thing_id__in=cards
    )
    used = rows.order_by("-number").values_list("at", flat=True)[:MOST_USES]
    return [timezone.localtime(at).date() for at in used]


def _look(day: date, place: Connection | None) -> Look:
    if place is None:
        return Look(day, words.SOMEBODY, "", "not-sure")
    kind = Connection.Kind(place.kind)
    return Look(day, words.name_of(place), words.what_they_are(place), words.KIND_PICTURES[kind])


def _part(action: str, is_self: bool) -> str:
    name = action.removeprefix("looked:")
    if name not in Sight.values:
        return "Something of mine" if is_self else "Something else"
    sight = Sight(name)
    text = words.MY_SIGHT_WORDS[sight] if is_self else words.SIGHT_WORDS[sight]
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Choice:
    """One thing that one parent may or may not see, as the young person finds it."""

    place: Connection
    sight: Sight
    picture: str
    question: str
    said: bool | None  # what the young person said last, None when nothing
    decision: Agreement | None  # a capacity decision in force

    @property
    def words(self) -> str:
        """What it is about, for grown-ups."""
        return words.SIGHT_WORDS[self.sight]

    @property
    def key(self) -> str:
        """A name for this choice inside the page."""
        return f"choice-{self.place.pk}-{self.sight.value}"


def choices_of(young_person: YoungPerson, day: date, *, hidden: Iterable[int] = ()) -> list[list[Choice]]:
    """For each parent with an open place: every thing they could see, with what was said about it."""
    rows = Prefetch("agreements", queryset=Agreement.objects.order_by("made_at", "pk"))
    places = young_person.circle.filter(kind=Connection.Kind.PARENT).exclude(user__in=list(hidden))
    open_ones = [one for one in places.select_related("user").prefetch_related(rows) if is_open(one, day)]
    return [[_choice(place, sight, day) for sight in Sight if sight in place.sees] for place in open_ones]


def _choice(place: Connection, sight: Sight, day: date) -> Choice:
    rows = [row for row in place.agreements.all() if row.sight == sight]
    said = [row for row in rows if row.basis == Agreement.Basis.AGREED]
    decided = [row for row in rows if row.basis == Agreement.Basis.CAPACITY]
    in_force = decided[-1] if decided and is_in_force(decided[-1], day) else None
    return Choice(
        place=place,
        sight=sight,
        picture=words.SIGHT_PICTURES[sight],
        question=f"May {words.name_of(place)} see {words.MY_SIGHT_WORDS[sight]}?",
        said=said[-1].may_see if said else None,
        decision=in_force,
    )


def tellings_for(
    reader: Any, young_person: YoungPerson, *, hidden: frozenset[int] | None = None
) -> list[Telling]:
    """What others told of this young person, the newest first, without those hidden from `reader`."""
    hidden = hidden_from(reader, young_person) if hidden is None else hidden
    told = Telling.objects.filter(young_person=young_person).exclude(told_by__in=hidden)
    return list(told.select_related("told_by").order_by("-told_at", "-pk"))


def invitations_to(user: Any) -> list[CircleInvitation]:
    """Invitations that wait for `user`, by their own confirmed address."""
    if not user.email or not holds_address(user, user.email):
        return []
    waiting = CircleInvitation.objects.waiting().filter(email=user.email.lower())
    return list(waiting.select_related("young_person", "asked_by").order_by("pk"))


def waits_for(user: Any, young_person: YoungPerson, day: date) -> list[Connection]:
    """Places that wait for staff to confirm them, for whoever keeps this record; nothing for others."""
    if not keeps_record(user, young_person):
        return []
    waiting = young_person.circle.not_ended_on(day).filter(confirmed_at=None)
    return list(waiting.select_related("user", "added_by").order_by("pk"))
