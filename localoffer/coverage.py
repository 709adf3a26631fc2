"""Which of the 19 headings the Local Offer meets, with what, and when it was last checked.

A heading is met when a published entry is filed under it or a live page of the site is linked to it.
Three queries whatever the size of the directory.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, QuerySet, Window
from django.db.models.functions import RowNumber

from .headings import HEADINGS, Heading
from .models import HeadingPage, Service, ServiceTerm, Taxonomy

EXAMPLES = 4


@dataclass
class Covered:
    """What meets one heading."""

    heading: Heading
    count: int = 0
    checked: date | None = None
    examples: list[Service] = field(default_factory=list)
    pages: list[HeadingPage] = field(default_factory=list)

    @property
    def is_gap(self) -> bool:
        """Whether nothing meets it: said plainly to everybody."""
        return not (self.count or self.pages)

    @property
    def more(self) -> int:
        """How many entries there are beside the examples."""
        return self.count - len(self.examples)


def coverage() -> list[Covered]:
    """Return every heading in its order with what meets it."""
    rows = {one.slug: Covered(one) for one in HEADINGS}
    _count_entries(rows)
    _add_examples(rows)
    for link in HeadingPage.objects.filter(page__live=True).select_related("page").order_by("page__title"):
        rows[HEADINGS[link.heading - 1].slug].pages.append(link)
    return list(rows.values())


def gaps_in(rows: Iterable[Covered]) -> int:
    """How many headings nothing meets."""
    return sum(row.is_gap for row in rows)


def _filed() -> QuerySet[ServiceTerm]:
    """Headings of published entries."""
    return ServiceTerm.objects.filter(
        term__taxonomy__key=Taxonomy.HEADING, service__in=Service.objects.published()
    )


def _count_entries(rows: dict[str, Covered]) -> None:
    counted = (
        _filed()
        .values("term__slug")
        .annotate(entries=Count("service", distinct=True), checked=Max("service__assured_date"))
    )
    for row in counted.order_by("term__slug"):
        if one := rows.get(row["term__slug"]):
            one.count, one.checked = row["entries"], row["checked"]


def _add_examples(rows: dict[str, Covered]) -> None:
    """The entries checked most recently under each heading."""
    newest_first = (F("service__assured_date").desc(nulls_last=True), F("service__name").asc())
    place = Window(RowNumber(), partition_by=F("term__slug"), order_by=newest_first)
    found = (
        _filed()
        .annotate(place=place)
        .filter(place__lte=EXAMPLES)
        .select_related("service", "term")
        .order_by("term__slug", "place")
    )
    for link in found:
        one = rows.get(link.term.slug)
        if one and link.service not in one.examples:
            one.examples.append(link.service)
