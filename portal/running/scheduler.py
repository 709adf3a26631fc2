"""Starting what is due, once each, however many schedulers run."""

import logging
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .models import ScheduledJob
from .schedule import Job, every_job

logger = logging.getLogger(__name__)
NOT_DONE = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def local_zone() -> ZoneInfo:
    """The area's own time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def plan_jobs(now: datetime) -> None:
    """Give every registered job its row, and plan again those whose time was changed. Safe to repeat."""
    planned = dict(ScheduledJob.objects.values_list("name", "plan"))
    new = [job for job in every_job() if job.name not in planned]
    ScheduledJob.objects.bulk_create(
        [
            ScheduledJob(name=job.name, plan=job.plan, next_at=job.first_time(now, local_zone()))
            for job in new
        ],
        ignore_conflicts=True,  # two schedulers may start at the same moment
    )
    for job in every_job():
        if planned.get(job.name, job.plan) != job.plan:
            first = job.first_time(now, local_zone())
            ScheduledJob.objects.filter(name=job.name, plan=planned[job.name]).update(
                plan=job.plan, next_at=first
            )


def start_due(now: datetime) -> list[str]:
    """Start every registered job whose time has come; return the names of those started here.

    One that cannot be started is logged and waits for the next look; it keeps no other from starting.
    """
    jobs = {job.name: job for job in every_job()}
    started = []
    for row in ScheduledJob.objects.filter(next_at__lte=now, name__in=jobs).order_by("next_at", "name"):
        try:
            if start_once(row, jobs[row.name], now):
                started.append(row.name)
        except Exception as problem:
            logger.error("The job %s could not be started: %s", row.name, type(problem).__name__)
    return started


@transaction.atomic
def start_once(row: ScheduledJob, job: Job, now: datetime) -> bool:
    """Claim the time that `row` was read with and put the task in line, both or neither.

    False when somebody else claimed it first, or when the last run is not done yet: then this time is left
    out, so that a job never runs beside itself and a long queue does not fill with copies of it.
    """
    claimed = ScheduledJob.objects.filter(pk=row.pk, next_at=row.next_at).update(
        next_at=job.next_time(now, local_zone())
    )
    if not claimed or _is_not_done(row.task_result):
        return False
    result = job.task.enqueue()
    ScheduledJob.objects.filter(pk=row.pk).update(started_at=now, task_result=_row_of(result.id))
    return True


def _is_not_done(result: UUID | None) -> bool:
    return result is not None and DBTaskResult.objects.filter(pk=result, status__in=NOT_DONE).exists()


def _row_of(result_id: str) -> UUID | None:
    """The task's row; None where tasks are done at once and leave no row."""
    try:
        return UUID(result_id)
    except ValueError:
        return None
