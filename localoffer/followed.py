"""What anybody may follow in the Local Offer: an entry, and a provider with all its entries."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.signals import published

from portal.notifications.followable import Followed, followable
from portal.notifications.following_actions import tell_followers

from .models import Provider, Service

ENTRY, PROVIDER = "localoffer.entry", "localoffer.provider"


def register() -> None:
    """Let both be followed, and tell when an entry's public text changes."""
    followable(ENTRY, "an entry in the Local Offer", public_entries)
    followable(PROVIDER, "a provider in the Local Offer", public_providers)
    published.connect(entry_changed, sender=Service, dispatch_uid="followed-published")


def public_entries(uuids: Iterable[str]) -> Mapping[str, Followed]:
    """Published entries by uuid. One query."""
    return _found(Service.objects.published(), uuids)


def public_providers(uuids: Iterable[str]) -> Mapping[str, Followed]:
    """Providers by uuid. One query."""
    return _found(Provider.objects.all(), uuids)


def _found(rows: Any, uuids: Iterable[str]) -> dict[str, Followed]:
    try:
        found = rows.filter(uuid__in=list(uuids)).order_by("pk").only("uuid", "name", "slug")
        return {str(one.uuid): Followed(one.name, one.get_absolute_url()) for one in found}
    except ValidationError:  # an address with something else in the place of a uuid
        return {}


def entry_changed(instance: Service, **kwargs: Any) -> None:
    """An editor published an entry's text: its followers and its provider's are told."""
    tell_of_entry(service=instance, by=kwargs.get("user"))


@transaction.atomic
def tell_of_entry(*, service: Service, by: Any) -> None:
    """Tell those who follow `service` or its provider that it changed."""
    tell_followers(kind=ENTRY, thing_id=service.uuid, by=by)
    if service.provider_id:
        uuid = Provider.objects.filter(pk=service.provider_id).values_list("uuid", flat=True).first()
        tell_followers(kind=PROVIDER, thing_id=uuid, by=by)
