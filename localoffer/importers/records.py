"""Neutral records: what a reader hands on, whichever layout it read."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from . import cleaning
from .kinds import KINDS, Facts, Kind, Part, as_fact

MOST_ROWS = 300  # under one record; a source with more is broken


@dataclass
class Record:
    """One thing that a source says. `key` is the source's own name for it, `line` where it stands there.

    `refusal` says why the whole record cannot be taken; `problems` list single values that were left out.
    """

    kind: str
    uuid: str
    key: str
    name: str
    facts: Facts
    line: int | None = None
    problems: list[str] = field(default_factory=list)
    refusal: str = ""
    here: str = ""  # the UUID under which it stands here, when that is another one
    is_part: bool = False  # the source's layout tells one thing in several places: a repeat is no mistake

    @property
    def standing(self) -> str:
        """The UUID under which the record stands, or will stand, here."""
        return self.here or self.uuid

    def dump(self) -> str:
        return json.dumps(vars(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> "Record":
        return cls(**json.loads(text))


def stable_uuid(namespace: UUID, *parts: object) -> UUID:
    """The same UUID each time for the same thing under the same namespace."""
    return uuid5(namespace, "\x1f".join(str(part) for part in parts))


def clean_facts(kind: Kind, raw: Facts, uuid: UUID, problems: list[str]) -> Facts:
    """The raw values as facts. What the source does not speak of (no key) is not among them.

    A value that cannot be used is left out, so what stands here stays, and `problems` says so.
    """
    facts = _clean_fields(kind.model, kind.fields, raw, "", problems)
    for link in kind.links:
        if link in raw:
            facts[link] = raw[link]
    for name in kind.many:
        if name in raw:
            facts[name] = sorted(set(raw[name]))
    for part in kind.parts:
        if part.name in raw:
            facts[part.name] = list(_clean_rows(part, raw[part.name], uuid, problems))
    _keep_whole(kind, facts, problems)
    return facts


def _clean_fields(model: Any, wanted: Iterable[str], raw: Facts, where: str, problems: list[str]) -> Facts:
    facts: Facts = {}
    for name in wanted:
        if name not in raw:
            continue
        try:
            value = cleaning.clean_value(model, name, raw[name])
            facts[name] = as_fact(cleaning.on_one_line(model, name, value))
        except cleaning.Unusable as reason:
            problems.append(f"{where}{name} {reason}.")
    return facts


def _clean_rows(part: Part, rows: list[Facts], owner: UUID, problems: list[str]) -> Iterator[Facts]:
    taken: set[str] = set()
    once: set[tuple[Any, ...]] = set()
    if len(rows) > MOST_ROWS:
        problems.append(f"{part.name}: only the first {MOST_ROWS} were taken.")
    for place, raw in enumerate(rows[:MOST_ROWS], start=1):
        facts = {
            name: as_fact(cleaning.default_of(part.model, name)) for name in part.fields
        } | _clean_fields(part.model, part.fields, raw, f"{part.name} {place}: ", problems)
        facts |= {link: raw.get(link) for link in part.links}
        if reason := _why_not(part, facts):
            problems.append(f"{part.name} {place} was left out: {reason}.")
            continue
        if part.once:
            mark = tuple(facts.get(name) for name in part.once)
            if mark in once:
                continue  # said twice means the same as said once
            once.add(mark)
        if part.has_uuid:
            facts["uuid"] = _row_uuid(raw.get("uuid"), facts, owner, part, taken)
            taken.add(facts["uuid"])
        yield facts


def _row_uuid(given: Any, facts: Facts, owner: UUID, part: Part, taken: set[str]) -> str:
    """The source's id; else one made from what the row says, with its count when two say the same."""
    known = cleaning.as_uuid(given)
    if known and str(known) not in taken:
        return str(known)
    told = json.dumps(facts, sort_keys=True)
    count = 0
    while str(made := stable_uuid(owner, part.name, given or told, count)) in taken:
        count += 1
    return str(made)


def _why_not(part: Part, facts: Facts) -> str:
    if not any(facts.get(name) not in (None, "") for name in part.must):
        return "it says nothing we can use"
    if part.name == "schedules":
        if not facts["dtstart"] and facts["interval"] not in (None, 1):
            facts["interval"] = 1  # "every second week" means nothing without a first week
        facts["interval"] = facts["interval"] or 1
    if part.name == "languages":
        facts["name"] = facts["name"] or facts["code"]
    if part.name == "questions":
        if not facts["asked_date"]:
            return "it has no date"
        if not facts["answer"] or not facts["answered_date"]:
            facts |= {"answer": "", "answered_date": None}
    return ""


def _keep_whole(kind: Kind, facts: Facts, problems: list[str]) -> None:
    """Pairs that only make sense together: half a point is no point, and ages run upwards."""
    if kind.name == "place":
        pair = [facts.get("latitude"), facts.get("longitude")]
        if pair.count(None) == 1:
            problems.append("latitude and longitude were left out: one of the two is missing or wrong.")
            facts.pop("latitude", None)
            facts.pop("longitude", None)
    if kind.name == "service":
        least, most = facts.get("minimum_age"), facts.get("maximum_age")
        if least is not None and most is not None and float(least) > float(most):
            problems.append(f"ages were left out: the lowest ({least}) is above the highest ({most}).")
            facts.pop("minimum_age")
            facts.pop("maximum_age")


def make_record(
    kind_name: str,
    raw: Facts,
    *,
    uuid: UUID,
    key: str = "",
    line: int | None = None,
    problems: Iterable[str] = (),
) -> Record:
    """A clean record from raw values. One without a name that is needed comes back with its refusal."""
    kind = KINDS[kind_name]
    noted = list(problems)
    facts = clean_facts(kind, raw, uuid, noted)
    record = Record(kind_name, str(uuid), key or str(uuid), str(facts.get("name") or ""), facts, line, noted)
    if kind_name != "place" and not record.name:
        why = [problem for problem in noted if problem.startswith("name ")]
        record.refusal = f"Its {why[0]}" if why else "It has no name."
    elif kind_name == "service" and not facts.get("provider"):
        record.refusal = "It does not say which organisation runs it."
    elif kind_name == "term" and not facts.get("taxonomy"):
        record.refusal = "It does not say which list of terms it belongs to."
    return record
