"""The record of who did what: kept when somebody is erased, and cut when it has run out."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from portal.datarights.registry import Erase, Held, hold
from portal.datarights.retention import Expires, expire

from .actions import cut_up_to

hold(
    Held(
        "audit.AuditRow",
        "Who did what, and who looked",
        of_user=("actor",),
        of_young_person=("young_person",),
        hides=("number", "actor", "hash", "hash_before"),
        on_erase=Erase.KEEP,
        why="It shows who acted and who looked, by number and without words; nobody could check it with rows "
        "missing. It goes when it is old enough.",
    )
)


def _cut(rows: QuerySet[Any], at: datetime) -> None:
    newest = rows.order_by("-number").first()
    if newest is not None:
        cut_up_to(number=newest.number, at=at)


expire(
    Expires(
        "audit",
        "audit.AuditRow",
        lambda kept: Q(at__date__lt=kept),
        of_user=("actor",),
        of_young_person=("young_person",),
        remove=_cut,
        in_order="number",
        order=99,
    )
)
