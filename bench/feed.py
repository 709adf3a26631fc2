"""How fast the open feed is walked and brought in, with 10,000 services, and whether memory stays flat.

    .venv/bin/python -m bench.feed

The walk asks for every page of every list through the whole WSGI application, as a reader would, and then
for every page of services with everything under them. The import reads the same feed, saved, into an empty
site: new database, search index and all. Each import runs in a process of its own, so that the most memory
it held is its own.
"""

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from .apart import learn_what_tables_hold, measured_apart, own_database
from .rows import Row

SERVICES, FEW = 10_000, 2_000
PAGES_A_SECOND = 20.0
SECONDS = 180.0  # three minutes
FLAT = 0.75  # five times the services may take a third more memory at most
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
BASE = "/api/oruk/v3/"


def run() -> list[Row]:
    """Measure on SQLite, and on the PostgreSQL that DATABASE_URL names (left out when it names none)."""
    rows = _measured("sqlite", "")
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres"):
        rows += _measured("postgresql", address)
    return rows


def _measured(vendor: str, address: str) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="gt-bench-") as folder:
        saved = Path(folder) / "feed.json"
        walked = measured_apart(folder, address, "bench.feed", "walk", vendor, str(saved))
        few = measured_apart(folder, address, "bench.feed", "import", vendor, str(saved), str(FEW))
        all_of_it = measured_apart(folder, address, "bench.feed", "import", vendor, str(saved), str(SERVICES))
    lists = f"Every page of the feed, {SERVICES:,} services, {walked['pages']} pages, {vendor}"
    whole = f"Services with everything under them, {walked['full_pages']} pages, {vendor}"
    return [
        _walk_row(lists, walked["rate"]),
        _walk_row(whole, walked["full"]),
        Row(
            f"Import of {all_of_it['services']:,} services, {vendor}",
            f"{all_of_it['seconds']:.0f} s",
            f"{SECONDS:.0f} s",
            SECONDS / all_of_it["seconds"],
            1.0,
        ),
        Row(
            f"Most memory of that import, {vendor}",
            f"{all_of_it['megabytes']:.0f} MB",
            f"{few['megabytes']:.0f} MB (import of {FEW:,})",
            few["megabytes"] / all_of_it["megabytes"],
            FLAT,
        ),
    ]


def _walk_row(name: str, rate: float) -> Row:
    return Row(name, f"{rate:.0f} pages/s", f"{PAGES_A_SECOND:.0f} pages/s", rate / PAGES_A_SECOND, 1.0)


def _walk(vendor: str, saved: str) -> dict[str, Any]:
    """Fill the directory, walk its feed, and save it as one service a line."""
    with own_database(vendor):
        from django.test import Client

        from .directory import fill

        fill(SERVICES)
        learn_what_tables_hold()
        client = Client()
        for path in LISTS:
            client.get(BASE + path)
        pages, rate = _timed(lambda: sum(_pages(client, path) for path in LISTS))
        full_pages, full = _timed(lambda: _pages(client, "services", full="true"))
        query = {"format": "ndjson", "full": "true"}
        with Path(saved).open("wb") as file:
            file.writelines(client.get(f"{BASE}services", query).streaming_content)
    return {"pages": pages, "rate": rate, "full_pages": full_pages, "full": full}


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    start = perf_counter()
    done = work()
    return done, done / (perf_counter() - start)


def _pages(client: Any, path: str, **query: str) -> int:
    """Ask for every page of a list; return how many there are."""
    number, last = 0, False
    while not last:
        number += 1
        answer = client.get(BASE + path, {**query, "page": number})
        if answer.status_code != 200:
            raise SystemExit(f"{path}, page {number}: {answer.status_code}")
        last = b'"last_page":true' in answer.content
    return number


def _import(vendor: str, saved: str, services: str) -> dict[str, Any]:
    """Bring the first so many lines of the saved feed into an empty site."""
    some = Path(saved).with_name(f"first-{services}.json")
    with Path(saved).open("rb") as whole, some.open("wb") as part:
        part.writelines(line for _, line in zip(range(int(services)), whole, strict=False))
    with own_database(vendor):
        from django.core.files import File

        from localoffer.importers.running import perform
        from localoffer.importers.starting import record_import
        from localoffer.models import ImportSource, Service

        source = ImportSource(name="Larkshire", kind="oruk")
        start = perf_counter()
        with some.open("rb") as file:
            perform(record_import(source=source, file=File(file, name="feed.json"), dry_run=False, by=None))
        seconds = perf_counter() - start
        stored = Service.objects.count()
        if stored != int(services):
            raise SystemExit(f"{stored} of {services} services came in.")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return {"services": stored, "seconds": seconds, "megabytes": most / unit}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"walk": _walk, "import": _import}[sys.argv[1]](*sys.argv[2:])))
    else:
        for row in run():
            print(row.name, row.ours, row.other, f"{row.ratio:.2f}, target {row.target:.2f}", sep=" | ")
