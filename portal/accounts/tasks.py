"""Slow work of signing in: sending mail, and following roles that begin or end by date."""

import datetime

from django.core.mail import send_mail
from django.utils import timezone
from django_tasks import task

from portal.running.retries import retried

from .models import OutgoingMail

KEEP_UNSENT = datetime.timedelta(days=1)  # a code or a link that has waited longer is of no use


@retried(attempts=5, first_wait=datetime.timedelta(seconds=20))
@task()
def send_waiting_mail(mail_id: int) -> None:
    """Send one mail and forget it. An error of the mail server leaves it for the next try."""
    OutgoingMail.objects.filter(made_at__lt=timezone.now() - KEEP_UNSENT).delete()
    waiting = OutgoingMail.objects.filter(pk=mail_id).first()
    if waiting is None:
        return
    send_mail(waiting.subject, waiting.body, None, [waiting.address])
    waiting.delete()


@task()
def follow_roles() -> None:
    """Put people into the admin's groups of their roles of today, and out of those they no longer hold."""
    from .actions import follow_all_roles

    follow_all_roles(on=timezone.localdate())
