"""Stamps that tell every process when something it remembers has changed.

A process keeps what it read from the database beside the stamp it read it under. Saving sets a new stamp in
the shared cache, so every process reads again at its next request, and none asks the database in between.
"""

import uuid
from collections.abc import Callable
from typing import Generic, TypeVar

from django.core.cache import cache
from django.db import transaction

GLOSSARY = "pages:glossary"
AREA = "pages:area"

T = TypeVar("T")


def renew_stamp(key: str) -> None:
    """Make every process read again: now for this one, and for the others once the change is saved."""
    cache.delete(key)
    transaction.on_commit(lambda: cache.delete(key))


def current_stamp(key: str) -> str:
    """The stamp that `key` has now; a new one when it has none."""
    stamp = cache.get(key)
    if stamp is None:
        stamp = cache.get_or_set(key, uuid.uuid4().hex, timeout=None)
    return str(stamp)


class Remembered(Generic[T]):
    """Something read from the database once and kept in this process until its stamp changes."""

    def __init__(self, key: str, read: Callable[[], T]) -> None:
        self.key = key
        self.read = read
        self.kept: tuple[str, T] | None = None

    def get(self) -> T:
        """What `read` gave under the present stamp."""
        stamp = current_stamp(self.key)
        if self.kept is None or self.kept[0] != stamp:
            self.kept = (stamp, self.read())
        return self.kept[1]
