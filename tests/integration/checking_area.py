"""An area with owners, and days that a test can walk through."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from localoffer.checking_actions import link_of
from localoffer.checking_day import DayDone, tell_everyone
from localoffer.models import EntryOwner, Provider, Service
from portal.notifications.models import Delivery

DUE = date(2026, 4, 12)  # when the entries of tests.integration.directory_people are due
ADDRESS = "club@larkshire.example"


def own(
    thing: Provider | Service, post: str = "Club manager", email: str = ADDRESS, **fields: Any
) -> EntryOwner:
    """Somebody who keeps an entry, or all of a provider's."""
    key = {"provider": thing} if isinstance(thing, Provider) else {"service": thing}
    return EntryOwner.objects.create(**key, post=post, email=email, **fields)


def on(day: date, days: int = 0) -> datetime:
    """Ten in the morning on a day, or so many days after it."""
    return datetime.combine(day + timedelta(days=days), time(10), tzinfo=UTC)


def day_of_check(days: int) -> DayDone:
    """Do what is done so many days after the entries are due."""
    return tell_everyone(on(DUE, days))


def kinds_sent() -> list[str]:
    """The kinds of mail put in line, in their order."""
    return list(Delivery.objects.order_by("pk").values_list("kind", flat=True))


def page_of(owner: EntryOwner, *more: str) -> str:
    """The owner's page, or one below it."""
    return link_of(owner) + "".join(f"{part}/" for part in more)
