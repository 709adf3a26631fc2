"""Bringing a saved feed in, as the tests of the import do it."""

import json
from typing import Any

from django.core.files.base import ContentFile

from localoffer.importers.running import perform
from localoffer.importers.starting import record_import
from localoffer.models import (
    ImportedFrom,
    ImportRefusal,
    ImportRun,
    ImportSource,
    Place,
    Provider,
    Service,
    Taxonomy,
    TaxonomyTerm,
)


def bring_in(
    body: Any, *, dry_run: bool = False, end_gone: bool = False, name: str = "Neighbour"
) -> ImportRun:
    """Import a value as a saved JSON file; bytes are taken as they are."""
    source, _ = ImportSource.objects.get_or_create(name=name, defaults={"kind": "oruk"})
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    file = ContentFile(raw, name="feed.json")
    return perform(record_import(source=source, file=file, dry_run=dry_run, by=None, end_gone=end_gone))


def refused(run: ImportRun) -> list[tuple[int | None, str]]:
    """The line and reason of each refused row."""
    return list(ImportRefusal.objects.filter(run=run).order_by("line", "pk").values_list("line", "reason"))


def directory() -> list[Any]:
    """Everything an import can write, to compare before and after."""
    models = (Service, Provider, Place, Taxonomy, TaxonomyTerm, ImportedFrom)
    return [list(model.objects.order_by("pk").values()) for model in models]
