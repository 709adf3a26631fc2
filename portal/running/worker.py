"""The worker: does the tasks that wait in the database, tries again what may be tried again, and takes over
from a worker that died.

A task is put in line by a row in the same transaction as the change that asks for it, so a crash between
the two is not possible. A worker that dies in the middle leaves its row "running"; its beat stops, and
another worker, or the same one started again, gives the task back.
"""

import logging
import threading
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .models import WorkerBeat
from .retries import retries_of

logger = logging.getLogger(__name__)
BEAT_SECONDS = 15
DEAD_AFTER = timedelta(minutes=2)
WORKER_DIED = "portal.running.worker.WorkerDiedError"


class WorkerDiedError(Exception):
    """The worker was stopped in the middle of this task."""


class PatientWorker(Worker):
    """Django-tasks-db's worker, with a beat, retries and no words of people in what it keeps of a failure."""

    def run(self) -> None:
        """Work until told to stop; beat beside the work, so that a long task is not taken for a dead one."""
        beat(self.worker_id, timezone.now())
        stopping = threading.Event()
        beating = threading.Thread(target=_beat_until, args=(self.worker_id, stopping), daemon=True)
        beating.start()
        try:
            super().run()
        finally:
            stopping.set()
            beating.join(timeout=BEAT_SECONDS)
            leave(self.worker_id)

    def run_task(self, db_task_result: "DBTaskResult[..., object]") -> None:
        """Do one task; after a failure that may be tried again, give it its next time."""
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            settle_failure(db_task_result, timezone.now())


def settle_failure(row: "DBTaskResult[..., object]", now: datetime) -> bool:
    """Put a failed task in line again, later, when it may be tried again; say whether it was.

    How often it was tried is how many times a worker took it. What was raised is kept by its class and its
    place in the code only: the words of an error may hold an address or a name.
    """
    row.traceback = _without_words(row.traceback)
    wait = retries_of(row.task_path).wait_after(len(row.worker_ids))
    if wait is not None:
        row.status, row.run_after = TaskResultStatus.READY, now + wait
    row.save(update_fields=["status", "run_after", "traceback"])
    return wait is not None


def _without_words(trace: str) -> str:
    """The lines of a traceback that name files, without code and without what was raised."""
    return "\n".join(line for line in trace.splitlines() if line.startswith('  File "'))


def beat(worker_id: str, now: datetime) -> None:
    """Say that this worker is alive."""
    WorkerBeat.objects.update_or_create(worker_id=worker_id, defaults={"beat_at": now})


def leave(worker_id: str) -> None:
    """Say that this worker ended, as it was told to."""
    WorkerBeat.objects.filter(worker_id=worker_id).delete()


@transaction.atomic
def give_back_abandoned(now: datetime) -> int:
    """Give back the tasks of workers that are gone or have not beaten for two minutes; return how many.

    One that may be tried again waits in line; one that may not becomes a failure that staff see.
    """
    alive = set(WorkerBeat.objects.filter(beat_at__gt=now - DEAD_AFTER).values_list("worker_id", flat=True))
    running = DBTaskResult.objects.running().filter(started_at__lt=now - timedelta(seconds=BEAT_SECONDS))
    given_back = 0
    for row in running.select_for_update(skip_locked=True).order_by("pk"):
        if not row.worker_ids or row.worker_ids[-1] in alive:
            continue
        row.exception_class_path, row.finished_at = WORKER_DIED, now
        row.status = TaskResultStatus.FAILED
        row.save(update_fields=["status", "exception_class_path", "finished_at"])
        settle_failure(row, now)
        given_back += 1
    WorkerBeat.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
    return given_back


def _beat_until(worker_id: str, stopping: threading.Event) -> None:
    while not stopping.wait(BEAT_SECONDS):
        close_old_connections()
        try:
            beat(worker_id, timezone.now())
            give_back_abandoned(timezone.now())
        except Exception as problem:
            logger.error("The worker could not say that it is alive: %s", type(problem).__name__)
    connection.close()
