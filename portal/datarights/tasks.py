"""Work that comes round: letting go of what has been kept long enough."""

from django.utils import timezone
from django_tasks import task

from .retention import apply


@task()
def let_go_weekly() -> None:
    """Let go of what has run out today. People with a hold are skipped; each rule leaves a row."""
    apply(at=timezone.now(), really=True)
