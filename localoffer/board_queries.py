"""What the board of checks reads: counts, and a page of entries with who keeps each and when it was told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from portal.notifications.models import AddressTrouble

from .actions import NOBODY_CONFIRMED
from .checking_queries import asked_days, due_day
from .freshness import FRESHNESS_WORDS, Freshness
from .freshness_queries import with_freshness
from .models import CheckStep, EntryOwner, Service, ServiceTerm, SuggestedChange, Taxonomy
from .owners import WITH_OWNERS, address_of, owner_of, to_keep, unowned

PER_PAGE = 50


@dataclass(frozen=True)
class Show:
    """One thing to look at on the board: what it is called, and which entries belong to it."""

    key: str
    title: str
    empty: str
    entries: Callable[[date], QuerySet[Service]]


@dataclass
class Line:
    """One entry on the board."""

    service: Service
    due: date
    owner: EntryOwner | None
    address: str
    does_not_arrive: bool
    asked: list[CheckStep] = field(default_factory=list)
    changes: list[SuggestedChange] = field(default_factory=list)


def _of_state(state: Freshness) -> Callable[[date], QuerySet[Service]]:
    return lambda today: with_freshness(Service.objects.published(), state, today)


def _changed(today: date) -> QuerySet[Service]:
    waiting = SuggestedChange.objects.filter(outcome="").values("service_id")
    return Service.objects.filter(pk__in=waiting)


def troubled_addresses() -> set[str]:
    """Every address that mail does not reach, in small letters: one query."""
    return set(AddressTrouble.objects.order_by("pk").values_list("address", flat=True))


def _not_arriving(today: date) -> QuerySet[Service]:
    """Entries whose owner mail does not reach: two queries when it is read."""
    addresses = list(troubled_addresses())
    by_mail = Q(email__in=addresses) | Q(email="", user__email__in=addresses)
    owners = EntryOwner.objects.filter(by_mail, given_up_at__isnull=True).values("pk")
    own = Q(entry_owner__in=owners)
    general = Q(entry_owner__isnull=True, provider__entry_owner__in=owners)
    return to_keep().filter(own | general)


SHOWS = (
    Show(
        "stale",
        "Not checked for too long",
        "Nothing is out of date. Well done.",
        _of_state(Freshness.STALE),
    ),
    Show("due", "Time to check", "Nothing is due today.", _of_state(Freshness.DUE)),
    Show("changes", "Changes from owners", "No owner has sent a change.", _changed),
    Show(
        "hidden",
        "Hidden: nobody confirmed",
        "Nothing is hidden because nobody confirmed it.",
        lambda today: to_keep().filter(hidden_reason=NOBODY_CONFIRMED),
    ),
    Show("unowned", "Nobody to ask", "Every entry has somebody to ask.", lambda today: unowned(to_keep())),
    Show(
        "bounced",
        "Mail does not reach the owner",
        "Mail reaches every owner, as far as we know.",
        _not_arriving,
    ),
)
SHOW_BY_KEY = {show.key: show for show in SHOWS}


def state_counts(today: date) -> list[dict[str, Any]]:
    """How many public entries are fresh, due and stale, with their share: three queries."""
    public = Service.objects.published()
    counts = {state: with_freshness(public, state, today).count() for state in Freshness}
    total = sum(counts.values())
    return [
        {
            "key": state.value,
            "words": FRESHNESS_WORDS[state],
            "count": count,
            "percent": round(100 * count / total) if total else 0,
        }
        for state, count in counts.items()
    ]


def part_counts(states: list[dict[str, Any]], today: date) -> list[tuple[Show, int]]:
    """Each part of the board with how many entries it shows; those of `states` are not counted again."""
    known = {state["key"]: state["count"] for state in states}
    return [(show, known[show.key] if show.key in known else show.entries(today).count()) for show in SHOWS]


def entries_to_show(show: Show, today: date, *, provider: int | None, heading: str) -> QuerySet[Service]:
    """The entries of one part of the board, narrowed by provider and heading, longest unchecked first."""
    entries = show.entries(today)
    if provider is not None:
        entries = entries.filter(provider_id=provider)
    if heading:
        filed = ServiceTerm.objects.filter(term__slug=heading, term__taxonomy__key=Taxonomy.HEADING)
        entries = entries.filter(pk__in=filed.values("service_id"))
    return entries.select_related(*WITH_OWNERS).order_by("assured_date", "name", "pk")


def page_of_lines(entries: QuerySet[Service], number: str) -> tuple[Page[Service], list[Line]]:
    """One page of the board: its entries, with owners, what was told, and changes. Five queries."""
    page = Paginator(entries, PER_PAGE).get_page(number)
    services = list(page.object_list)
    keys = [one.pk for one in services]
    asked, troubled = asked_days(keys), troubled_addresses()
    changes: dict[int, list[SuggestedChange]] = {}
    for change in SuggestedChange.objects.filter(service_id__in=keys, outcome="").order_by("pk"):
        changes.setdefault(change.service_id, []).append(change)
    return page, [_line(one, asked.get(one.pk, []), changes.get(one.pk, []), troubled) for one in services]


def _line(
    service: Service, asked: list[CheckStep], changes: list[SuggestedChange], troubled: set[str]
) -> Line:
    owner = owner_of(service)
    address = address_of(owner) if owner else ""
    return Line(
        service=service,
        due=due_day(service),
        owner=owner,
        address=address,
        does_not_arrive=address.lower() in troubled,
        asked=asked[:3],
        changes=changes,
    )
