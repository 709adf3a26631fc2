"""Keeping what the mail provider reports, and acting on it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .following_actions import stop_mail
from .kinds import every_kind
from .models import DID_NOT_ARRIVE, Delivery, State
from .relying import who_relies_on
from .troubles import note_trouble

# Anymail's names for what providers report. What it opened or clicked is nobody's business and is left out;
# "deferred" is followed by one of these.
STATES = {
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "bounced": State.BOUNCED,
    "rejected": State.REFUSED,
    "failed": State.REFUSED,
    "complained": State.COMPLAINED,
}
# A later report moves a mail on, never back: reports come twice and in any order.
ORDER = [State.QUEUED, State.SENDING, State.SENT, State.DELIVERED, State.STOPPED, *DID_NOT_ARRIVE]


@transaction.atomic
def note_report(
    *, told: str, delivery: UUID | None, provider_id: str, address: str, reason: str, at: datetime | None
) -> None:
    """Keep one report about one mail. Safe to repeat.

    A mail that did not arrive makes its address one that mail does not reach, and whoever relies on the
    address is told. That holds for mail that is no Delivery too, such as a code to sign in, where somebody
    relies on its address.
    """
    when = at or timezone.now()
    known = _delivery(delivery, provider_id, address)
    if told == "unsubscribed" and known:
        _stop(known)
    state = STATES.get(told)
    if state is None:
        return
    if known is None:
        if state in DID_NOT_ARRIVE and address and who_relies_on(address):
            note_trouble(address=address, state=state, reason=reason, at=when)
        return
    if ORDER.index(state) <= ORDER.index(State(known.state)):
        return
    Delivery.objects.filter(pk=known.pk).update(
        state=state, reason=reason, settled_at=when, link="", sent_at=known.sent_at or when
    )
    if state in DID_NOT_ARRIVE:
        note_trouble(
            address=known.address,
            state=state,
            reason=reason,
            by=known.by,
            at=when,
            is_relied_on=known.is_relied_on,
        )
    if state == State.COMPLAINED:
        _stop(known)


def _delivery(uuid: UUID | None, provider_id: str, address: str) -> Delivery | None:
    """The mail that a report is about: by our own mark in it, else by the provider's number and address."""
    rows = Delivery.objects.select_related("by").select_for_update(of=("self",))
    if uuid:
        return rows.filter(uuid=uuid).first()
    if provider_id and address:
        return rows.filter(provider_id=provider_id, address=address).order_by("pk").last()
    return None


def _stop(delivery: Delivery) -> None:
    """Somebody pressed "junk" or "unsubscribe" in their mail program: send them no more of it."""
    if delivery.follower_id:
        stop_mail(facts={"follower": delivery.follower_id})
    elif delivery.recipient_id:
        may_stop = {kind.key for kind in every_kind() if not kind.goes_at_once}
        told = delivery.notices.order_by("kind").values_list("kind", flat=True).distinct()
        stop_mail(facts={"user": delivery.recipient_id, "kinds": [key for key in told if key in may_stop]})
