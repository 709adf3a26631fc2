"""Writing what the search knows: the table of words and one flat row for each entry.

Every change gets a version, greater than any before. A worker compares it with the version that it holds
(one small query) and reads only the rows that are newer.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from threading import local
from time import monotonic, time_ns
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from portal.realtime.queries import version_of
from portal.realtime.topics import group_name
from portal.search.fulltext import FullTextTable

from ..live_fact_queries import live_facts_of
from ..models import IndexedEntry, IndexVersion, Service
from ..topics import DIRECTORY, EVERYTHING
from .facts import Ancestors, Indexed, index_of, with_all_parts

WORDS = FullTextTable("localoffer_words")
AT_ONCE = 200
FIELDS = ("is_found", "facts", "vocabulary", "version")
BELIEVED_SECONDS = 0.25


def index_version() -> int:
    """The version of the last change to anything the search shows; 0 before the first. One small query."""
    return IndexVersion.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def version_seen() -> int:
    """The version as readers of pages see it, at most BELIEVED_SECONDS old.

    Every search page asks for it twice, and on a busy site asking the database for the same answer a
    thousand times a second would cost more than finding. The process that changes the index sees it at once.
    Inside a transaction it is asked for each time and not kept: what stands there may yet be undone.
    """
    if connection.in_atomic_block:
        return index_version()
    return _seen.now().found


def _live_version() -> int:
    return version_of(group_name(DIRECTORY, EVERYTHING))


def live_version_seen() -> int:
    """The version of the live topic of the whole directory, for a page that then asks what to show.

    Read before the index's own, and kept as long: so never newer than what the page shows.
    """
    if connection.in_atomic_block:
        return _live_version()
    return _seen.now().live


def forget() -> None:
    """Ask the database for the version the next time."""
    _seen.forget()


@transaction.atomic
def touch() -> int:
    """Give the index a new version, and return it.

    The row stays locked until the transaction ends, so versions become visible in their order. Versions
    are microseconds of the clock, so that one undone by a roll-back is never given again.
    """
    IndexVersion.objects.get_or_create(pk=1)
    row = IndexVersion.objects.select_for_update(of=("self",)).get(pk=1)
    row.version = max(row.version + 1, time_ns() // 1000)
    row.save(update_fields=["version"])
    transaction.on_commit(forget)
    return row.version


def reindex(service_ids: Iterable[int]) -> None:
    """Bring the search up to date for these services: changed, published, taken down or deleted ones.

    Inside `holding()` this is put off to the end of it.
    """
    wanted = set(service_ids)
    if not wanted:
        return
    if _held.ids is not None:
        _held.ids |= wanted
        return
    with transaction.atomic():
        version = touch()
        remaining = iter(sorted(wanted))
        while some := list(islice(remaining, AT_ONCE)):
            _write(some, version, Ancestors(), timezone.localdate())


@transaction.atomic
def rebuild() -> int:
    """Make the whole index afresh, reading the directory in batches; return how many entries it holds."""
    version = touch()
    WORDS.clear()
    IndexedEntry.objects.all().delete()
    ancestors, today = Ancestors(), timezone.localdate()
    ids = Service.objects.published().order_by("pk").values_list("pk", flat=True)
    done = 0
    remaining = iter(list(ids))
    while some := list(islice(remaining, AT_ONCE)):
        _write(some, version, ancestors, today)
        done += len(some)
    return done


def touch_later() -> None:
    """Give the index a new version: now, or once at the end of `holding()`."""
    if _held.ids is None:
        touch()
    else:
        _held.is_touched = True


@contextmanager
def holding() -> Iterator[None]:
    """Put off every `reindex` inside to the end, once for each service: for imports and bulk changes.

    When the block raises, nothing is reindexed: its transaction is undone with it.
    """
    if _held.ids is not None:
        yield
        return
    _held.ids, _held.is_touched = set(), False
    try:
        yield
        ids = _held.ids
    finally:
        _held.ids = None
    reindex(ids)
    if _held.is_touched and not ids:
        touch()


def _write(ids: list[int], version: int, ancestors: Ancestors, today: date) -> None:
    services = with_all_parts(Service.objects.published().filter(pk__in=ids).order_by("pk"))
    live = live_facts_of(ids)
    found = {service.pk: index_of(service, ancestors, today, live.get(service.pk)) for service in services}
    gone = [pk for pk in ids if pk not in found]
    WORDS.put(indexed.row for indexed in found.values())
    WORDS.remove(gone)
    IndexedEntry.objects.bulk_create(
        [_entry(pk, indexed, version) for pk, indexed in found.items()]
        + [IndexedEntry(service_id=pk, is_found=False, version=version) for pk in gone],
        update_conflicts=True,
        unique_fields=["service_id"],
        update_fields=FIELDS,
    )


def _entry(pk: int, indexed: Indexed, version: int) -> IndexedEntry:
    return IndexedEntry(
        service_id=pk, is_found=True, facts=indexed.facts, vocabulary=indexed.vocabulary, version=version
    )


class _Versions(NamedTuple):
    live: int  # of the live topic
    found: int  # of the index


class _Seen:
    """The last versions that this process read, and until when they are believed."""

    def __init__(self) -> None:
        self._last = (_Versions(0, 0), 0.0)

    def now(self) -> _Versions:
        versions, until = self._last
        if monotonic() < until:
            return versions
        versions = _Versions(live=_live_version(), found=index_version())
        self._last = (versions, monotonic() + BELIEVED_SECONDS)
        return versions

    def forget(self) -> None:
        self._last = (_Versions(0, 0), 0.0)


class _Held(local):
    """The services whose reindexing waits, for this thread; None when nothing is put off."""

    ids: set[int] | None = None
    is_touched = False


_seen = _Seen()
_held = _Held()
