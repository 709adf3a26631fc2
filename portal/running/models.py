"""What runs the site: when each job comes round next, and which workers are alive."""

from django.db import models


class ScheduledJob(models.Model):
    """One job of the schedule. Whoever moves `next_at` on, in one conditional update, starts it."""

    name = models.CharField(max_length=80, unique=True)
    plan = models.CharField(max_length=80)
    next_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    task_result = models.UUIDField(null=True, blank=True, help_text="The last run, as a task.")

    def __str__(self) -> str:
        return self.name


class WorkerBeat(models.Model):
    """One worker process, and when it last said that it is alive."""

    worker_id = models.CharField(max_length=64, unique=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker_id
