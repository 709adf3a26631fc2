"""What families looked for and did not find, for those who plan help: counts by need, age band and area."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Min, Sum

from portal.access.small_numbers import SafeTable, Shown, safe_table

from .finding.groups import AGE
from .gap_rules import NOT_SAID, SEVERAL, band_of, town_among
from .models import Address, MissingNote, SearchGap, SynonymSet, Taxonomy, TaxonomyTerm

Cell = tuple[str, str, str]  # need, age band, area
SEARCHES, NOTES = "searches", "notes"
SOURCES = {
    SEARCHES: "Searches that found nothing",
    NOTES: "Families who told us that help is missing",
}
NOT_SAID_WORDS = "Not said"
AGE_WORDS = {**dict(AGE.choices), NOT_SAID: NOT_SAID_WORDS}


def known_towns() -> list[str]:
    """The towns of the directory's places, without those that are kept private. One query."""
    towns = Address.objects.filter(place__is_masked=False).order_by("city").values_list("city", flat=True)
    return [town for town in towns.distinct() if town]


def ways_to_say_needs() -> dict[str, list[str]]:
    """By slug of each need, its name and the words that mean the same. Two queries."""
    needs = list(TaxonomyTerm.objects.of(Taxonomy.NEED))
    said = {term.slug: [term.name] for term in needs}
    for one in SynonymSet.objects.filter(is_in_use=True).order_by("pk"):
        phrases = one.phrases()
        lower = {phrase.casefold() for phrase in phrases}
        for term in needs:
            if term.name.casefold() in lower:
                said[term.slug] += phrases
    return said


@dataclass(frozen=True)
class GapTable:
    """One table as it may be shown: needs down, age bands or areas across."""

    title: str
    across: list[str]
    rows: list[tuple[str, tuple[Shown, ...], Shown]]
    totals: tuple[Shown, ...]
    total: Shown


@dataclass(frozen=True)
class Gaps:
    """The tables of one year: for each source one by age band and one by area."""

    year: int
    until: date
    tables: list[tuple[str, list[GapTable]]]


def years_with_gaps(today: date) -> list[int]:
    """The years there is something of, the newest first; this year always."""
    searches = SearchGap.objects.aggregate(first=Min("month"))["first"]
    notes = MissingNote.objects.aggregate(first=Min("created_at"))["first"]
    first = min([one.year for one in (searches, notes) if one] or [today.year])
    return list(range(today.year, first - 1, -1))


def gaps_of(year: int, *, today: date) -> Gaps:
    """The counts of `year`, small ones hidden. This year's go up to the end of last month.

    A month that still runs is left out: a number that grew by one since yesterday would tell of one family.
    """
    until = min(date(year + 1, 1, 1), today.replace(day=1))
    names = dict(TaxonomyTerm.objects.of(Taxonomy.NEED).values_list("slug", "name"))
    names |= {SEVERAL: "More than one need", NOT_SAID: NOT_SAID_WORDS}
    sources = {SEARCHES: _searches(year, until), NOTES: _notes(year, until)}
    return Gaps(
        year=year,
        until=until,
        tables=[(SOURCES[key], _tables(counts, names)) for key, counts in sources.items()],
    )


def _searches(year: int, until: date) -> Counter[Cell]:
    rows = SearchGap.objects.filter(month__gte=date(year, 1, 1), month__lt=until)
    cells = rows.values_list("need", "age", "area").annotate(total=Sum("count")).order_by()
    return Counter({(need, age, area): total for need, age, area, total in cells})


def _notes(year: int, until: date) -> Counter[Cell]:
    zone = ZoneInfo(settings.TIME_ZONE)
    since, end = datetime(year, 1, 1, tzinfo=zone), datetime(until.year, until.month, 1, tzinfo=zone)
    rows = MissingNote.objects.filter(created_at__gte=since, created_at__lt=end)
    cells = rows.values_list("need__slug", "age", "town").annotate(total=Count("pk")).order_by()
    towns = known_towns()
    counts: Counter[Cell] = Counter()
    for need, age, town, total in cells:
        band = band_of([age]) if age is not None else NOT_SAID
        counts[need or NOT_SAID, band, town_among(town, towns)] += total
    return counts


def _tables(counts: Counter[Cell], names: dict[str, str]) -> list[GapTable]:
    by_age: Counter[tuple[str, str]] = Counter()
    by_area: Counter[tuple[str, str]] = Counter()
    for (need, age, area), count in counts.items():
        known = need if need in names else NOT_SAID
        by_age[known, age] += count
        by_area[known, area] += count
    areas = sorted({area for _, area in by_area if area})
    needs = [need for need in names if any(key == need for key, _ in by_age)]
    return [
        _table("By need and age", by_age, needs, list(AGE_WORDS), AGE_WORDS, names),
        _table("By need and area", by_area, needs, [*areas, NOT_SAID], {NOT_SAID: NOT_SAID_WORDS}, names),
    ]


def _table(
    title: str,
    counts: Counter[tuple[str, str]],
    needs: list[str],
    across: Iterable[str],
    words: dict[str, str],
    names: dict[str, str],
) -> GapTable:
    columns = list(across)
    safe: SafeTable = safe_table([[counts[need, column] for column in columns] for need in needs])
    return GapTable(
        title=title,
        across=[words.get(column, column) for column in columns],
        rows=[
            (names[need], row, total)
            for need, row, total in zip(needs, safe.rows, safe.row_totals, strict=True)
        ],
        totals=safe.column_totals,
        total=safe.total,
    )
