"""Mail about signing in: written in the request, sent by the worker.

Sending takes as long as the mail server likes. Done in the request, that time would tell a stranger whether
an address is known.
"""

from html import unescape
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from portal.running.line import put_in_line

from .models import OutgoingMail
from .tasks import send_waiting_mail


@transaction.atomic
def post(*, address: str, subject: str, body: str) -> None:
    """Let the worker send one mail once the present transaction is kept."""
    waiting = OutgoingMail.objects.create(address=address, subject=subject, body=body)
    put_in_line(send_waiting_mail, waiting.pk)


def post_template(*, address: str, template: str, words: dict[str, Any]) -> None:
    """Let the worker send the mail that <template>_subject.txt and <template>_message.txt make of `words`.

    Templates escape for HTML; a mail is plain text, so what they escaped is put back.
    """
    subject = unescape(render_to_string(f"{template}_subject.txt", words))
    body = unescape(render_to_string(f"{template}_message.txt", words))
    post(address=address, subject=" ".join(subject.split()), body=body.strip() + "\n")
