"""Kinds of notice and of things to follow, for tests alone."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from portal.accounts.models import Organisation
from portal.notifications import followable, kinds
from portal.notifications.followable import Followed
from tests.people_factories import organisation

PLAIN, URGENT, OWNER, THING = "tests.plain", "tests.urgent", "tests.to-an-owner", "tests.thing"
may_not: set[int] = set()  # the pks of users who lost the right to be told
public: dict[str, Followed] = {}  # what can be followed just now


def _may(user: Any, _thing_id: str) -> bool:
    return user.pk not in may_not


def _public(thing_ids: Iterable[str]) -> Mapping[str, Followed]:
    return {one: public[one] for one in thing_ids if one in public}


@contextmanager
def kinds_of_tests() -> Iterator[None]:
    """Make the kinds known for a while."""
    before, followed = dict(kinds._KINDS), dict(followable._KINDS)
    may_not.clear()
    public.clear()
    public.update({"1": Followed("Swimming", "/swim/"), "2": Followed("Chess", "/chess/")})
    kinds.register(
        kinds.NoticeKind(
            PLAIN,
            "Something new",
            "There is something new for you.",
            _may,
            usual="daily",
            easy_line="We have news.",
            lines={"pl": "Mamy wiadomość."},
        )
    )
    kinds.register(kinds.NoticeKind(URGENT, "You must know", "Please look today.", _may, goes_at_once=True))
    kinds.register(
        kinds.NoticeKind(OWNER, "A check is due", "Please check it.", lambda *_: False, to_addresses=True)
    )
    followable.followable(THING, "a thing for tests", _public)
    yield
    kinds._KINDS.clear()
    kinds._KINDS.update(before)
    followable._KINDS.clear()
    followable._KINDS.update(followed)


def a_thing() -> Organisation:
    """Something to be told about."""
    return organisation()
