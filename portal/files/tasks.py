"""Work on given files that comes round."""

from django.utils import timezone
from django_tasks import task

from . import actions


@task()
def tidy_up() -> None:
    """Remove files that belong to nothing, and content that no file speaks of."""
    actions.remove_orphans(by=None, at=timezone.now())
    actions.remove_strays(at=timezone.now())


@task()
def ask_virus_checker_again() -> None:
    """Show the virus checker what it has not seen because it was silent."""
    actions.scan_waiting(by=None, at=timezone.now())
