"""One import from start to end: read everything, compare and, unless it is a dry run, write it at once."""

import time
from collections.abc import Callable
from contextlib import nullcontext

from django.db import transaction
from django.utils import timezone

from localoffer.models import ImportRefusal, ImportRun, ImportSource
from localoffer.models.imports import RunState

from . import origins
from .indexing import index_changes
from .kinds import KINDS, Kind
from .planning import Plan, Planner
from .reading import STOPPED, SourceTrouble, Told
from .reporting import ONE, WORDS, Report
from .revisions import record_versions
from .sources import records_of
from .spool import Spool
from .writing import Writer

BATCH = 200
TELL_EVERY = 1.0  # seconds
Changed = dict[str, set[int]]
Progress = Callable[[str], None]


def _quiet(words: str) -> None:
    """Tell nobody how far it is."""


def perform_by_id(run_id: int) -> None:
    """Do the run with this number, unless it was done or begun before."""
    waiting = ImportRun.objects.filter(pk=run_id, state=RunState.WAITING)
    if waiting.update(state=RunState.READING):  # one statement, so that of two workers one takes it
        perform(ImportRun.objects.select_related("source", "started_by").get(pk=run_id))


def perform(run: ImportRun, *, progress: Progress = _quiet) -> ImportRun:
    """Do one import and return its run with what came of it. A source that cannot be read changes nothing.

    `progress` is told in words how far it is.
    """
    changed: Changed = {}
    try:
        with Spool() as spool:
            told = _read(run, spool, progress)
            _tell(run, state=RunState.READING if run.is_dry_run else RunState.WRITING)
            with nullcontext() if run.is_dry_run else transaction.atomic():
                if not run.is_dry_run:  # two imports of one source, one after the other
                    ImportSource.objects.select_for_update().get(pk=run.source_id)
                report = _work(run, spool, told, changed, progress)
                _finish(run, spool, report, told)
    except SourceTrouble as trouble:
        _tell(run, state=RunState.FAILED, error=str(trouble), finished_at=timezone.now())
        return run
    except BaseException:  # a worker that is told to stop as well
        _tell(run, state=RunState.FAILED, error=STOPPED, finished_at=timezone.now())
        raise
    if not run.is_dry_run:
        progress("Making the new words findable")
        index_changes(changed)
    return run


def _tell(run: ImportRun, **values: object) -> None:
    for name, value in values.items():
        setattr(run, name, value)
    ImportRun.objects.filter(pk=run.pk).update(**values)


def _read(run: ImportRun, spool: Spool, progress: Progress) -> Told:
    told = Told()
    _tell(run, state=RunState.READING)
    read, told_at = 0, time.monotonic()
    for record in records_of(run, told):
        spool.add(record)
        if record.kind == "service":
            read += 1
            if time.monotonic() - told_at > TELL_EVERY:
                _tell(run, rows_read=read, rows_expected=told.expected)
                progress(f"Read {read} services" + (f" of {told.expected}" if told.expected else ""))
                told_at = time.monotonic()
    if not read:  # far more often a mistake than a directory that has closed
        told.is_a_part("The source holds no services")
    _tell(run, rows_read=read, rows_expected=read)
    progress(f"Read {read} services, all there are")
    return told


def _work(run: ImportRun, spool: Spool, told: Told, changed: Changed, progress: Progress) -> Report:
    report = Report()
    planner = Planner(source=run.source, spool=spool, report=report)
    writer = Writer(now=timezone.now())
    for kind in KINDS.values():
        if kind.name != "service":
            for records in spool.batches(kind.name, BATCH):
                planner.match(kind, records)
        done, of = 0, spool.count(kind.name)
        for records in spool.batches(kind.name, BATCH):
            plan = planner.plan(kind, records)
            if not run.is_dry_run:
                _write(run, kind, plan, writer, changed)
            done += len(records)
            progress(f"{'Compared' if run.is_dry_run else 'Went through'} {done} of {of} {WORDS[kind.name]}")
        if not run.is_dry_run:
            writer.finish(kind)
    if told.is_whole:
        _look_for_gone(run, spool, report, changed)
    return report


def _write(run: ImportRun, kind: Kind, plan: Plan, writer: Writer, changed: Changed) -> None:
    now = timezone.now()
    plan.rows |= writer.write(kind, plan.changes)
    origins.keep(source=run.source, kind=kind, plan=plan, now=now)
    touched = [change.row for change in plan.changes]
    changed.setdefault(kind.name, set()).update(row.pk for row in touched)
    if kind.name == "service":
        record_versions(services=touched, by=run.started_by, at=now)


def _look_for_gone(run: ImportRun, spool: Spool, report: Report, changed: Changed) -> None:
    end = bool(run.report.get("end_gone"))
    for rows in origins.gone(source=run.source, spool=spool):
        for row in rows:
            report.count("service", "gone")
            report.note("gone", {"name": row.service.name, "line": None})
        if rows and not run.is_dry_run:
            ended = origins.mark_gone(rows=rows, end=end, now=timezone.now())
            changed.setdefault("service", set()).update(ended)


def _keep_refusals(run: ImportRun, spool: Spool, report: Report) -> int:
    """Keep every refused row with its place and reason; return how many there are of all kinds."""
    refused = 0
    rows: list[ImportRefusal] = []
    for kind, line, key, name, reason in spool.refusals():
        refused += 1
        report.count(kind, "refused")
        told = reason if kind == "service" else f"{ONE[kind]}: {reason}"
        rows.append(ImportRefusal(run=run, line=line, key=key, name=name, reason=told))
        if len(rows) == BATCH:
            ImportRefusal.objects.bulk_create(rows)
            rows = []
    ImportRefusal.objects.bulk_create(rows)
    return refused


def _finish(run: ImportRun, spool: Spool, report: Report, told: Told) -> None:
    refused = _keep_refusals(run, spool, report)
    for note in told.notes:
        report.note("notes", note)
    for column in told.unknown_columns:
        report.note("unknown_columns", column)
    counts = report.counts["service"]
    _tell(
        run,
        state=RunState.CHECKED if run.is_dry_run else RunState.DONE,
        finished_at=timezone.now(),
        new=counts["new"],
        changed=counts["changed"],
        same=counts["same"],
        kept_by_hand=counts["kept by hand"],
        gone=counts["gone"],
        refused=refused,
        report={**run.report, **report.as_json(), "is_dry_run": run.is_dry_run},
    )
