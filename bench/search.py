"""How much faster finding is than Wagtail's own search backend, on the same 10,000 services in one run.

    .venv/bin/python -m bench.search

Both do the same job: common words (5,000 hits and more), two filters, counts on choices, the first page of
entries with all that a card shows, best match first. Ours reads more text of each entry and counts every
choice of every group; Wagtail's counts the hits and the choices of the five plain fields that it can facet
by (it cannot by many-to-many terms). Ours has nothing remembered from the search before.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from .apart import learn_what_tables_hold, measured_apart, own_database
from .rows import Row

SERVICES = 10_000
TARGETS = {"sqlite": 100.0, "postgresql": 8.0}
TIMES = {"sqlite": (25, 3), "postgresql": (25, 9)}  # how often ours and Wagtail's are measured
FACETS = ("level", "cost_kind", "diagnosis", "ehc_plan", "referral")


def run() -> list[Row]:
    """Measure on SQLite, and on the PostgreSQL that DATABASE_URL names (left out when it names none)."""
    rows = [_measured("sqlite", "")]
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres"):
        rows.append(_measured("postgresql", address))
    return rows


def _measured(vendor: str, address: str) -> Row:
    """Measure in a process of its own, on a database made for it and dropped after."""
    with tempfile.TemporaryDirectory(prefix="gt-bench-") as folder:
        told = measured_apart(folder, address, "bench.search", vendor)
    return Row(
        f"Search, {SERVICES:,} services, {told['hits']:,} hits, {vendor}",
        f"{told['ours'] * 1000:.1f} ms",
        f"{told['wagtail'] * 1000:.0f} ms (Wagtail's backend)",
        told["wagtail"] / told["ours"],
        TARGETS[vendor],
    )


def _measure_here(vendor: str) -> dict[str, Any]:
    """Make a database and a directory, and measure both on it."""
    with own_database(vendor):
        return _both(*TIMES[vendor])


def _both(our_times: int, their_times: int) -> dict[str, Any]:
    from localoffer.models import Service

    from .directory import COMMON_WORDS, fill

    _let_wagtail_filter(Service)
    fill(SERVICES)
    _index_for_wagtail()
    learn_what_tables_hold()
    ours, hits = _ours(COMMON_WORDS)
    wagtail = _wagtail(COMMON_WORDS)
    ours(), wagtail()
    return {
        "ours": _median(ours, our_times),
        "wagtail": _median(wagtail, their_times),
        "hits": hits,
    }


def _ours(words: str) -> tuple[Callable[[], Any], int]:
    from localoffer.finding import Search, find
    from localoffer.finding.memory import snapshot

    search = Search(words=words, level=("everyone",), cost=("free",))

    def ask() -> Any:
        snapshot().extras.forget()
        found = find(search)
        return found, found.entries

    return ask, find(Search(words=words)).total


def _wagtail(words: str) -> Callable[[], Any]:
    from wagtail.search.backends import get_search_backend

    from localoffer.queries import entry_cards

    backend = get_search_backend()

    def ask() -> Any:
        entries = entry_cards().filter(level="everyone", cost_kind="free")
        results = backend.search(words, entries, operator="and", order_by_relevance=True)
        page = list(results[:20])
        return page, results.count(), {name: results.facet(name) for name in FACETS}

    return ask


def _let_wagtail_filter(model: Any) -> None:
    """Give Wagtail's backend the filter fields that the two filters and the facets need."""
    from wagtail.search import index

    known = {field.field_name for field in model.search_fields if isinstance(field, index.FilterField)}
    model.search_fields = [
        *model.search_fields,
        *(index.FilterField(name) for name in FACETS if name not in known),
    ]


def _index_for_wagtail() -> None:
    from django.core.management import call_command

    call_command("update_index", verbosity=0)


def _median(ask: Callable[[], Any], times: int) -> float:
    took = []
    for _ in range(times):
        start = perf_counter()
        ask()
        took.append(perf_counter() - start)
    return median(took)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_measure_here(sys.argv[1])))
    else:
        for row in run():
            print(row.name, row.ours, row.other, f"{row.ratio:.0f} times, target {row.target:.0f}", sep=" | ")
