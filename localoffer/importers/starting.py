"""Starting an import. The work itself is a background task; `perform` in `running` does it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from localoffer.models import ImportRun, ImportSource
from localoffer.models.imports import RunState
from portal.running.line import put_in_line

from .reading import STOPPED
from .tasks import run_import

FORGOTTEN_AFTER = timedelta(hours=6)  # a feed may take two hours to read; one that waits in line longer


@transaction.atomic
def start_import(
    *,
    source: ImportSource,
    file: File[Any] | None = None,
    dry_run: bool,
    by: Any,
    end_gone: bool = False,
) -> ImportRun:
    """Record an import and put it in line; return its run, which shows how far it is.

    `source` may be new and unsaved. With no `file` the source's address is read. `by` is an editor, or None
    for the command line. A real import repeats the reading: it never trusts an older dry run.
    Raises PermissionDenied for someone who may not change entries, ValueError when there is nothing to read.
    """
    run = record_import(source=source, file=file, dry_run=dry_run, by=by, end_gone=end_gone)
    put_in_line(run_import, run_id=run.pk)
    return run


@transaction.atomic
def record_import(
    *,
    source: ImportSource,
    file: File[Any] | None = None,
    dry_run: bool,
    by: Any,
    end_gone: bool = False,
) -> ImportRun:
    """Keep the source and the run without putting it in line. Who may and what it raises: as start_import."""
    if by is not None and not by.has_perm("localoffer.change_service"):
        raise PermissionDenied
    if not file and not source.address:
        raise ValueError("Give a file, or the address of a feed.")
    source.save()
    _close_forgotten(source)
    run = ImportRun(source=source, is_dry_run=dry_run, started_by=by, report={"end_gone": end_gone})
    if file:
        run.file = file
    run.save()
    return run


def _close_forgotten(source: ImportSource) -> None:
    """Say of runs whose worker was killed that they stopped: it could not say so itself.

    What it had not finished was never committed, so nothing was changed.
    """
    now = timezone.now()
    busy = ImportRun.objects.filter(source=source, state__in=(RunState.READING, RunState.WRITING))
    busy.filter(created_at__lt=now - FORGOTTEN_AFTER).update(
        state=RunState.FAILED, error=STOPPED, finished_at=now
    )
