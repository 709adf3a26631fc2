"""What "Still right?" shows of each entry: what families read now, and where its check stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from . import entry_words as words
from .actions import NOBODY_CONFIRMED
from .checking_queries import due_day
from .entry_shown import first_phone
from .freshness import Freshness
from .live_fact_queries import live_facts_of
from .live_facts import Shown, shown
from .models import Service, SuggestedChange
from .queries import facts_of
from .schedule_words import day_month, when_in_words

FEW = 2  # so many entries are shown open, whether they wait for an answer or not


@dataclass(frozen=True)
class KeptEntry:
    """One entry, for whoever keeps it right."""

    service: Service
    facts: list[dict[str, str]]
    state: str
    is_due: bool
    is_hidden: bool
    is_confirmed_today: bool
    is_open: bool  # whether its facts stand open: those to answer, and the only few
    live: list[Shown]
    change: SuggestedChange | None


def with_facts(entries: QuerySet[Service]) -> QuerySet[Service]:
    """The entries with all that `kept_entries` shows: a fixed number of queries."""
    return entries.select_related("provider").prefetch_related(
        "phones", "contacts", "schedules", "cost_options"
    )


def kept_entries(services: Iterable[Service], *, today: date) -> list[KeptEntry]:
    """The entries as their keeper sees them, those that wait for an answer first: two queries more."""
    entries = list(services)
    keys = [one.pk for one in entries]
    live = live_facts_of(keys)
    changes = {
        one.service_id: one
        for one in SuggestedChange.objects.filter(service_id__in=keys).order_by("pk")
        if one.outcome != SuggestedChange.Outcome.PUBLISHED
    }
    few = len(entries) <= FEW
    made = [
        _entry(one, today, shown(live.get(one.pk, {}), today), _current(changes.get(one.pk), one), few)
        for one in entries
    ]
    return sorted(made, key=lambda one: (not one.is_hidden, not one.is_due, one.service.name.casefold()))


def _current(change: SuggestedChange | None, service: Service) -> SuggestedChange | None:
    """A change that waits, or that was sent back and not answered by a check since."""
    if change is None or not change.outcome:
        return change
    checked = service.assured_date
    return None if checked and checked > change.sent_at.date() else change


def _entry(
    service: Service, today: date, live: list[Shown], change: SuggestedChange | None, is_among_few: bool
) -> KeptEntry:
    due = due_day(service)
    hidden = service.hidden_reason == NOBODY_CONFIRMED
    return KeptEntry(
        service=service,
        facts=[{"label": label, "value": value} for label, value in facts_shown(service)],
        state=_state(service, due, today, hidden),
        is_due=today >= due,
        is_hidden=hidden,
        is_confirmed_today=service.assured_date == today and not hidden,
        is_open=is_among_few or hidden or today >= due,
        live=live,
        change=change,
    )


def facts_shown(service: Service) -> list[tuple[str, str]]:
    """The facts that change most often, as families read them; "" for one that nobody told us."""
    return [
        ("Phone", first_phone(service)),
        ("Email", service.email),
        ("When", times_words(service)),
        ("Cost", " ".join(filter(None, (words.cost_words(service), service.fees_description))).strip()),
        ("Wait", words.wait_words(service)),
        ("Who for", words.age_words(service)),
    ]


def times_words(service: Service) -> str:
    """All times of a service in words, one after the other."""
    rows = sorted(service.schedules.all(), key=lambda one: one.pk or 0)
    return "; ".join(filter(None, (when_in_words(facts_of(one)) or one.description for one in rows)))


def _state(service: Service, due: date, today: date, is_hidden: bool) -> str:
    if is_hidden:
        return "Families can no longer find this. Nobody told us that it is still right."
    if service.assured_date == today:
        return "Checked today. Thank you."
    if words.freshness_of(service, today) is Freshness.STALE:
        return "Families see that this may be out of date."
    if today >= due:
        return f"Please check this. It was due on {day_month(due)}."
    return f"{words.checked_words(service)}. Please check it again by {day_month(due)}."
