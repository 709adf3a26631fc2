"""What the worker does with what families told us. Each task takes ids only."""

from django.utils import timezone
from django_tasks import task


@task()
def forget() -> None:
    """Erase emails, recordings and links whose time is over."""
    from .remark_actions import forget_old_remarks

    forget_old_remarks(now=timezone.now())
