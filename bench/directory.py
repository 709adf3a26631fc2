"""A directory of any size for measuring: the demo area's entries again and again, under other names."""

import random
import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management import call_command
from django.db import models, transaction

from localoffer.finding.index import rebuild
from localoffer.models import Schedule, Service, ServiceAtPlace, ServiceLanguage, ServiceTerm

SEED = 2026
COMMON = "Families come here for learning and company."
COMMON_WORDS = "families learning"  # in the sentence above, which six entries in ten hold
COMMON_SHARE = 0.6
PARTS = (ServiceTerm, ServiceAtPlace, Schedule, ServiceLanguage)
AT_ONCE = 500


def fill(services: int = 10_000) -> None:
    """Load the demo area, then add to it until there are this many entries, and make the index."""
    call_command("load_demo", verbosity=0)
    originals = list(Service.objects.published().order_by("pk"))
    parts = {model: _by_service(model) for model in PARTS}
    copies = _copies(originals, services - len(originals))
    with transaction.atomic():
        while some := list(islice(copies, AT_ONCE)):
            Service.objects.bulk_create([copy for _, copy in some])
            for model in PARTS:
                model.objects.bulk_create(_parts_of(some, parts[model]))
        rebuild()


def _by_service(model: type[models.Model]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in model._default_manager.order_by("pk"):
        found.setdefault(row.service_id, []).append(row)
    return found


def _copies(originals: list[Service], wanted: int) -> Iterator[tuple[int, Service]]:
    chance = random.Random(SEED)
    for number in range(wanted):
        original = originals[number % len(originals)]
        copy = _copy(original)
        copy.slug = f"{original.slug[:100]}-{number}"
        copy.name = f"{original.name} {number // len(originals) + 2}"
        if chance.random() < COMMON_SHARE:
            copy.description = f"{original.description}\n{COMMON}"
        yield original.pk, copy


def _parts_of(some: list[tuple[int, Service]], parts: dict[int, list[Any]]) -> Iterator[Any]:
    for original_id, copy in some:
        for part in parts.get(original_id, []):
            made = _copy(part)
            made.service_id = copy.pk
            yield made


def _copy(row: Any) -> Any:
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**(fields | {"id": None, "uuid": uuid.uuid4()}))
