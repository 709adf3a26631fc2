"""What stands here already for a batch of records, read in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet

from localoffer.models import ImportedFrom, ImportedPart, ImportSource, Service

from .kinds import Facts, Kind, Part
from .records import Record


def _rows(part: Part) -> QuerySet[Any]:
    rows = part.model._default_manager.order_by("pk")
    return rows.select_related(*part.links) if part.links else rows


def whole(kind: Kind) -> QuerySet[Any]:
    """Every row of a kind with all that `facts_of` reads."""
    parts = [Prefetch(part.name, queryset=_rows(part)) for part in kind.parts]
    rows = kind.model._default_manager.all()
    rows = rows.select_related(*kind.links) if kind.links else rows
    return rows.prefetch_related(*parts, *kind.many).order_by("pk")


def shared_rows(kind: Kind, records: Iterable[Record]) -> dict[str, Any]:
    """The rows that stand here for records that entries share, by the UUID under which they stand."""
    standing = [record.standing for record in records]
    return {str(row.uuid): row for row in whole(kind).filter(uuid__in=standing)}


def shared_bases(kind: Kind, source: ImportSource, records: Iterable[Record]) -> dict[str, Facts]:
    """What the source last said of them, by the source's own UUID."""
    wanted = ImportedPart.objects.filter(
        source=source, kind=kind.name, uuid__in=[record.uuid for record in records]
    )
    return {str(uuid): fields for uuid, fields in wanted.values_list("uuid", "fields")}


def imported_services(
    kind: Kind, source: ImportSource, records: list[Record]
) -> tuple[dict[str, Service], dict[int, ImportedFrom]]:
    """The services that stand here for the records, by the source's key or else UUID; and their origins.

    The first mapping is by the record's key, the second by the service's primary key.
    """
    keys = [record.key for record in records]
    known = ImportedFrom.objects.filter(source=source, source_key__in=keys)
    by_key: dict[str, int] = dict(known.values_list("source_key", "service_id"))
    uuids = [record.uuid for record in records if record.key not in by_key]
    wanted = Q(pk__in=list(by_key.values())) | Q(uuid__in=uuids)
    rows = {row.pk: row for row in whole(kind).filter(wanted)}
    by_uuid = {str(row.uuid): row for row in rows.values()}
    found = {
        record.key: rows[by_key[record.key]] if record.key in by_key else by_uuid.get(record.uuid)
        for record in records
    }
    origins = ImportedFrom.objects.filter(service_id__in=list(rows)).select_related("source")
    return (
        {key: row for key, row in found.items() if row is not None},
        {origin.service_id: origin for origin in origins},
    )


def numbers_of(model: type[Model], uuids: Iterable[str]) -> dict[str, int]:
    """Primary keys by UUID."""
    wanted = set(uuids)
    rows = model._default_manager.filter(uuid__in=wanted).values_list("uuid", "pk") if wanted else []
    return {str(uuid): pk for uuid, pk in rows}
