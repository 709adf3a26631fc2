"""Keeps Wagtail's history true after an import has changed rows in bulk."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from localoffer.models import Service


def record_versions(*, services: Iterable[Service], by: Any, at: datetime) -> int:
    """Add a published version for each entry that has a history; return how many.

    An editor opens an entry's latest version. Without one for the import, the next edit would bring back what
    stood there before. An entry with a draft that waits keeps it: its latest version stays the draft. One
    that never had a version needs none: the editor opens the row itself.
    """
    numbers = [
        row.pk for row in services if row.latest_revision_id is not None and not row.has_unpublished_changes
    ]
    if not numbers:
        return 0
    children = [relation.get_accessor_name() for relation in get_all_child_relations(Service)]
    rows = list(Service.objects.filter(pk__in=numbers).prefetch_related(*children).order_by("pk"))
    kind = ContentType.objects.get_for_model(Service)
    made = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(row.pk),
                user=by,
                created_at=at,
                object_str=str(row),
                content=row.serializable_data(),
            )
            for row in rows
        ]
    )
    for row, revision in zip(rows, made, strict=True):
        row.latest_revision = row.live_revision = revision
    Service.objects.bulk_update(rows, ["latest_revision", "live_revision"], batch_size=100)
    return len(rows)
