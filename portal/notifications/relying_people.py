"""Who relies on the address of somebody who signs in, or was asked to."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Invitation
from portal.people.models import Connection

from . import relying
from .relying import Reliance


def register() -> None:
    """Have both asked."""
    relying.register("accounts.invitations", who_invited)
    relying.register("people.circles", co_ordinators_near)


def who_invited(address: str) -> Iterable[Reliance]:
    """Whoever sent an invitation there that nobody has taken up yet."""
    waiting = Invitation.objects.filter(
        email__iexact=address,
        accepted_at__isnull=True,
        cancelled_at__isnull=True,
        expires_at__gt=timezone.now(),
        invited_by__isnull=False,
    )
    for invitation in waiting.select_related("invited_by").order_by("pk"):
        link = reverse("accounts:people")
        yield Reliance(invitation.invited_by, "You invited somebody at this address", link)


def co_ordinators_near(address: str) -> Iterable[Reliance]:
    """The co-ordinators of every young person in whose circle somebody with this address is."""
    open_today = Connection.objects.open_on(timezone.localdate())
    near = open_today.filter(user__email__iexact=address).values("young_person")
    theirs = open_today.filter(young_person__in=near, kind=Connection.Kind.CO_ORDINATOR)
    for connection in theirs.select_related("user").order_by("pk"):
        yield Reliance(connection.user, "Somebody in a circle that you co-ordinate")
