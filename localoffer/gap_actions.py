"""Counting searches that found nothing. Keyword-only; nothing here takes a request or keeps a word."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .finding import Search, find
from .gap_queries import known_towns, ways_to_say_needs
from .gap_rules import area_of, band_of, need_of
from .models import SearchGap


def count_failed_search(*, search: Search, at: datetime) -> bool:
    """Count a search that finds nothing, by need, age band and area; return whether it was counted.

    One that asks for nothing, or finds something, is not counted. The words themselves are not kept: only
    which known need they name.
    """
    if search.is_empty:
        return False
    found = find(search)
    if found.total:
        return False
    day = timezone.localtime(at).date()
    filed: dict[str, Any] = {
        "month": day.replace(day=1),
        "need": need_of(search.need, search.words, ways_to_say_needs()),
        "age": band_of(search.ages),
        "area": area_of(search, towns=known_towns(), postcode_is_known="postcode" not in found.problems),
    }
    with transaction.atomic():
        row, _ = SearchGap.objects.get_or_create(**filed)
        SearchGap.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return True
