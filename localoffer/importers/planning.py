"""Compares records with what stands here and plans what to change; nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from localoffer.models import ImportedFrom, ImportSource

from .comparing import Outcome, compare
from .kinds import Facts, Kind, facts_of
from .records import Record
from .reporting import Report
from .settling import HERE, Settler
from .spool import Spool
from .stored import imported_services, shared_bases, shared_rows
from .writing import Change


@dataclass
class Plan:
    """One batch: what to write, and what to keep of what the source said, by the record's own UUID."""

    records: list[Record] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    bases: dict[str, Facts] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    origins: dict[int, ImportedFrom] = field(default_factory=dict)


class Planner:
    """Plans one run's records, batch by batch; counts and notes in the report as it goes."""

    def __init__(self, *, source: ImportSource, spool: Spool, report: Report) -> None:
        self._source = source
        self._spool = spool
        self._report = report
        self._settler = Settler(source=source, spool=spool)
        self._met: set[int] = set()

    def match(self, kind: Kind, records: list[Record]) -> None:
        """First pass over shared things: find under which UUID they stand here."""
        self._settler.match(kind, records)

    def plan(self, kind: Kind, records: list[Record]) -> Plan:
        """Second pass: what to do with each record of a batch."""
        for record in records:
            record.here = self._settler.alias(kind.name, record.uuid)
        taken = self._settler.settle(kind, records)
        plan = self._services(kind, taken) if kind.name == "service" else self._shared(kind, taken)
        owners = {
            record.uuid: str(plan.rows[record.uuid].uuid) if record.uuid in plan.rows else record.standing
            for record in plan.records
        }
        self._settler.free_ids(kind, plan.records, owners)
        for record in plan.records:
            self._decide(kind, record, plan)
        return plan

    def _shared(self, kind: Kind, records: list[Record]) -> Plan:
        standing = shared_rows(kind, records)
        return Plan(
            records=records,
            bases=shared_bases(kind, self._source, records),
            rows={
                record.uuid: standing[record.standing] for record in records if record.standing in standing
            },
        )

    def _services(self, kind: Kind, records: list[Record]) -> Plan:
        found, origins = imported_services(kind, self._source, records)
        plan = Plan(origins=origins)
        for record in records:
            row = found.get(record.key)
            origin = origins.get(row.pk) if row else None
            if row and row.pk in self._met:
                self._spool.take_back(record, "Another row of this source is the same entry here.")
                continue
            if origin and origin.source_id != self._source.pk:
                self._spool.take_back(record, f"Another source, {origin.source}, gives this entry already.")
                continue
            if row:
                self._met.add(row.pk)
                plan.rows[record.uuid] = row
            if origin:
                plan.bases[record.uuid] = origin.fields
            plan.records.append(record)
        return plan

    def _decide(self, kind: Kind, record: Record, plan: Plan) -> None:
        row, base = plan.rows.get(record.uuid), plan.bases.get(record.uuid)
        if row is None:
            plan.changes.append(Change(record, None, record.facts, is_new=True))
            outcome = Outcome()
        else:
            ours = facts_of(kind, row)
            outcome = compare(kind, record.facts, ours, base)
            _keep_order(kind, outcome, ours, record)
            _keep_secret(outcome, ours)
            if outcome.changed:
                plan.changes.append(Change(record, row, outcome.changed))
        plan.bases[record.uuid] = {
            **(base or {}),
            **record.facts,
            **({HERE: record.here} if record.here else {}),
        }
        self._tell(kind, record, row, outcome)

    def _tell(self, kind: Kind, record: Record, row: Any, outcome: Outcome) -> None:
        what = "new" if row is None else "changed" if outcome.changed else "same"
        self._report.count(kind.name, what)
        entry = {"name": record.name, "line": record.line}
        if record.problems:
            self._report.note("warnings", {**entry, "problems": record.problems})
        if outcome.kept:
            self._report.count(kind.name, "kept by hand")
            self._report.note("kept", {**entry, "fields": _words(outcome.kept)})
        if kind.name != "service":
            return
        if what == "new":
            self._report.note("new", entry)
        elif what == "changed":
            self._report.note("changed", {**entry, "fields": _words(outcome.changed)})
            if row.has_unpublished_changes and row.latest_revision_id:
                self._report.note("drafts", entry)


def _words(names: Iterable[str]) -> list[str]:
    return [name.replace("_", " ") for name in names]


def _keep_order(kind: Kind, outcome: Outcome, ours: Facts, record: Record) -> None:
    """Do not let one new age cross one that stays."""
    if kind.name != "service":
        return
    ages = {name: outcome.changed.get(name, ours[name]) for name in ("minimum_age", "maximum_age")}
    least, most = ages["minimum_age"], ages["maximum_age"]
    if least is not None and most is not None and float(least) > float(most):
        for name in ages:
            outcome.changed.pop(name, None)
        record.problems.append(f"ages were left out: the lowest ({least}) is above the highest ({most}).")


def _keep_secret(outcome: Outcome, ours: Facts) -> None:
    """An address that is secret here stays so, whatever a source says: only an editor may show it."""
    if ours.get("is_masked") and "is_masked" in outcome.changed:
        del outcome.changed["is_masked"]
        outcome.kept.append("is_masked")
