"""The whole feed read page by page and one by one, saved as one file, and the directory emptied."""

import json
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client

from localoffer.importers.running import perform
from localoffer.importers.starting import record_import
from localoffer.models import (
    ImportedPart,
    ImportRun,
    ImportSource,
    Place,
    Provider,
    Service,
    Taxonomy,
)

BASE = "/api/oruk/v3"
PATHS = ("taxonomies", "taxonomy_terms", "organizations", "services", "service_at_locations")
NEVER_THE_SAME = {"last_modified"}  # when this copy of it last changed
Body = dict[str, Any]


def listed(client: Client, path: str, **query: Any) -> list[Body]:
    """Every row of a list, all its pages one after another."""
    rows: list[Body] = []
    number, last = 1, False
    while not last:
        answer = client.get(f"{BASE}/{path}", {**query, "page": number, "per_page": 100})
        assert answer.status_code == 200, answer.content
        page = answer.json()
        rows.extend(page["contents"])
        number, last = number + 1, page["last_page"]
    return rows


def whole_feed(client: Client) -> dict[str, dict[str, Body]]:
    """Every thing of every list with everything under it, by list and id.

    Lists give things whole with `full`; taxonomies have their terms on their own addresses only.
    """
    query: dict[str, Body] = {"organizations": {"full": "true", "full_service": "true"}}
    query |= {path: {"full": "true"} for path in ("services", "service_at_locations")}
    feed = {path: {row["id"]: row for row in listed(client, path, **query.get(path, {}))} for path in PATHS}
    feed["taxonomies"] = {one: client.get(f"{BASE}/taxonomies/{one}").json() for one in feed["taxonomies"]}
    return feed


def saved(feed: dict[str, dict[str, Body]]) -> bytes:
    """A feed as one file: one array of all its things, as somebody would save it."""
    return json.dumps([body for path in PATHS for body in feed[path].values()]).encode()


def bring_in(body: bytes, *, refused: int = 0) -> ImportRun:
    """Import a saved feed, which must work and refuse as many rows as said."""
    source, _ = ImportSource.objects.get_or_create(name="Larkshire", kind="oruk")
    file = ContentFile(body, name="feed.json")
    run = perform(record_import(source=source, file=file, dry_run=False, by=None))
    reasons = list(run.refusals.order_by("pk").values_list("name", "reason"))
    assert (run.error, len(reasons)) == ("", refused), reasons
    return run


def empty_the_directory() -> None:
    """Take everything out that an import can bring in."""
    Service.objects.all().delete()
    Place.objects.all().delete()
    Provider.objects.all().delete()
    Taxonomy.objects.all().delete()
    ImportRun.objects.all().delete()
    ImportedPart.objects.all().delete()
    ImportSource.objects.all().delete()


def in_order(value: Any) -> Any:
    """The same JSON with rows that have an id in the order of their ids."""
    if isinstance(value, dict):
        return {key: in_order(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    rows = [in_order(item) for item in value]
    return sorted(rows, key=lambda row: str(row.get("id") if isinstance(row, dict) else ""))


def differences(before: Any, after: Any, where: str = "") -> list[str]:
    """Where two JSON values differ, key by key and row by row, in words."""
    if isinstance(before, dict) and isinstance(after, dict):
        found = [f"{where}.{key} is gone" for key in before.keys() - after.keys()]
        found += [f"{where}.{key} is new" for key in after.keys() - before.keys()]
        for key in before.keys() & after.keys() - NEVER_THE_SAME:
            found += differences(before[key], after[key], f"{where}.{key}")
        return found
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [line for place, pair in pairs for line in differences(*pair, f"{where}[{place}]")]
    if isinstance(before, list) and isinstance(after, list):
        return [f"{where} had {len(before)} rows, has {len(after)}"]
    return [] if before == after else [f"{where} was {before!r:.80}, is {after!r:.80}"]
