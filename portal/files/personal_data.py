"""Files that people gave: in the copy of those they are about, and gone with them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from portal.datarights.registry import Held, hold

from .storage import forget_content


def _content(stored: Any) -> Iterator[tuple[str, Any]]:
    """The file, while there is one to open: not what waits for the virus checker or was refused by it."""
    if stored.can_be_opened and stored.content.storage.exists(stored.content.name):
        yield f"{stored.pk}-{stored.family.value}.{stored.what_it_is.ending}", stored.content.open("rb")


def _forget(rows: QuerySet[Any]) -> None:
    """The contents go with the rows, once that is certain."""
    for stored in list(rows):
        forget_content(stored)


hold(
    Held(
        "files.StoredFile",
        "Files",
        of_user=("given_by",),
        where_user=Q(young_person__isnull=True) & ~Q(thing="people.concern"),
        of_young_person=("young_person",),
        hides=("uuid", "digest", "thing_id"),
        files=_content,
        remove=_forget,
        order=40,
    )
)
