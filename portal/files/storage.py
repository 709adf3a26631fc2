"""Where given files lie: never under the public folder, by names that say nothing."""

import secrets
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import transaction


def private_storage() -> Storage:
    """The store called "private" in settings.STORAGES: its own folder, or its own part of the bucket."""
    return storages["private"]


def random_name(instance: Any, filename: str) -> str:
    """A name that nobody can guess and that says nothing of the one the file came with."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"


def forget_content(stored: Any) -> None:
    """Delete the content of a file once the transaction stands. Called before its row goes."""
    storage, name = stored.content.storage, stored.content.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
