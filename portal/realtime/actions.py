"""Keeping the table of changes small, and free of what it need not know."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Sum

from .models import Change
from .topics import is_public_group


def fold_changes(*, before: datetime) -> int:
    """Forget or fold what changed before `before`; return how many rows went.

    Nobody acts here but the clock. A public thing keeps one row with the weight of all, so its version, by
    which renderings are kept, never comes back. Rows of private things and of people's rights go altogether:
    when somebody's own things changed is nobody's business, and a page older than its token asks anyway.
    """
    gone = 0
    old = Change.objects.filter(at__lt=before).order_by("group").values_list("group")
    for group, newest, weight in old.annotate(Max("id"), Sum("weight")):
        rows = Change.objects.filter(group=group, at__lt=before)
        with transaction.atomic():
            if _keeps_its_version(group):
                rows = rows.exclude(pk=newest)
                Change.objects.filter(pk=newest).update(weight=weight)
            gone += rows.delete()[0]
    return gone


def _keeps_its_version(group: str) -> bool:
    try:
        return is_public_group(group)
    except LookupError:  # a topic of an earlier release
        return False
