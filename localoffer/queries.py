"""What the public pages read, each page in a fixed number of queries."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Prefetch, QuerySet, When

from .a_to_z import Name
from .family_actions import hash_of
from .happening import Break, ScheduleFacts
from .models import (
    Provider,
    ProviderAnswer,
    SavedList,
    Schedule,
    SchoolBreak,
    Service,
    ServiceTerm,
    Taxonomy,
)

# Reading whole rows of 20 entries costs as much as finding them among 10,000.
ON_A_CARD = (
    "name",
    "slug",
    "status",
    "closed_until",
    "summary",
    "description",
    "minimum_age",
    "maximum_age",
    "diagnosis",
    "wait_time",
    "wait_weeks",
    "cost_kind",
    "assured_date",
    "assured_by_role",
    "next_check_date",
    "provider__name",
)


def entry_cards() -> QuerySet[Service]:
    """Published services with all that an entry card shows, and no more: one query."""
    return Service.objects.published().select_related("provider").only(*ON_A_CARD)


def main_pictures(service_ids: Sequence[int]) -> dict[int, str]:
    """The picture of each entry's main kind of help (the first that it is filed under), by id: one query.

    One without a kind of help has its first need's; one without either is left out.
    """
    kinds_then_needs = Case(When(term__taxonomy__key=Taxonomy.HELP, then=0), default=1)
    rows = (
        ServiceTerm.objects.filter(
            service_id__in=service_ids, term__taxonomy__key__in=(Taxonomy.HELP, Taxonomy.NEED)
        )
        .exclude(term__picture="")
        .order_by(kinds_then_needs, "pk")
        .values_list("service_id", "term__picture")
    )
    found: dict[int, str] = {}
    for service_id, picture in rows:
        found.setdefault(service_id, picture)
    return found


def whole_entries() -> QuerySet[Service]:
    """Published services with everything the entry page shows: as many queries for one as for many."""
    return (
        Service.objects.published()
        .select_related("provider", "imported_from__source")
        .prefetch_related(
            "service_places__place__addresses",
            "service_places__place__access_notes",
            "service_places__place__access_terms",
            Prefetch("schedules", queryset=Schedule.objects.select_related("place").order_by("pk")),
            "schedules__place__addresses",
            "cost_options",
            "service_areas",
            "languages",
            "contacts",
            "phones",
            "questions",
            Prefetch(
                "service_terms",
                queryset=ServiceTerm.objects.select_related("term__taxonomy").order_by(
                    "term__position", "term__name"
                ),
            ),
        )
    )


def whole_entries_in_order(uuids: Sequence[UUID]) -> list[Service]:
    """The published ones of these services, whole, in the order given."""
    if not uuids:
        return []
    found = {one.uuid: one for one in whole_entries().filter(uuid__in=uuids).order_by("pk")}
    return [found[uuid] for uuid in dict.fromkeys(uuids) if uuid in found]


def shared_list(secret: str, *, at: datetime) -> SavedList | None:
    """The list behind a secret link, unless it has ended."""
    return SavedList.objects.filter(secret_hash=hash_of(secret), expires_at__gt=at).first()


def names_of_entries() -> list[Name]:
    """The name, address and provider of every published entry: one query."""
    rows = Service.objects.published().order_by("pk").values_list("name", "slug", "provider__name")
    return [Name(*row) for row in rows]


def provider_with_answers() -> QuerySet[Provider]:
    """Providers with their answers and their published services."""
    return Provider.objects.prefetch_related(
        Prefetch("answers", queryset=ProviderAnswer.objects.order_by("code")),
        Prefetch("services", queryset=entry_cards().order_by("name"), to_attr="published_services"),
    )


def school_breaks(first: date, last: date) -> list[Break]:
    """The breaks of the area's school calendar that touch these days, in order."""
    rows = SchoolBreak.objects.filter(first_date__lte=last, last_date__gte=first).order_by("first_date", "pk")
    return [Break(row.name, row.kind, row.first_date, row.last_date) for row in rows]


def facts_of(schedule: Schedule) -> ScheduleFacts:
    """The facts of one schedule for localoffer.happening."""
    return ScheduleFacts(
        freq=schedule.freq,
        interval=schedule.interval,
        byday=schedule.byday,
        bymonthday=schedule.bymonthday,
        dtstart=schedule.dtstart,
        until=schedule.until,
        valid_from=schedule.valid_from,
        valid_to=schedule.valid_to,
        opens_at=schedule.opens_at,
        closes_at=schedule.closes_at,
        term_time=schedule.term_time,
    )
