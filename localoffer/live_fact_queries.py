"""Reading what is true just now: one query, however many entries a page shows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Max
from django.utils import timezone

from .live_facts import Standing, Told, has_places, newest, standing
from .models import IndexedEntry, LiveFact, Service

Facts = dict[str, Told]
ROOM = "room"  # the search's group of filters about places left (localoffer.finding.groups)


def live_facts_of(service_ids: Iterable[int]) -> dict[int, Facts]:
    """The newest fact of each kind, by service: one query; none for no services."""
    wanted = list(service_ids)
    if not wanted:
        return {}
    last = (
        LiveFact.objects.filter(service_id__in=wanted)
        .order_by()
        .values("service_id", "kind")
        .annotate(last=Max("pk"))
        .values("last")
    )
    found: dict[int, list[Told]] = defaultdict(list)
    for row in LiveFact.objects.filter(pk__in=last).order_by("pk"):
        found[row.service_id].append(as_told(row))
    return {pk: newest(rows) for pk, rows in found.items()}


def as_told(row: LiveFact) -> Told:
    """A row as the pure rules read it, with its time as the clocks of the area showed it."""
    return Told(row.kind, row.number, row.words, row.until, timezone.localtime(row.at), row.by_role)


def history_of(service: Service, most: int = 20) -> list[LiveFact]:
    """The last things told about an entry, newest first: one query."""
    return list(LiveFact.objects.filter(service=service).order_by("-pk")[:most])


def filters_out_of_date(today: date) -> list[int]:
    """The services whose row in the search no longer says rightly whether there is a place: three queries."""
    told = LiveFact.objects.filter(kind=LiveFact.Kind.PLACES).order_by("service_id")
    facts = live_facts_of(told.values_list("service_id", flat=True).distinct())
    rows = IndexedEntry.objects.filter(pk__in=facts, is_found=True).order_by("pk")
    return [
        pk
        for pk, known in rows.values_list("service_id", "facts")
        if bool(known.get("groups", {}).get(ROOM)) != has_places(facts[pk], today)
    ]


def is_any_shown(facts: Facts, today: date) -> bool:
    """Whether a page has anything to show of these facts."""
    return any(standing(told, today) is not Standing.OVER for told in facts.values())
