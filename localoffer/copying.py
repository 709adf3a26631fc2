"""A copy of an entry that shares no identity with the first."""

from typing import Any

from .models import Service
from .models.service import FACTS_OF_THE_ENTRY
from .slugs import unique_slug

# What Wagtail keeps about one entry's publication and approval; a copy starts without any.
NOT_COPIED = (
    "pk",
    "live",
    "live_revision",
    "latest_revision",
    "first_published_at",
    "last_published_at",
    "go_live_at",
    "expire_at",
    "expired",
    "has_unpublished_changes",
    "locked",
    "locked_at",
    "locked_by",
    *FACTS_OF_THE_ENTRY,
)


def fresh_copy(service: Service) -> Service:
    """An unsaved draft with the text and parts of `service`: new UUIDs, own address, never checked."""
    data: dict[str, Any] = {
        name: value for name, value in service.serializable_data().items() if name not in NOT_COPIED
    }
    # What families asked was asked of the first entry.
    data["questions"] = []
    for rows in data.values():
        if isinstance(rows, list):
            for row in rows:
                row.pop("uuid", None)
                row |= {"pk": None, "service": None}
    copy: Service = Service.from_serializable_data({**data, "pk": None}, check_fks=False)
    copy.live = False
    copy.name = f"Copy of {service.name}"[:255]
    copy.slug = unique_slug(copy.name, Service)
    return copy
