"""Where given files lie: never under the public folder, by names that say nothing."""

import secrets
from typing import Any

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The store called "private" in settings.STORAGES: its own folder, or its own part of the bucket."""
    return storages["private"]


def random_name(instance: Any, filename: str) -> str:
    """A name that nobody can guess and that says nothing of the one the file came with."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"
