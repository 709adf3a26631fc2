"""Tasks that failed for good, for the staff who look after the site. Never what was raised, only its kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.access.gates import may
from portal.access.roles import Permission
from portal.audit.actions import record

# What went wrong, in words, by the kind of error. Others are shown by their kind alone.
REASONS = {
    "WorkerDiedError": "The worker stopped in the middle of it.",
    "ConnectionRefusedError": "Another system did not answer.",
    "ConnectionResetError": "Another system broke off.",
    "TimeoutError": "Another system took too long.",
    "gaierror": "The name of another system is not known.",
    "SMTPServerDisconnected": "The mail server broke off.",
    "SMTPConnectError": "The mail server did not answer.",
    "SMTPAuthenticationError": "The mail server did not take our password.",
    "SMTPRecipientsRefused": "The mail server said: try later.",
    "AnymailAPIError": "The mail provider answered with an error.",
    "AnymailRequestsAPIError": "The mail provider answered with an error.",
    "OperationalError": "The database was away or busy.",
    "ModuleNotFoundError": "This version of the site no longer has this work.",
}


@dataclass(frozen=True)
class Failure:
    """One task that failed for good."""

    key: UUID
    work: str
    reason: str
    kind: str
    tries: int
    failed_at: datetime | None


def failures() -> list[Failure]:
    """All that failed for good, the newest first. One query."""
    rows = DBTaskResult.objects.failed().defer("traceback", "return_value")
    return [failure_of(row) for row in rows.order_by("-finished_at", "pk")]


def is_known(key: UUID) -> bool:
    """Whether there is such a task, failed or not."""
    return DBTaskResult.objects.filter(pk=key).exists()


def failure_of(row: "DBTaskResult[..., object]") -> Failure:
    """A failed task as staff see it."""
    kind = row.exception_class_path.rpartition(".")[2]
    return Failure(
        key=row.pk,
        work=work_of(row.task_path),
        reason=REASONS.get(kind, "Something went wrong in the site itself."),
        kind=kind,
        tries=len(row.worker_ids),
        failed_at=row.finished_at,
    )


def work_of(task_path: str) -> str:
    """What the task does: the first sentence of its own description; its path when it is not there now."""
    try:
        described = import_string(task_path).func.__doc__ or task_path
    except ImportError:
        return task_path
    first: str = " ".join(described.split()).partition(". ")[0]
    return first.rstrip(".")


@transaction.atomic
def try_again(*, by: Any, key: UUID) -> bool:
    """Put a failed task in line once more, with all its tries; False when it is there already, or gone.

    Raises PermissionDenied for somebody who may not see failures.
    """
    if not may(by, Permission.SEE_FAILURES):
        raise PermissionDenied
    again = DBTaskResult.objects.failed().filter(pk=key)
    if not again.update(
        status=TaskResultStatus.READY, run_after=timezone.now(), worker_ids=[], finished_at=None
    ):
        return False
    record(by=by, action="running.tried_again", thing=DBTaskResult(pk=key))
    return True
