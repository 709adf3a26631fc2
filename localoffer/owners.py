"""Which entries somebody keeps right, and who keeps an entry. An entry's own owner stands before its
provider's; one who said "this is not mine" keeps it no longer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from .actions import NOBODY_CONFIRMED
from .models import EntryOwner, ProviderMember, Service
from .models.service import Status

WITH_OWNERS = ("provider", "entry_owner__user", "provider__entry_owner__user")


def owner_of(service: Service) -> EntryOwner | None:
    """Who keeps this entry right: its own owner, else its provider's; None when nobody does.

    Load the service with `select_related(*WITH_OWNERS)` when there are many.
    """
    own: EntryOwner | None = getattr(service, "entry_owner", None)
    if own is not None:
        return None if own.given_up_at else own
    general: EntryOwner | None = getattr(service.provider, "entry_owner", None)
    return None if general is None or general.given_up_at else general


def address_of(owner: EntryOwner) -> str:
    """Where the owner's mail goes: the address given, else that of the account; "" for neither."""
    if owner.email:
        return owner.email
    user = owner.user
    return (user.email or "") if user is not None and user.is_active else ""


def kept_by(owner: EntryOwner) -> QuerySet[Service]:
    """The entries that this owner keeps: nothing once they have given it up or left the provider."""
    if owner.given_up_at or not _still_belongs(owner):
        return Service.objects.none()
    if owner.provider is not None:
        return to_keep().filter(provider=owner.provider, entry_owner__isnull=True)
    return to_keep().filter(entry_owner=owner)


def kept_by_user(user: Any, provider_ids: Iterable[int]) -> QuerySet[Service]:
    """The entries that somebody with an account speaks for: those of their providers."""
    return to_keep().filter(provider_id__in=list(provider_ids))


def to_keep() -> QuerySet[Service]:
    """Entries whose facts somebody should keep right: public ones, and those hidden for want of an answer."""
    seen = Q(hidden_reason="") | Q(hidden_reason=NOBODY_CONFIRMED)
    return Service.objects.filter(seen, live=True).exclude(status=Status.ENDED)


def unowned(services: QuerySet[Service]) -> QuerySet[Service]:
    """Those of `services` that nobody keeps: no owner, or one who said that it is not theirs."""
    own = EntryOwner.objects.filter(service=OuterRef("pk"))
    general = EntryOwner.objects.filter(provider=OuterRef("provider"), given_up_at__isnull=True)
    return services.filter(Exists(own.filter(given_up_at__isnull=False)) | (~Exists(own) & ~Exists(general)))


def is_reached(owner: EntryOwner) -> bool:
    """Whether a mail to this owner would go to somebody who still speaks for the entry."""
    return bool(address_of(owner)) and _still_belongs(owner)


def _still_belongs(owner: EntryOwner) -> bool:
    """Whether an owner by account alone still speaks for the provider: that right ends with membership."""
    if owner.email or owner.user_id is None:
        return True
    provider = owner.provider_id or (owner.service.provider_id if owner.service else None)
    return ProviderMember.objects.filter(user=owner.user_id, provider=provider).exists()
