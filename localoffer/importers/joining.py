"""One thing told twice in one source: what the second telling adds, and what it says differently.

Feeds repeat themselves: a service stands in its own list, under its organization and once for each of its
places; here with everything under it, there with its own fields only. All of that together is the record.
"""

from .cleaning import default_of
from .comparing import is_same
from .kinds import KINDS, Facts, Kind
from .records import Record

FOUND_BY = {"service_places": "place", "schedules": "uuid"}  # each telling may hold only some of the rows


def join(first: Record, second: Record) -> tuple[bool, list[str]]:
    """Add to the first record what only the second says.

    Return whether anything was added, and the names of facts of which the two say different things; there
    the first stands.
    """
    kind, added, differ = KINDS[first.kind], False, []
    for name, value in second.facts.items():
        if name in FOUND_BY and first.facts.get(name):
            added |= _join_rows(first.facts[name], value, FOUND_BY[name])
        elif _says_nothing(kind, name, first.facts):
            added |= not _says_nothing(kind, name, second.facts)
            first.facts[name] = value
        elif not _says_nothing(kind, name, second.facts) and not is_same(first.facts[name], value):
            differ.append(name)
    return added, differ


def _says_nothing(kind: Kind, name: str, facts: Facts) -> bool:
    value = facts.get(name)
    return value in (None, "", []) or (name in kind.fields and value == default_of(kind.model, name))


def _join_rows(first: list[Facts], second: list[Facts], found_by: str) -> bool:
    """Add rows that are not there yet, and to a row that is there the place that it lacks."""
    there = {row[found_by]: row for row in first}
    added = False
    for row in second:
        same = there.get(row[found_by])
        if same is None:
            first.append(row)
            added = True
        elif row["place"] and not same["place"]:
            same["place"] = row["place"]
            added = True
    return added
