"""What files say about people, for those who ask for their data or are forgotten."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from portal.datarights.registry import Held, hold

from .models import StoredFile
from .storage import forget_content


def _contents(stored: StoredFile) -> Iterable[tuple[str, Any]]:
    if stored.can_be_opened:
        yield stored.download_name, stored.content.open("rb")


def _forget_contents(rows: QuerySet[StoredFile]) -> None:
    for stored in rows:
        forget_content(stored)


hold(
    Held(
        "files.StoredFile",
        "Pictures, recordings and papers",
        of_user=("given_by",),
        of_young_person=("young_person",),
        hides=("content", "digest"),
        remove=_forget_contents,
        files=_contents,
    )
)
