"""Telling people something. Keyword-only, the actor named; nothing here takes a request."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from portal.realtime.publishing import publish_many_on_commit
from portal.running.scheduler import local_zone

from .addresses import confirmed_addresses
from .kinds import NoticeKind, kind_called
from .models import Delivery, MailWishes, Notice, Preference
from .tasks import send_delivery, send_what_is_due
from .times import mail_due_at


@transaction.atomic
def tell(
    *,
    kind: str,
    to: Iterable[Any],
    thing: models.Model,
    link: str,
    by: Any,
    at: datetime | None = None,
) -> list[Notice]:
    """Tell each user in `to` about `thing`: the ones whom the kind allows, once each, never the actor `by`.

    It stands in their inbox at once and goes by mail as each of them chose. `link` is a path of this site.
    Raises LookupError for a kind that nobody registered.
    """
    facts, now = kind_called(kind), at or timezone.now()
    people = {user.pk: user for user in to if by is None or user.pk != by.pk}
    may = [user for user in people.values() if facts.may_get(user, str(thing.pk))]
    chosen = _chosen(facts, may)
    notices = Notice.objects.bulk_create(
        Notice(
            recipient=user,
            kind=facts.key,
            thing=thing._meta.label_lower,
            thing_id=str(thing.pk),
            link=link,
            made_at=now,
            mail_due_at=mail_due_at(chosen[user.pk], now, local_zone()) if user.email else None,
        )
        for user in may
    )
    publish_many_on_commit("inbox", [str(user.pk) for user in may])
    if any(notice.mail_due_at and notice.mail_due_at <= now for notice in notices):
        send_what_is_due.enqueue()
    return notices


def _chosen(facts: NoticeKind, users: list[Any]) -> dict[int, str]:
    """How soon each of these users wants mail of this kind."""
    how = dict.fromkeys((user.pk for user in users), "now" if facts.goes_at_once else facts.usual)
    if not facts.goes_at_once:
        chosen = Preference.objects.filter(user__in=users, kind=facts.key)
        how.update(chosen.values_list("user_id", "how"))
    return how


@transaction.atomic
def mail(
    *,
    kind: str,
    address: str,
    link: str,
    thing: models.Model,
    by: Any | None = None,
    at: datetime | None = None,
) -> Delivery:
    """Mail the kind's neutral line and `link` about `thing` to somebody without an account.

    The mail is put in line in this transaction and sent after it is committed, never without it. `link` is a
    path of this site; it may carry a signed secret and is forgotten once the mail is sent. `by`, or whoever
    is registered in `relying`, hears of it when the mail does not arrive. Returns the queued Delivery, whose
    state says how far it is. Raises LookupError for a kind that nobody registered, ValueError for a kind
    that is not for such addresses, or for a link that is not a path.
    """
    facts = kind_called(kind)
    if not facts.to_addresses:
        raise ValueError(f"{kind} is for people who sign in: use tell.")
    if not link.startswith("/") or link.startswith("//"):
        raise ValueError("A link is a path of this site.")
    delivery = Delivery.objects.create(
        address=address.strip().lower(),
        kind=facts.key,
        thing=thing._meta.label_lower,
        thing_id=str(thing.pk),
        link=link,
        by=by,
        made_at=at or timezone.now(),
    )
    send_delivery.enqueue(delivery.pk)
    return delivery


def mark_read(*, by: Any, notice: Notice, at: datetime | None = None) -> None:
    """Mark one of `by`'s own notices as read. Raises PermissionError for somebody else's."""
    if notice.recipient_id != by.pk:
        raise PermissionError("Only the person who was told may mark a notice as read.")
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=at or timezone.now())


def mark_all_read(*, by: Any, up_to: int, at: datetime | None = None) -> int:
    """Mark `by`'s notices as read up to the one numbered `up_to`, the newest that was on the page: what came
    since was not seen. Returns how many."""
    mine = Notice.objects.filter(recipient=by, pk__lte=up_to, read_at__isnull=True)
    return mine.update(read_at=at or timezone.now())


@transaction.atomic
def choose(
    *,
    by: Any,
    how: Mapping[str, str],
    address: str,
    language: str,
    easy_read: bool,
    at: datetime | None = None,
) -> None:
    """Keep how `by` wants to be told: how soon for each kind, at which of their own addresses, and how.

    What waits to go by email is planned again. Raises ValueError for an address that is not theirs.
    """
    if address and address not in confirmed_addresses(by):
        raise ValueError("Mail goes only to an address that was shown to be theirs.")
    MailWishes.objects.update_or_create(
        user=by, defaults={"address": address, "language": language, "easy_read": easy_read}
    )
    Preference.objects.bulk_create(
        [Preference(user=by, kind=kind, how=chosen) for kind, chosen in how.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["how"],
    )
    waiting = Notice.objects.unread().filter(recipient=by, mail_due_at__isnull=False)
    for chosen in set(how.values()):
        kinds = [kind for kind, one in how.items() if one == chosen]
        due = mail_due_at(chosen, at or timezone.now(), local_zone()) if by.email else None
        waiting.filter(kind__in=kinds).update(mail_due_at=due)
