"""Reading about files: what belongs to nothing any more."""

from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import Storage

from .models import StoredFile
from .storage import private_storage

A_DAY = timedelta(days=1)
AT_ONCE = 500


def orphans(now: datetime) -> list[StoredFile]:
    """Files older than a day that belong to nothing, or to a thing that is no more."""
    old = StoredFile.objects.made_before(now - A_DAY).select_related("young_person")
    found = list(old.loose())
    labels = StoredFile.objects.exclude(thing="").order_by().values_list("thing", flat=True).distinct()
    for label in labels:
        there = _there(label)
        found += [stored for stored in old.filter(thing=label) if stored.thing_id not in there]
    return found


def _there(label: str) -> set[str]:
    """The numbers, as text, of the things of one kind that files belong to and that are still there."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return set()
    return {str(number) for number in model._base_manager.values_list("pk", flat=True).iterator()}


def strays(now: datetime) -> list[str]:
    """Names in the private store, older than a day, that no file speaks of."""
    storage = private_storage()
    found = []
    for folder in _folders(storage):
        names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        for at in range(0, len(names), AT_ONCE):
            some = names[at : at + AT_ONCE]
            known = set(StoredFile.objects.filter(content__in=some).values_list("content", flat=True))
            found += [
                name for name in some if name not in known and storage.get_modified_time(name) < now - A_DAY
            ]
    return found


def _folders(storage: Storage) -> list[str]:
    try:
        return sorted(storage.listdir("")[0])
    except FileNotFoundError:  # nothing was ever kept
        return []
