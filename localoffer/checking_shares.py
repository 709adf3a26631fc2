"""How much of the directory is checked in time: today, by heading, and month by month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from .freshness import Freshness
from .freshness_queries import with_freshness
from .headings import HEADINGS
from .models import CheckedShare, Service, ServiceTerm, Taxonomy

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Share:
    """So many of so many entries were checked in time."""

    title: str
    entries: int
    in_time: int
    slug: str = ""

    @property
    def percent(self) -> int:
        """The share in whole percent, never rounded up to 100 while one is missing; 0 for no entries."""
        return 100 * self.in_time // self.entries if self.entries else 0


def shares_on(today: date) -> list[Share]:
    """All public entries first, then those under each heading that has any: four queries.

    In time is an entry whose next check is not due yet. One under two headings counts under each.
    """
    public = Service.objects.published()
    fresh = set(with_freshness(public, Freshness.FRESH, today).order_by("pk").values_list("pk", flat=True))
    every = set(public.order_by("pk").values_list("pk", flat=True))
    filed = ServiceTerm.objects.filter(term__taxonomy__key=Taxonomy.HEADING, service__in=public)
    counted, in_time = Counter[str](), Counter[str]()
    for slug, pk in set(filed.order_by("pk").values_list("term__slug", "service_id")):
        counted[slug] += 1
        in_time[slug] += pk in fresh
    by_heading = [
        Share(heading.title, counted[heading.slug], in_time[heading.slug], heading.slug)
        for heading in HEADINGS
        if counted[heading.slug]
    ]
    return [Share("All entries", len(every), len(fresh)), *by_heading]


@transaction.atomic
def keep_shares(*, on: date) -> None:
    """Keep the shares of the day; a second time on the same day changes nothing."""
    CheckedShare.objects.bulk_create(
        (
            CheckedShare(day=on, heading=share.slug, entries=share.entries, in_time=share.in_time)
            for share in shares_on(on)
        ),
        ignore_conflicts=True,
    )


@dataclass(frozen=True)
class Month:
    """The share at the end of a month, or on the last day that was kept of it."""

    day: date
    share: Share


def months_until(today: date) -> list[Month]:
    """The last kept day of each of the last twelve months, oldest first: one query."""
    first = (today.replace(day=1) - timedelta(days=31 * (MONTHS_SHOWN - 1))).replace(day=1)
    rows = CheckedShare.objects.filter(heading="", day__gte=first, day__lte=today).order_by("day")
    last = {(row.day.year, row.day.month): row for row in rows}
    return [
        Month(row.day, Share(f"{row.day:%B %Y}", row.entries, row.in_time))
        for row in list(last.values())[-MONTHS_SHOWN:]
    ]
