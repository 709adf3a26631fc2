"""Which of the 19 headings the Local Offer meets, with what, and when it was last checked.

A heading is met when a published entry is filed under it or a live page of the site is linked to it.
Three queries whatever the size of the directory.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet, Window
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
    unowned: int = 0
    term_id: int | None = None
    examples: list[Service] = field(default_factory=list)
    pages: list[HeadingPage] = field(default_factory=list)

    @property
    def is_gap(self) -> bool:
        """Whether nothing that families can see meets it: said plainly to everybody."""
        return not (self.count or any(link.page.live for link in self.pages))

    @property
    def more(self) -> int:
        """How many entries there are beside the examples."""
        return self.count - len(self.examples)


def coverage(*, with_drafts: bool = False) -> list[Covered]:
    """Return every heading in its order with what meets it.

    An editor's board also lists linked pages that are drafts; they meet nothing until they are published.
    """
    rows = {one.slug: Covered(one) for one in HEADINGS}
    _count_entries(rows)
    _add_examples(rows)
    links = HeadingPage.objects.select_related("page").order_by("page__title")
    for link in links if with_drafts else links.filter(page__live=True):
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
        .values("term_id", "term__slug")
        .annotate(
            entries=Count("service", distinct=True),
            checked=Max("service__assured_date"),
            unowned=Count("service", distinct=True, filter=Q(service__responsible="")),
        )
    )
    for row in counted.order_by("term__slug"):
        if one := rows.get(row["term__slug"]):
            one.count, one.checked = row["entries"], row["checked"]
            one.unowned, one.term_id = row["unowned"], row["term_id"]


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
