"""Who is at the door of "Still right?": somebody with a signed link, or somebody with an account."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from .freshness import period_on
from .keeping_links import read_link
from .models import EntryOwner, Service
from .owners import address_of, kept_by, kept_by_user
from .permissions import providers_of

ACCOUNT = "account"  # stands in the address where a link has its secret


@dataclass(frozen=True)
class Keeping:
    """Somebody who keeps entries right. `role` is how families read who said so: a post, never a name.

    `user` is set for somebody who signed in: whoever holds a link has shown no more than that they have it.
    """

    key: str
    role: str
    email: str
    owner: EntryOwner | None = None
    user: Any = None
    providers: frozenset[int] = frozenset()

    def entries(self) -> QuerySet[Service]:
        """The entries that this person may confirm and change, and no others."""
        if self.owner is not None:
            return kept_by(self.owner)
        return kept_by_user(self.user, self.providers)


@dataclass(frozen=True)
class Ended:
    """A link of ours that works no more. `owner` is set when its days are over and a new one may be sent."""

    owner: EntryOwner | None = None


def by_account(user: Any) -> Keeping | None:
    """What somebody who is signed in keeps: the entries of their providers; None when they speak for none."""
    providers = providers_of(user)
    if not providers:
        return None
    return Keeping(ACCOUNT, user.post or "the provider", user.email or "", user=user, providers=providers)


def by_link(secret: str, today: date) -> Keeping | Ended:
    """What a link opens. A cancelled or foreign one is answered like one that never was, and so is that of
    an owner whom no mail would reach: their address was erased, or their account is off."""
    says = read_link(secret, days=period_on(today).days_a_link_works)
    if says is None:
        return Ended()
    owners = EntryOwner.objects.select_related("service", "provider", "user")
    owner = owners.filter(pk=says.owner, link_version=says.version, given_up_at__isnull=True).first()
    if owner is None or not address_of(owner):
        return Ended()
    if says.is_over:
        return Ended(owner)
    return Keeping(secret, owner.post, address_of(owner), owner=owner)
