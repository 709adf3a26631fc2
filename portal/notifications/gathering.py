"""Putting notices into mails. Each notice is claimed for one mail in the transaction that makes the mail."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from .addresses import mail_address
from .models import AddressTrouble, Delivery, Follower, MailWishes, Notice
from .tasks import send_delivery


def gather_due(now: datetime | None = None) -> int:
    """Make one mail for each person who has notices due, put them in line, and return how many.

    Each person's mail is a transaction of its own, with the claim of its notices and its place in line: a
    worker that dies anywhere leaves whole mails and unclaimed notices, which the next run takes.
    """
    moment = now or timezone.now()
    due = Notice.objects.due(moment)
    users = due.filter(recipient__is_active=True).order_by("recipient").values("recipient").distinct()
    people = get_user_model().objects.filter(pk__in=users).order_by("pk")
    wishes = {one.user_id: one for one in MailWishes.objects.filter(user__in=users).order_by("pk")}
    followers = due.order_by("follower").values("follower").distinct()
    listeners = Follower.objects.filter(pk__in=followers, confirmed_at__isnull=False).order_by("pk")
    to: list[tuple[dict[str, Any], str]] = [
        ({"recipient": user}, mail_address(user, wishes.get(user.pk))) for user in people
    ]
    to += [({"follower": one}, one.address or "") for one in listeners]
    troubled = set(
        AddressTrouble.objects.filter(address__in=[address for _who, address in to]).values_list(
            "address", flat=True
        )
    )
    return sum(gather(who, address, moment) for who, address in to if address and address not in troubled)


@transaction.atomic
def gather(who: dict[str, Any], address: str, now: datetime) -> bool:
    """Make one mail of all that is due to `who` ({"recipient": user} or {"follower": follower}).

    False when somebody else claimed it meanwhile: then there is no mail.
    """
    delivery = Delivery.objects.create(address=address, made_at=now, **who)
    if not Notice.objects.due(now).filter(**who).update(delivery=delivery, mail_due_at=None):
        delivery.delete()
        return False
    send_delivery.enqueue(delivery.pk)
    return True
