"""What every test stands on: strict queries, an empty cache, and the demo area for those that ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from django.utils import timezone

from localoffer.finding import index, memory
from localoffer.search_shown import forget_cards

OUR_APPS = {"accounts", "access", "look", "inputs", "pictures", "search", "pages", "localoffer"}


def pytest_configure() -> None:
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys last: they are slow, and what they stand on should fail first."""
    items.sort(key=lambda item: "tests/journeys" in item.nodeid)


@pytest.fixture(scope="session", autouse=True)
def unordered_queries_come_backwards() -> Iterator[None]:
    """A query that asks for no order gets its rows backwards, so code that hopes for an order fails here."""
    fetch_all = QuerySet._fetch_all

    def fetch_backwards(self: QuerySet) -> None:
        if self._result_cache is None and _has_no_order(self):
            self.query.add_ordering("-pk")
        fetch_all(self)

    QuerySet._fetch_all = fetch_backwards
    yield
    QuerySet._fetch_all = fetch_all


def _has_no_order(rows: QuerySet) -> bool:
    query = rows.query
    return (
        rows.model is not None
        and rows.model._meta.app_label in OUR_APPS
        and rows._iterable_class is ModelIterable
        and not rows.ordered
        and query.can_filter()  # not a slice
        and not query.combinator
        and not query.distinct
        and query.group_by is None
    )


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """No test sees what another left in the cache, or in the search's memory.

    The memory goes by version, and versions go by the clock: two tests that stop the clock at the same
    moment would share one.
    """
    for cache in caches.all(initialized_only=True):
        cache.clear()
    memory.forget()
    index.forget()
    forget_cards()
    yield
    caches["default"].clear()


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The demo area in this process's test database, loaded once for the module and undone after it.

    Use it with the `db` fixture. What a test changes is undone after that test.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def still_clock() -> Iterator[None]:
    """The clock stands still: what is counted by the minute is counted in one minute."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture(scope="session")
def built_assets(worker_id: str) -> Path:
    """The built style sheets, scripts and pictures, where the static files are looked for."""
    assets = Path(settings.VAR_DIR) / "assets"
    if worker_id in {"master", "gw0"} or not (assets / "css").exists():
        call_command("build_assets", verbosity=0)
    return assets
