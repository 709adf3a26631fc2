"""Still right? Asking whoever keeps an entry, hiding what nobody confirms, and what owners answer.

Keyword-only, the actor named, one transaction each; none takes a request.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from portal.notifications import actions as notifications
from portal.notifications.models import Delivery

from . import checking_notices as notices
from .actions import NOBODY_CONFIRMED, announce, confirm_checked, set_responsible
from .checking import Step, step_due
from .checking_queries import Check, checks_of, due_day
from .finding.index import reindex
from .freshness import Freshness
from .freshness_queries import with_freshness
from .keeping_links import link_secret
from .models import CheckStep, EntryOwner, Provider, Service
from .owners import address_of, kept_by

if TYPE_CHECKING:
    from portal.accounts.models import User

BOARD = "localoffer_admin:freshness"
CALM = timedelta(hours=1)  # whoever has an old link may ask for a new one, and not fill a mailbox with it


def link_of(owner: EntryOwner) -> str:
    """The path of this owner's page, with its signed secret."""
    return reverse("localoffer:still-right", args=[link_secret(owner.pk, owner.link_version)])


@transaction.atomic
def tell_owner(*, owner: EntryOwner, on: date, at: datetime) -> list[CheckStep]:
    """Take today's steps for the entries that `owner` keeps, and send one mail for all of them.

    Taking them again on the same day, or at the same time from two places, does nothing: the owner's row is
    held, and each step of a check is kept once. Returns the steps taken.
    """
    EntryOwner.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    address = address_of(owner)
    public = kept_by(owner).filter(hidden_reason="").exclude(suggested_changes__outcome="")
    checks = checks_of(public.order_by("pk")) if address else []
    steps = _take(checks, owner, on)
    if steps:
        kind = notices.kind_for(Step(step.kind) for step in steps)
        notifications.mail(kind=kind, address=address, link=link_of(owner), thing=owner, at=at)
    return steps


@transaction.atomic
def tell_editors(*, checks: Sequence[Check], on: date, at: datetime) -> list[CheckStep]:
    """Take today's steps for entries that nobody keeps: the editors are told once for all of them."""
    steps = _take(checks, None, on)
    if steps:
        notifications.tell(
            kind=notices.UNOWNED,
            to=notices.editors(),
            thing=steps[0].service,
            link=f"{reverse(BOARD)}?show=unowned",
            by=None,
            at=at,
        )
    return steps


def _take(checks: Sequence[Check], owner: EntryOwner | None, on: date) -> list[CheckStep]:
    """Keep the steps that are due, hide what it is time to hide, and note on which day an owner was asked."""
    taken = []
    for check in checks:
        step = step_due(due=check.due, today=on, told=check.told)
        if step is None:
            continue
        taken.append(CheckStep(service=check.service, owner=owner, due=check.due, kind=step.value, day=on))
        if step is Step.HIDDEN:
            _hide(check.service)
    CheckStep.objects.bulk_create(taken)
    if owner is not None:
        asked = [step.service_id for step in taken if step.kind != Step.HIDDEN]
        Service.objects.filter(pk__in=asked).update(asked_provider_date=on)
    return taken


def _hide(service: Service) -> None:
    """Take the entry from families' sight, with the reason that confirming it takes away again."""
    service.hidden_reason = NOBODY_CONFIRMED
    service.save(update_fields=["hidden_reason", "last_modified"])
    reindex([service.pk])
    log(service, "localoffer.hidden", user=None)
    announce(service)


@transaction.atomic
def bring_back(*, on: date) -> int:
    """Let families find again what was hidden and has been checked since, such as by the feed it comes from.

    Returns how many came back.
    """
    hidden = Service.objects.filter(live=True, hidden_reason=NOBODY_CONFIRMED)
    checked = with_freshness(hidden, Freshness.FRESH, on)
    back = list(checked.select_for_update(of=("self",)).order_by("pk"))
    Service.objects.filter(pk__in=[one.pk for one in back]).update(hidden_reason="")
    reindex(one.pk for one in back)
    for one in back:
        log(one, "localoffer.shown_again", user=None)
        announce(one)
    return len(back)


