"""Mail about signing in: written in the request, sent by the worker.

Sending takes as long as the mail server likes. Done in the request, that time would tell a stranger whether
an address is known.
"""

from functools import partial

from django.db import transaction

from .models import OutgoingMail
from .tasks import send_waiting_mail


def post(*, address: str, subject: str, body: str) -> None:
    """Let the worker send one mail once the present transaction is kept."""
    waiting = OutgoingMail.objects.create(address=address, subject=subject, body=body)
    transaction.on_commit(partial(send_waiting_mail.enqueue, waiting.pk))
