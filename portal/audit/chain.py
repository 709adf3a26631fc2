"""The hash that ties each row of the record to the one before. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

HASHED = (
    "number",
    "at",
    "actor",
    "actor_role",
    "action",
    "is_look",
    "thing",
    "thing_id",
    "young_person",
    "facts",
)


def row_hash(row: Mapping[str, Any], before: str) -> str:
    """SHA-256, as 64 hex digits, of what `row` says (the names in HASHED) and the hash of the row before it.

    Times are written in UTC with microseconds, so the same row gives the same hash from any database.
    """
    said = {name: _plain(row[name]) for name in HASHED}
    text = json.dumps([before, said], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
