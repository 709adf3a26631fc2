"""Mail, sent beside the pages."""

from datetime import timedelta

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
