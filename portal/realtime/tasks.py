"""What comes round for live parts."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

KEPT = timedelta(days=1)


@task()
def fold_old_changes() -> None:
    """Keep one row for each thing of what changed more than a day ago. Safe to repeat."""
    from .actions import fold_changes

    fold_changes(before=timezone.now() - KEPT)
