"""Keeps where entries came from and what the source last said; finds what is gone from the source."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from localoffer.models import ImportedFrom, ImportedPart, ImportSource, Service
from localoffer.models.service import Status

from .kinds import Kind
from .planning import Plan
from .spool import Spool

BATCH = 500


def keep(*, source: ImportSource, kind: Kind, plan: Plan, now: datetime) -> None:
    """Keep what the source said in this batch, in one or two statements."""
    if kind.name == "service":
        _keep_services(source, plan, now)
        return
    ImportedPart.objects.bulk_create(
        [
            ImportedPart(source=source, kind=kind.name, uuid=record.uuid, fields=plan.bases[record.uuid])
            for record in plan.records
        ],
        update_conflicts=True,
        unique_fields=["source", "kind", "uuid"],
        update_fields=["fields"],
    )


def _keep_services(source: ImportSource, plan: Plan, now: datetime) -> None:
    rows = [
        ImportedFrom(
            service=plan.rows[record.uuid],
            source=source,
            source_key=record.key,
            fields=plan.bases[record.uuid],
            first_seen_at=now,
            last_seen_at=now,
        )
        for record in plan.records
    ]
    ImportedFrom.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["service"],
        update_fields=["source_key", "fields", "last_seen_at", "is_gone"],
    )


def gone(*, source: ImportSource, spool: Spool) -> Iterator[list[ImportedFrom]]:
    """Entries of the source that it no longer holds, a batch at a time, with their services loaded."""
    last = 0
    while True:
        rows = list(_after(source, last))
        if not rows:
            return
        last = rows[-1].pk
        seen = spool.seen(row.source_key for row in rows)
        yield [row for row in rows if row.source_key not in seen]


def _after(source: ImportSource, last: int) -> QuerySet[ImportedFrom]:
    rows = ImportedFrom.objects.filter(source=source, pk__gt=last).select_related("service")
    return rows.order_by("pk")[:BATCH]


def mark_gone(*, rows: list[ImportedFrom], end: bool, now: datetime) -> list[int]:
    """Mark entries as gone from their source. With `end` they are ended too; return the services changed."""
    for row in rows:
        row.is_gone = True
    ended = [row for row in rows if end and row.service.status != Status.ENDED]
    for row in ended:
        # As if the source had said so: should it come back, that is the source's change and not an editor's.
        row.fields = {**row.fields, "status": Status.ENDED.value}
    ImportedFrom.objects.bulk_update(rows, ["is_gone", "fields"], batch_size=BATCH)
    services = [row.service_id for row in ended]
    Service.objects.filter(pk__in=services).update(status=Status.ENDED, last_modified=now)
    return services
