"""Saves many built services at once, each with a first revision so that its history works."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.models import ModelLogEntry, Revision

from localoffer.models import Service

BATCH = 500


@transaction.atomic
def save_services(services: Sequence[Service], *, with_history: bool = True) -> None:
    """Write new services and their child rows, in a few queries for every 500.

    Each gets the revision that its row shows now and log rows that say it was made and published.
    """
    Service.objects.bulk_create(services, batch_size=BATCH)
    children: dict[type[models.Model], list[Any]] = defaultdict(list)
    relations = get_all_child_relations(Service)
    for service in services:
        for relation in relations:
            for child in getattr(service, relation.get_accessor_name()).all():
                setattr(child, relation.field.name, service)
                children[relation.related_model].append(child)
    for model, rows in children.items():
        model._default_manager.bulk_create(rows, batch_size=BATCH)
    if with_history:
        _write_history(services)


def _write_history(services: Sequence[Service]) -> None:
    kind = ContentType.objects.get_for_model(Service)
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(service.pk),
                created_at=service.first_published_at,
                object_str=str(service),
                content=service.serializable_data(),
            )
            for service in services
        ],
        batch_size=BATCH,
    )
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind,
                object_id=revision.object_id,
                label=revision.object_str,
                action=action,
                timestamp=revision.created_at,
                revision=revision,
                content_changed=action == "wagtail.create",
            )
            for revision in revisions
            for action in ("wagtail.create", "wagtail.publish")
        ],
        batch_size=BATCH,
    )
    own = Revision.objects.filter(
        base_content_type=kind, object_id=Cast(OuterRef("pk"), output_field=models.CharField(max_length=255))
    )
    newest = Subquery(own.order_by("-created_at", "-id").values("id")[:1])
    first, last = services[0].pk, services[-1].pk
    Service.objects.filter(pk__range=(first, last), latest_revision=None).update(
        latest_revision=newest, live_revision=newest
    )
