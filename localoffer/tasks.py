"""Work of the directory that comes round each day. Safe to repeat at any time."""

from django.utils import timezone
from django_tasks import task


@task()
def ask_owners() -> None:
    """Tell owners (editors, where there is none) about the checks of today; hide what nobody confirmed."""
    from .checking_day import tell_everyone

    tell_everyone(timezone.now())


@task()
def note_the_day() -> None:
    """Keep today's share of entries checked in time, and let filters forget places told too long ago."""
    from .checking_day import note

    note(timezone.now())