@transaction.atomic
def ask_now(*, service: Service, owner: EntryOwner, by: "User", at: datetime) -> bool:
    """Mail the owner of this entry today, whatever the day of its check. False when that was done today.

    Raises ValueError when there is no address to write to.
    """
    address = address_of(owner)
    if not address:
        raise ValueError("This owner has no email address. Give one first.")
    on = timezone.localtime(at).date()
    _step, is_new = CheckStep.objects.get_or_create(
        service=service,
        kind=CheckStep.Kind.NOW,
        day=on,
        defaults={"owner": owner, "due": due_day(service), "by": by},
    )
    if not is_new:
        return False
    Service.objects.filter(pk=service.pk).update(asked_provider_date=on)
    notifications.mail(kind=notices.ASKED, address=address, link=link_of(owner), thing=owner, by=by, at=at)
    log(service, "localoffer.asked", user=by)
    return True


@transaction.atomic
def send_new_link(*, owner: EntryOwner, at: datetime) -> None:
    """Send the owner a link in the place of one that is over; does nothing for an owner without mail, nor
    within an hour of the last one: asked for twice, the first mail is on its way."""
    address = address_of(owner)
    EntryOwner.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    sent = Delivery.objects.filter(
        kind=notices.NEW_LINK, thing=owner._meta.label_lower, thing_id=str(owner.pk), made_at__gt=at - CALM
    )
    if address and not sent.exists():
        notifications.mail(kind=notices.NEW_LINK, address=address, link=link_of(owner), thing=owner, at=at)


@transaction.atomic
def set_owner(
    *,
    by: "User",
    post: str,
    email: str = "",
    user: "User | None" = None,
    service: Service | None = None,
    provider: Provider | None = None,
) -> EntryOwner:
    """Name who keeps one entry right, or every entry of a provider that has no owner of its own.

    Links sent to whoever kept it before stop working. Raises ValueError for neither or both of entry and
    provider, and when there is no way to reach the owner.
    """
    if (service is None) == (provider is None):
        raise ValueError("Name an entry or a provider.")
    if not email and user is None:
        raise ValueError("Give an email address or an account.")
    key = {"service": service} if service else {"provider": provider}
    EntryOwner.objects.filter(**key).delete()
    owner = EntryOwner.objects.create(**key, post=post, email=email, user=user)
    if service:
        set_responsible(service=service, by=by, post=post)
    return owner


@transaction.atomic
def cancel_links(*, owner: EntryOwner, by: "User") -> EntryOwner:
    """Make every link that this owner was sent stop working."""
    held = EntryOwner.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    held.link_version += 1
    held.save(update_fields=["link_version"])
    thing = held.service or held.provider
    log(thing, "localoffer.links_cancelled", user=by)
    return held


@transaction.atomic
def confirm_right(*, service: Service, by: "User | None", role: str, email: str, on: date) -> bool:
    """Record that whoever keeps the entry says that it is still right. False when it was said today."""
    if service.assured_date == on and not service.hidden_reason:
        return False
    confirm_checked(service=service, by=by, role=role, on=on, email=email)
    return True


@transaction.atomic
def give_up(*, service: Service, owner: EntryOwner, words: str, at: datetime) -> None:
    """Record that `owner` says this entry is not theirs, and tell the editors. It then has no owner."""
    kept, _ = EntryOwner.objects.get_or_create(
        service=service, defaults={"post": owner.post, "email": owner.email, "user": owner.user}
    )
    kept.given_up_at, kept.given_up_words = at, words
    kept.save(update_fields=["given_up_at", "given_up_words"])
    log(service, "localoffer.given_up", user=None)
    notifications.tell(
        kind=notices.NOT_MINE,
        to=notices.editors(),
        thing=service,
        link=f"{reverse(BOARD)}?show=unowned",
        by=None,
        at=at,
    )
