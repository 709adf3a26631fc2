"""What nobody has read yet is told again."""

from django.utils import timezone
from django_tasks import task

from .actions.concerns import tell_of_waiting


@task()
def tell_of_waiting_concerns() -> None:
    """Tell those who read concerns, each morning, of those that nobody has read."""
    tell_of_waiting(at=timezone.now())
