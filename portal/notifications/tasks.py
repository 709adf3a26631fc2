"""Mail, sent beside the pages."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from portal.running.retries import retried


@retried(attempts=9, first_wait=timedelta(minutes=1))
@task()
def send_delivery(delivery_id: int) -> None:
    """Send one mail. Tried for some four hours while the mail server does not answer."""
    from .sending import send

    send(delivery_id)


@task()
def send_what_is_due() -> None:
    """Put every notice whose time has come into one mail for each person, and those mails in line.

    Safe to repeat, and run every few minutes: what one run did not reach, the next one does.
    """
    from .gathering import gather_due

    gather_due()


@retried(attempts=6)
@task()
def spread_change(kind: str, thing_id: str, at: str) -> None:
    """Tell everyone who follows something public that it changed. Safe to repeat."""
    from .following_actions import make_follower_notices

    make_follower_notices(kind=kind, thing_id=thing_id, at=datetime.fromisoformat(at))


@task()
def forget_followers() -> None:
    """Forget followers who never answered, follow nothing any more, or never came back."""
    from .following_actions import forget_old

    forget_old(now=timezone.now())
