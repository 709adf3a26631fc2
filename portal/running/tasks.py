"""Keeping the database small, each night."""

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

KEEP_DONE_DAYS, KEEP_FAILED_DAYS = 14, 90


@task()
def tidy() -> None:
    """Forget sessions that ended and tasks that were done long ago. Safe to repeat."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=KEEP_DONE_DAYS,
        failed_min_age_days=KEEP_FAILED_DAYS,
        verbosity=0,
    )
