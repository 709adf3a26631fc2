"""What a place in a circle shows, with rows that no database holds."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from portal.access.roles import Permission
from portal.people.models import Sight
from portal.people.rules import (
    NOTHING,
    are_kept_apart,
    may_be_ended_by,
    may_confirm,
    sights_agreed,
    sights_by,
    sights_listed,
)

TODAY = date(2026, 11, 23)
_numbers = count(1)


@dataclass
class Place:
    """A connection as the rules see it."""

    kind: str = "parent"
    sees: list[str] = field(default_factory=lambda: ["basics", "plan"])
    user_id: int = 1
    kept_apart: bool = False
    starts: date = TODAY
    ends: date | None = None
    confirmed_at: Any = datetime(2026, 1, 1, tzinfo=UTC)
    added_by_id: int = 9
    rows: list[Any] = field(default_factory=list)

    @property
    def agreements(self) -> Any:
        return SimpleNamespace(all=lambda: self.rows)


def person(number: int = 1, *permissions: Permission) -> Any:
    return SimpleNamespace(pk=number, permissions=frozenset(permissions))


def said(sight: str, may_see: bool, basis: str = "agreed", until: date | None = None) -> Any:
    number = next(_numbers)
    made_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    return SimpleNamespace(sight=sight, may_see=may_see, basis=basis, until=until, made_at=made_at, pk=number)


SUPPORTER = person(1, Permission.JOIN_CIRCLES)


@pytest.mark.parametrize(
    ("place", "sees"),
    [
        (Place(), {"basics", "plan"}),
        (Place(sees=["plan", "the moon"]), {"plan"}),
        (Place(confirmed_at=None), set()),
        (Place(starts=TODAY + timedelta(days=1)), set()),
        (Place(ends=TODAY), set()),
        (Place(ends=TODAY + timedelta(days=1)), {"basics", "plan"}),
    ],
)
def test_a_parent_sees_what_is_listed_while_the_place_is_open(place, sees):
    assert sights_by(place, person(), False, TODAY) == sees


def test_someone_who_works_with_the_family_needs_a_role_still():
    assert sights_by(Place("supporter"), SUPPORTER, True, TODAY) == {"basics", "plan"}
    assert sights_by(Place("supporter"), person(), True, TODAY) == NOTHING


@pytest.mark.parametrize(
    ("rows", "sees"),
    [
        ([], set()),
        ([said("plan", True)], {"plan"}),
        ([said("views", True)], set()),  # agreed, but never listed for this parent
        ([said("plan", True), said("plan", False)], set()),
        ([said("plan", False), said("plan", True)], {"plan"}),
        ([said("plan", True, until=TODAY)], set()),
        ([said("plan", True, "capacity", TODAY + timedelta(days=1))], {"plan"}),
        ([said("plan", True, "capacity", TODAY)], set()),
        ([said("plan", True, "capacity")], set()),
        ([said("plan", True, "capacity", TODAY + timedelta(days=9)), said("plan", False, "capacity")], set()),
    ],
)
def test_after_rights_passed_a_parent_sees_only_what_is_agreed(rows, sees):
    assert sights_by(Place(rows=rows), person(), True, TODAY) == sees
    assert sights_by(Place(rows=rows), person(), False, TODAY) == {"basics", "plan"}


def test_a_decision_for_one_purpose_opens_no_other():
    lasting = TODAY + timedelta(days=30)

    assert sights_agreed([said("plan", True, "capacity", lasting)], TODAY) == {Sight.PLAN}


def test_unknown_sights_show_nothing():
    assert sights_listed(["everything", ""]) == NOTHING


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (Place(user_id=1), Place(user_id=2), False),
        (Place(user_id=1, kept_apart=True), Place(user_id=2), True),
        (Place(user_id=1), Place(user_id=2, kept_apart=True), True),
        (Place(user_id=1, kept_apart=True), Place(user_id=1), False),
        (Place(user_id=1, kept_apart=True), Place("supporter", user_id=2), False),
    ],
)
def test_parents_are_kept_apart_both_ways(one, other, apart):
    assert are_kept_apart(one, other) is apart
    assert are_kept_apart(other, one) is apart


@pytest.mark.parametrize(
    ("place", "by", "keeps", "is_self", "may"),
    [
        (Place("supporter", added_by_id=2), 2, False, False, True),
        (Place("supporter", added_by_id=3), 2, False, False, False),
        (Place("supporter", added_by_id=3), 2, False, True, True),
        (Place("supporter", added_by_id=3), 2, True, False, True),
        (Place("parent", added_by_id=2), 2, False, False, False),
        (Place("parent", added_by_id=3), 2, False, True, False),
        (Place("co-ordinator", added_by_id=2), 2, False, True, False),
        (Place("parent", user_id=2), 2, False, False, True),
    ],
)
def test_who_may_end_a_place(place, by, keeps, is_self, may):
    who = {"keeps_record": keeps, "is_self": is_self}
    assert may_be_ended_by(place, person(by), **who, rights_passed=False) is may
    # Then nobody ends a place only because they asked for it once.
    only_asked = may and not keeps and not is_self and place.user_id != by
    assert may_be_ended_by(place, person(by), **who, rights_passed=True) is (may and not only_asked)


@pytest.mark.parametrize(
    ("place", "keeps", "circle", "may"),
    [
        (Place(user_id=1, confirmed_at=None, added_by_id=5), True, [], True),
        (Place(user_id=1, confirmed_at=None, added_by_id=5), False, [], False),
        (Place(user_id=5, confirmed_at=None, added_by_id=6), True, [], False),
        (Place(user_id=1, added_by_id=6), True, [], False),
        (Place(user_id=1, confirmed_at=None, added_by_id=5), True, [Place("parent", user_id=5)], False),
        (Place(user_id=1, confirmed_at=None, added_by_id=6), True, [Place("parent", user_id=5)], True),
    ],
)
def test_who_may_confirm_a_parent(place, keeps, circle, may):
    assert may_confirm(place, person(5), keeps_record=keeps, circle=circle) is may
