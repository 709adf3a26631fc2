"""The demo area's owners: who keeps each provider's entries right, and how current the directory has been."""

import random
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from localoffer.checking_shares import shares_on
from localoffer.demo.building import ROLE_OF_TYPE
from localoffer.demo.reading import roles
from localoffer.live_fact_actions import tell_closed, tell_message, tell_places, tell_wait
from localoffer.models import CheckedShare, EntryOwner, LiveFact, Provider, Service
from localoffer.models.provider import ProviderType

NOBODY = frozenset({"dads-den", "duckpond"})  # nobody keeps what these two offer
MONTHS_BACK = 11


@transaction.atomic
def load_owners() -> int:
    """Name who keeps each provider's entries right, by post and the provider's own email; return how many."""
    known = set(EntryOwner.objects.filter(provider__isnull=False).values_list("provider_id", flat=True))
    named = roles()
    new = [
        EntryOwner(provider=provider, post=_post(provider, named), email=provider.email)
        for provider in Provider.objects.exclude(email="").order_by("pk")
        if provider.pk not in known and provider.slug not in NOBODY
    ]
    EntryOwner.objects.bulk_create(new)
    return len(new)


def _post(provider: Provider, named: dict[str, str]) -> str:
    post = named.get(provider.slug) or ROLE_OF_TYPE.get(ProviderType(provider.provider_type), "manager")
    return f"{post[:1].upper()}{post[1:]}"


@transaction.atomic
def load_shares(*, today: date) -> None:
    """Keep a share for the end of each of the last months, getting better towards today's."""
    if CheckedShare.objects.exists():
        return
    dice = random.Random("shares")  # noqa: S311 - an invented past
    everything = shares_on(today)[0]
    day, rows = today.replace(day=1) - timedelta(days=1), []
    for back in range(1, MONTHS_BACK + 1):
        entries = max(everything.entries - 7 * back, 1)
        share = max(everything.percent - 3 * back + dice.randint(-2, 2), 5)
        rows.append(CheckedShare(day=day, entries=entries, in_time=entries * share // 100))
        day = day.replace(day=1) - timedelta(days=1)
    CheckedShare.objects.bulk_create(rows)


@transaction.atomic
def load_live_facts(*, today: date) -> None:
    """Let a few providers have told families something today."""
    if LiveFact.objects.exists():
        return
    at, role = timezone.now(), "club manager"
    running = Service.objects.published().filter(status="active", is_at_place=True)
    with_times = running.filter(schedules__isnull=False).distinct().order_by("slug")
    chosen = list(with_times)[:40:8]
    tell = (
        lambda one: tell_places(service=one, number=3, by=None, role=role, at=at),
        lambda one: tell_closed(service=one, until=today, by=None, role=role, at=at),
        lambda one: tell_wait(service=one, weeks=4, by=None, role="service lead", at=at),
        lambda one: tell_places(service=one, number=0, by=None, role=role, at=at),
        lambda one: tell_message(
            service=one, words="We are in the small hall this week.", by=None, role=role, at=at
        ),
    )
    for one, what in zip(chosen, tell, strict=False):
        what(one)
