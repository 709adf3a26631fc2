"""Work that comes round: telling people ahead of the day rights pass."""

from django.utils import timezone
from django_tasks import task

from portal.people.actions import tell_of_rights


@task()
def tell_of_rights_daily() -> None:
    """Tell everyone concerned what is due today, once each, and record what stopped."""
    tell_of_rights(today=timezone.localdate())
