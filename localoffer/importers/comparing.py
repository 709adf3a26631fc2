"""The three-way comparison: what the source says now, what it said last time, and what stands here.

Where what stands here differs from what the source said last, somebody changed it by hand: it is kept.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .cleaning import default_of
from .kinds import Facts, Kind


@dataclass
class Outcome:
    """What an import would do to one record that is here already."""

    changed: Facts = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)


def written(value: Any) -> str:
    """A value in one form only; the order of rows under a record does not matter."""
    if isinstance(value, list):
        return json.dumps(sorted(json.dumps(item, sort_keys=True) for item in value))
    return json.dumps(value, sort_keys=True)


def is_same(one: Any, other: Any) -> bool:
    """Whether two facts say the same."""
    return one == other or written(one) == written(other)


def _groups(kind: Kind) -> Iterator[tuple[str, ...]]:
    joined = {name for group in kind.together for name in group}
    yield from kind.together
    yield from ((name,) for name in kind.compared if name not in joined)


def _is_untouched(kind: Kind, name: str, value: Any) -> bool:
    """Whether a fact is as an empty form leaves it."""
    if value in (None, "", []):
        return True
    return name in kind.fields and value == default_of(kind.model, name)


def compare(kind: Kind, theirs: Facts, ours: Facts, base: Facts | None) -> Outcome:
    """What to change and what to keep.

    `base` is what the source said last time, None when it never said anything. A fact of which the source
    does not speak is neither changed nor kept; one of which it speaks for the first time fills what is empty.
    """
    outcome = Outcome()
    for group in _groups(kind):
        differ = [name for name in group if name in theirs and not is_same(theirs[name], ours[name])]
        if not differ:
            continue
        if any(_is_by_hand(kind, name, ours, base) for name in group):
            outcome.kept.extend(differ)
        else:
            outcome.changed.update({name: theirs[name] for name in differ})
    return outcome


def _is_by_hand(kind: Kind, name: str, ours: Facts, base: Facts | None) -> bool:
    if base is None or name not in base:
        return not _is_untouched(kind, name, ours[name])
    return not is_same(ours[name], base[name])
