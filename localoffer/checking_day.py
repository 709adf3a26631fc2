"""What is done about checks each day. Each part is a transaction of its own: a crash loses one at most."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from .board_queries import troubled_addresses
from .checking_actions import bring_back, tell_editors, tell_owner
from .checking_queries import Check, open_checks
from .checking_shares import keep_shares
from .finding.index import reindex
from .live_fact_queries import filters_out_of_date
from .models import EntryOwner
from .owners import address_of, is_reached, owner_of


@dataclass(frozen=True)
class DayDone:
    """How many mails were sent to owners, and how many entries were told of to editors."""

    mails: int
    to_editors: int


def tell_everyone(at: datetime) -> DayDone:
    """Take every step that is due today. Running it again on the same day sends nothing more."""
    on = timezone.localtime(at).date()
    bring_back(on=on)
    owners: dict[int, EntryOwner] = {}
    alone: list[Check] = []
    troubled = troubled_addresses()
    for check in open_checks(on):
        owner = owner_of(check.service)
        if owner is not None and (owner.pk in owners or _hears(owner, troubled)):
            owners[owner.pk] = owner
        else:
            alone.append(check)
    mails = sum(bool(tell_owner(owner=owner, on=on, at=at)) for owner in owners.values())
    return DayDone(mails, len(tell_editors(checks=alone, on=on, at=at)))


def _hears(owner: EntryOwner, troubled: set[str]) -> bool:
    """Whether a mail would reach somebody who keeps the entry. Otherwise an editor must hear of it."""
    return is_reached(owner) and address_of(owner).lower() not in troubled


def note(at: datetime) -> None:
    """Keep the day's shares, and bring the search up to date with what is no longer believed."""
    on = timezone.localtime(at).date()
    keep_shares(on=on)
    reindex(filters_out_of_date(on))
