"""Keeping the table of changes small."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Sum

from .models import Change


def fold_changes(*, before: datetime) -> int:
    """Fold what changed before `before` into one row for each thing; return how many rows went.

    Nobody acts here but the clock. The row that stays carries the weight of all, so no version changes.
    """
    gone = 0
    old = Change.objects.filter(at__lt=before).order_by("group").values_list("group")
    for group, newest, weight in old.annotate(Max("id"), Sum("weight")):
        older = Change.objects.filter(group=group, at__lt=before, id__lt=newest)
        with transaction.atomic():
            rows, _by_model = older.delete()
            if rows:
                Change.objects.filter(pk=newest).update(weight=weight)
        gone += rows
    return gone
