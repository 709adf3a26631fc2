"""Slow work of the pages."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from portal.running.retries import retried

from .actions import forget_old_messages
from .area import get_area
from .models import ContactMessage

NEUTRAL = """There is a new message for the team: {reference}.

Sign in to read it: {address}
"""


@retried()
@task()
def tell_team(message_id: int) -> None:
    """Mail the team a neutral line and a link: never the words, the name or what it is about."""
    to = get_area().email
    message = ContactMessage.objects.filter(pk=message_id).first()
    if not to or not message:
        return
    address = settings.WAGTAILADMIN_BASE_URL + reverse("pages_messages:message", args=[message.pk])
    send_mail(
        subject=f"New message {message.reference}",
        message=NEUTRAL.format(reference=message.reference, address=address),
        from_email=None,
        recipient_list=[to],
    )


@task()
def forget_messages() -> None:
    """Delete messages that were kept as long as the privacy page says. Safe to repeat."""
    forget_old_messages(by=None, now=timezone.now())
