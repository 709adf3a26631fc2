"""What the daily task, the board and the public page read about checks, each in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from .checking import Step
from .freshness import due_on, period_on
from .models import CheckStep, Service, SuggestedChange
from .owners import WITH_OWNERS

LONG_AGO = date(2014, 9, 1)  # the Local Offer began; for an entry whose own dates say nothing


def due_day(service: Service) -> date:
    """The day this entry's check is due, from its own columns."""
    published = service.first_published_at
    return due_on(
        assured_date=service.assured_date,
        next_check_date=service.next_check_date,
        first_public=timezone.localtime(published).date() if published else LONG_AGO,
        changes_quickly=True,
    )


@dataclass
class Check:
    """One check of one entry: when it is due, and which steps of it were taken on which days."""

    service: Service
    due: date
    told: dict[Step, date] = field(default_factory=dict)


def due_before(services: QuerySet[Service], day: date) -> QuerySet[Service]:
    """Those of `services` whose check is due on `day` or earlier, or has no day of its own."""
    return services.filter(Q(next_check_date__lte=day) | Q(next_check_date__isnull=True))


def open_checks(today: date) -> list[Check]:
    """Every check of a public entry for which somebody may have to be told something today: two queries.

    An entry whose owner has sent a change is left out: it is for an editor to answer now.
    """
    lead = -min(period_on(today).days_owner_is_asked)
    waiting = SuggestedChange.objects.filter(outcome="").values("service_id")
    services = (
        due_before(Service.objects.published(), today + timedelta(days=lead))
        .exclude(pk__in=waiting)
        .select_related(*WITH_OWNERS)
        .order_by("pk")
    )
    return checks_of(services)


def checks_of(services: Iterable[Service]) -> list[Check]:
    """The check that each of these entries waits for, with the steps taken: one query more."""
    checks = {service.pk: Check(service, due_day(service)) for service in services}
    steps = CheckStep.objects.filter(service_id__in=checks).exclude(kind=CheckStep.Kind.NOW).order_by("pk")
    for step in steps:
        check = checks[step.service_id]
        if step.due == check.due:
            check.told[Step(step.kind)] = step.day
    return list(checks.values())


def asked_days(service_ids: Iterable[int]) -> dict[int, list[CheckStep]]:
    """What was told about each entry, newest first: one query."""
    found: dict[int, list[CheckStep]] = defaultdict(list)
    for step in CheckStep.objects.filter(service_id__in=list(service_ids)).order_by("-day", "-pk"):
        found[step.service_id].append(step)
    return found
