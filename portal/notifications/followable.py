"""Public things that anybody may follow without an account. Each app registers its kinds in
`AppConfig.ready`:

    followable("localoffer.entry", "an entry in the Local Offer", resolve)
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Followed:
    """One public thing as it is now: what it is called, and a path of this site."""

    title: str
    link: str


Resolve = Callable[[Iterable[str]], Mapping[str, Followed]]


@dataclass(frozen=True)
class FollowableKind:
    """One kind of thing to follow. `title` fits into "Follow ...": "an entry in the Local Offer".

    `resolve(thing_ids)` gives those that are public just now, by id, in one query; the others are left out.
    """

    key: str
    title: str
    resolve: Resolve

    def line(self) -> str:
        """The neutral line of a mail: what kind of thing changed, never which."""
        return f"{self.title[:1].upper()}{self.title[1:]} that you follow has changed."

    def one(self, thing_id: str) -> Followed | None:
        """That thing; None when it is not public, or is not there."""
        return self.resolve([thing_id]).get(thing_id)


_KINDS: dict[str, FollowableKind] = {}


def followable(key: str, title: str, resolve: Resolve) -> None:
    """Let things of kind `key` be followed. Raises ValueError when that key is taken."""
    if key in _KINDS and _KINDS[key].title != title:
        raise ValueError(f"There are two kinds to follow called {key}.")
    _KINDS[key] = FollowableKind(key, title, resolve)


def followable_kind(key: str) -> FollowableKind | None:
    """The kind of that key; None when nobody registered it."""
    return _KINDS.get(key)


def resolve_all(things: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Followed]:
    """Those of these (kind, thing_id) that are public just now; one query for each kind."""
    by_kind: dict[str, set[str]] = {}
    for kind, thing_id in things:
        by_kind.setdefault(kind, set()).add(thing_id)
    return {
        (kind, thing_id): followed
        for kind, ids in by_kind.items()
        if kind in _KINDS
        for thing_id, followed in _KINDS[kind].resolve(sorted(ids)).items()
    }
