"""Handing one mail to the mail server or provider, and keeping what became of it.

A process may die after the server took the mail and before we could write that down. Such a mail stays
"being sent", and the next try sends the very same mail again, with the same Message-ID and the same lines:
nothing is lost, and no later mail repeats it. See docs/decisions for why this and not the other way.
"""

from smtplib import SMTPRecipientsRefused

from anymail.exceptions import AnymailInvalidAddress, AnymailRecipientsRefused
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .composing import compose
from .models import AddressTrouble, Delivery, Notice, State
from .troubles import note_trouble

NOT_YET_SENT = (State.QUEUED, State.SENDING)


def send(delivery_id: int) -> None:
    """Send that mail, unless it was sent already.

    Raises what the mail server says when it may go better later; the task is then tried again.
    """
    delivery = _claim(delivery_id)
    if delivery is None:
        return
    if AddressTrouble.objects.filter(address=delivery.address).exists():
        stop(delivery, "trouble")
        return
    message = compose(delivery)
    if message is None:
        stop(delivery, "nothing-left")
        return
    refusal = _hand_over(message)
    if refusal:
        refuse(delivery, refusal)
    else:
        _note_sent(delivery, message)


def _claim(delivery_id: int) -> Delivery | None:
    claimed = Delivery.objects.filter(pk=delivery_id, state__in=NOT_YET_SENT).update(
        state=State.SENDING, attempts=F("attempts") + 1
    )
    if not claimed:
        return None
    return Delivery.objects.select_related("recipient", "follower", "by").get(pk=delivery_id)


def _hand_over(message: EmailMultiAlternatives) -> str:
    """Send `message`; return why the address was refused for good, or "" when the server took the mail."""
    try:
        message.send()
    except SMTPRecipientsRefused as problem:
        if all(code < 500 for code, _words in problem.recipients.values()):
            raise  # "try later"
        return "bounced"
    except AnymailRecipientsRefused:
        return "blocked"
    except (AnymailInvalidAddress, BadHeaderError, UnicodeError):
        return "invalid"
    return ""


def _note_sent(delivery: Delivery, message: EmailMultiAlternatives) -> None:
    """Write down that it was sent; a report that came quicker than this stays as it is."""
    status = getattr(message, "anymail_status", None)
    now = timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(
        sent_at=now, link="", provider_id=str(getattr(status, "message_id", None) or "")[:200]
    )
    Delivery.objects.filter(pk=delivery.pk, state=State.SENDING).update(state=State.SENT)


@transaction.atomic
def refuse(delivery: Delivery, reason: str) -> None:
    """The server refuses this address for good: keep it, and tell whoever relies on it."""
    now = timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.REFUSED, reason=reason, settled_at=now, link=""
    )
    note_trouble(
        address=delivery.address,
        state=State.REFUSED,
        reason=reason,
        by=delivery.by,
        at=now,
        is_relied_on=delivery.is_relied_on,
    )


@transaction.atomic
def stop(delivery: Delivery, reason: str) -> None:
    """Do not send it. Its notices are free for a later mail, where the address was the trouble."""
    if reason == "trouble":
        Notice.objects.filter(delivery=delivery).update(delivery=None, mail_due_at=timezone.now())
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.STOPPED, reason=reason, settled_at=timezone.now(), link=""
    )
