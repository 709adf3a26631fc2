"""What the pages about remarks read, each in a fixed number of queries, and what the yearly report will."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, F, Prefetch, Q, QuerySet

from portal.access.small_numbers import SafeLine, safe_line

from .models import Provider, Remark, RemarkStep, Service
from .models.remark import DeclineReason, Limb, RemarkKind, State
from .secrets_kept import kept_hash

SHORTEST_NAME = 4


def remark_behind(secret: str) -> Remark | None:
    """The remark that a secret link opens, with its steps; None for a secret that opens nothing."""
    steps = Prefetch("steps", queryset=RemarkStep.objects.order_by("at", "pk"))
    found = Remark.objects.select_related("service").prefetch_related(steps)
    return found.filter(links__secret_hash=kept_hash(secret)).first()


def published_remarks(limb: str = "", service: Service | None = None) -> QuerySet[Remark]:
    """What anyone may read, the newest first, with the entry it is about."""
    found = Remark.objects.published().select_related("service").order_by("-published_at", "-pk")
    if limb:
        found = found.filter(limb=limb)
    return found.filter(service=service) if service else found


def counts_by_limb(first: date | None = None) -> dict[str, int | None]:
    """How many remarks we had about each of the three things, and in all ("total"); small numbers hidden."""
    rows = Remark.objects.exclude(limb="")
    if first:
        rows = rows.filter(given_at__date__gte=first)
    found = {row["limb"]: row["count"] for row in rows.values("limb").annotate(count=Count("pk")).order_by()}
    safe = safe_line([found.get(limb, 0) for limb in Limb.values])
    return {**dict(zip(Limb.values, safe.cells, strict=True)), "total": safe.total}


def known_names() -> list[str]:
    """Names of providers (schools among them) and services, for pointing them out. Two queries."""
    providers = Provider.objects.order_by("pk").values_list("name", flat=True)
    services = Service.objects.order_by("pk").values_list("name", flat=True)
    return [name for name in (*providers, *services) if len(name) >= SHORTEST_NAME]


@dataclass(frozen=True)
class Choice:
    """One choice of a filter, with how many remarks it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Queue:
    """What an editor sees: the remarks chosen, and the filters with their counts."""

    remarks: QuerySet[Remark]
    filters: dict[str, list[Choice]]


FILTERS: dict[str, list[tuple[str, str]]] = {
    "state": [("open", "Waiting"), ("", "All"), *State.choices],
    "kind": [("", "Everything"), *RemarkKind.choices],
    "limb": [("", "Anything"), *Limb.choices, ("none", "Not sorted yet")],
    "came": [("", "Any way"), ("site", "On this site"), ("typed", "Typed in by staff")],
}


def queue(chosen: dict[str, str]) -> Queue:
    """The remarks that fit `chosen`, those that wait longest first. Unknown choices count as none."""
    known = {
        name: value if value in dict(choices) else ""
        for name, choices in FILTERS.items()
        for value in [chosen.get(name, "open" if name == "state" else "")]
    }
    filters = {}
    for name, choices in FILTERS.items():
        others = _fitting({key: value for key, value in known.items() if key != name})
        asked = {
            f"n{place}": Count("pk", filter=_fits(name, value)) for place, (value, _) in enumerate(choices)
        }
        counts = others.aggregate(**asked)
        filters[name] = [
            Choice(value, label, counts[f"n{place}"], value == known[name])
            for place, (value, label) in enumerate(choices)
        ]
    remarks = (
        _fitting(known)
        .select_related("service")
        .order_by(F("closed_at").desc(nulls_first=True), "given_at", "pk")
    )
    return Queue(remarks, filters)


def _fitting(chosen: dict[str, str]) -> QuerySet[Remark]:
    rows = Remark.objects.all()
    for name, value in chosen.items():
        rows = rows.filter(_fits(name, value))
    return rows


def _fits(name: str, value: str) -> Q:
    if value == "":
        return Q(pk__isnull=False)
    special = {
        ("state", "open"): Q(state__in=(State.RECEIVED, State.LOOKING)),
        ("limb", "none"): Q(limb=""),
        ("came", "typed"): ~Q(came_by="site"),
        ("came", "site"): Q(came_by="site"),
    }
    return special.get((name, value), Q(**{name: value}))


@dataclass(frozen=True)
class YearlyReport:
    """One limb of the comments of one year, ready for "You said, we did" (regulation 56).

    `counts` are received, answered (with put right), declined and waiting, small numbers hidden; `declined`
    is by lawful reason. `published` holds wordings, answers and plans, never own words.
    """

    limb: str
    year: int
    counts: SafeLine
    declined: SafeLine
    published: list[Remark] = field(default_factory=list)


COUNTED = ("answered", "declined", "waiting")


def remarks_for_yearly_report(limb: str, year: int) -> YearlyReport:
    """What was said about `limb` in the calendar year `year` in the area's time, and what we answered.

    Counts are in the order of COUNTED; `declined` in that of DeclineReason. Raises ValueError for an unknown
    limb. Two queries.
    """
    if limb not in Limb.values:
        raise ValueError(f"{limb!r} is none of the three things that comments are asked for about.")
    zone = ZoneInfo(settings.TIME_ZONE)
    since, until = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    given = Remark.objects.filter(limb=limb, given_at__gte=since, given_at__lt=until)
    asked = {
        "answered": Count("pk", filter=Q(state__in=(State.ANSWERED, State.CORRECTED))),
        "declined": Count("pk", filter=Q(state=State.DECLINED)),
        "waiting": Count("pk", filter=Q(state__in=(State.RECEIVED, State.LOOKING))),
        **{reason: Count("pk", filter=Q(decline_reason=reason)) for reason in DeclineReason.values},
    }
    counts = given.aggregate(**asked)
    return YearlyReport(
        limb=limb,
        year=year,
        counts=safe_line(_pick(counts, COUNTED)),
        declined=safe_line(_pick(counts, DeclineReason.values)),
        published=list(given.published().select_related("service").order_by("published_at", "pk")),
    )


def _pick(counts: dict[str, int], names: Iterable[str]) -> list[int]:
    return [counts[name] for name in names]
