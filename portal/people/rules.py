"""What each person near a young person may see, and who may bring whom in. The day comes in; no clock here.

The rows are handed in, with their agreements. Only `sights_of` fetches the ones it judges.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from portal.access.roles import Permission, Role
from portal.people.models import Agreement, Connection, Sight
from portal.people.rights import has_own_rights

Kind = Connection.Kind
EVERYTHING: frozenset[Sight] = frozenset(Sight)
NOTHING: frozenset[Sight] = frozenset()

# Who may be asked in, by whom. The advice service comes by invitation of the family and of nobody else
# (SEND Code of Practice 2.8: impartial and at arm's length from the council).
ASKED_BY_STAFF = (Kind.PARENT, Kind.SUPPORTER, Kind.CO_ORDINATOR, Kind.ADVOCATE)
ASKED_BY_PARENT = (Kind.SUPPORTER, Kind.ADVOCATE, Kind.ADVICE_SERVICE, Kind.PARENT)
ASKED_BY_YOUNG_PERSON = (Kind.SUPPORTER, Kind.ADVOCATE, Kind.ADVICE_SERVICE)
# What somebody must be here before a place in a circle opens anything.
ROLES_OF_KIND: dict[str, frozenset[Role]] = {
    Kind.PARENT: frozenset(),
    Kind.SUPPORTER: frozenset({Role.SUPPORTER, Role.CO_ORDINATOR}),
    Kind.CO_ORDINATOR: frozenset({Role.CO_ORDINATOR}),
    Kind.ADVOCATE: frozenset({Role.ADVOCATE}),
    Kind.ADVICE_SERVICE: frozenset({Role.ADVICE_SERVICE}),
}


def sights_of(user: Any, young_person: Any, day: date) -> frozenset[Sight]:
    """What `user` may see of `young_person` on `day`; everything of their own record, nothing for a stranger.

    Two queries, or none for the young person themselves.
    """
    if not user.is_authenticated or not user.is_active:
        return NOTHING
    if young_person.user_id == user.pk:
        return EVERYTHING
    held = list(young_person.circle.filter(user=user).prefetch_related("agreements"))
    if not held:
        return NOTHING
    rights_passed = has_own_rights(young_person.date_of_birth, day)
    return frozenset().union(*(sights_by(one, user, rights_passed, day) for one in held))


def sights_by(connection: Any, user: Any, rights_passed: bool, day: date) -> frozenset[Sight]:
    """What one connection of `user` gives on `day`. Those who work with the family must still hold a role."""
    if not is_open(connection, day):
        return NOTHING
    if connection.kind != Kind.PARENT and Permission.JOIN_CIRCLES not in user.permissions:
        return NOTHING
    listed = sights_listed(connection.sees)
    if connection.kind == Kind.PARENT and rights_passed:
        return listed & sights_agreed(connection.agreements.all(), day)
    return listed


def sights_listed(values: Iterable[str]) -> frozenset[Sight]:
    """The sights among `values`; a value nobody knows gives nothing."""
    known = set(Sight.values)
    return frozenset(Sight(value) for value in values if value in known)


def is_open(connection: Any, day: date) -> bool:
    """Whether a connection is confirmed, has begun and has not ended on `day`."""
    return (
        connection.confirmed_at is not None
        and connection.starts <= day
        and (connection.ends is None or day < connection.ends)
    )


def sights_agreed(agreements: Iterable[Any], day: date) -> frozenset[Sight]:
    """What a parent may still see by agreements in force on `day`.

    The newest row of each basis counts. A capacity decision and the young person's own yes each suffice: a
    decision that they cannot decide this stands until it ends or is taken back by those who made it.
    """
    newest: dict[tuple[str, str], Any] = {}
    for row in sorted(agreements, key=lambda row: (row.made_at, row.pk)):
        newest[row.sight, row.basis] = row
    return sights_listed(sight for (sight, _basis), row in newest.items() if is_in_force(row, day))


def is_in_force(agreement: Any, day: date) -> bool:
    """Whether one agreement says yes on `day`. A capacity decision without an end never does."""
    if not agreement.may_see:
        return False
    if agreement.until is None:
        return bool(agreement.basis == Agreement.Basis.AGREED)
    return bool(day < agreement.until)


def are_kept_apart(one: Any, other: Any) -> bool:
    """Whether two parents' connections of one young person hide these two people from each other."""
    return (
        one.kind == other.kind == Kind.PARENT
        and one.user_id != other.user_id
        and (one.kept_apart or other.kept_apart)
    )


def may_be_ended_by(
    connection: Any, user: Any, *, keeps_record: bool, is_self: bool, rights_passed: bool
) -> bool:
    """Whether `user` may end `connection` at once.

    Staff who keep the record may end any. The young person, and the parent who asked somebody in, may end
    those who are near by invitation: never a parent's place, nor the co-ordinator's. Anyone may leave. Once
    rights have passed it is for the young person alone to say who helps them, whoever asked them in.
    """
    if keeps_record or connection.user_id == user.pk:
        return True
    if connection.kind in (Kind.PARENT, Kind.CO_ORDINATOR):
        return False
    return is_self or (connection.added_by_id == user.pk and not rights_passed)


def may_confirm(connection: Any, user: Any, *, keeps_record: bool, circle: Iterable[Any]) -> bool:
    """Whether `user` may confirm `connection`: staff who keep the record, but never their own place, and
    never as a parent of the same young person who asked for it."""
    if not keeps_record or connection.user_id == user.pk or connection.confirmed_at is not None:
        return False
    own_kinds = {one.kind for one in circle if one.user_id == user.pk}
    return not (connection.added_by_id == user.pk and Kind.PARENT in own_kinds)
