"""The import as a background task, its cost in queries, and two at once."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from localoffer.importers import reading, running
from localoffer.importers.running import perform, perform_by_id
from localoffer.importers.starting import record_import, start_import
from localoffer.models import ImportRun, ImportSource, Service
from tests.integration.directory_people import make_area, make_user
from tests.integration.feed_server import service
from tests.integration.import_files import bring_in

pytestmark = pytest.mark.django_db


def a_file(*numbers: int) -> ContentFile[bytes]:
    return ContentFile(json.dumps([service(number) for number in numbers]).encode(), name="feed.json")


def a_source() -> ImportSource:
    return ImportSource(name="Neighbour", kind="oruk")


def test_import_is_done_by_the_task_after_the_page_is_saved(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        run = start_import(source=a_source(), file=a_file(1, 2), dry_run=False, by=None)
        assert (run.state, Service.objects.count()) == ("waiting", 0)
    assert callbacks
    run.refresh_from_db()
    assert (run.state, run.new, run.rows_read, run.rows_expected) == ("done", 2, 2, 2)
    assert run.finished_at is not None


def test_dry_run_by_the_task_changes_nothing_and_the_real_one_reads_again(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        checked = start_import(source=a_source(), file=a_file(1), dry_run=True, by=None)
    checked.refresh_from_db()
    assert (checked.state, checked.new, Service.objects.count()) == ("checked", 1, 0)
    with django_capture_on_commit_callbacks(execute=True):
        real = start_import(source=checked.source, file=checked.file, dry_run=False, by=None)
    real.refresh_from_db()
    assert (real.state, real.new, Service.objects.count()) == ("done", 1, 1)


def test_run_that_was_done_is_not_done_again() -> None:
    run = perform(record_import(source=a_source(), file=a_file(1), dry_run=False, by=None))
    Service.objects.all().delete()
    perform_by_id(run.pk)
    assert not Service.objects.exists()


def test_source_that_cannot_be_read_leaves_a_run_that_says_why(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = start_import(source=a_source(), file=ContentFile(b"[", name="f.json"), dry_run=False, by=None)
    run.refresh_from_db()
    assert (run.state, run.error) == (
        "failed",
        "This file is not whole, correct JSON. Save the feed again and retry.",
    )


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, MemoryError])
def test_worker_that_stops_in_the_middle_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def stops(*args: Any, **options: Any) -> None:
        raise stop

    run = record_import(source=a_source(), file=a_file(1, 2), dry_run=False, by=None)
    monkeypatch.setattr(running, "record_versions", stops)
    with pytest.raises(stop):
        perform(run)
    run.refresh_from_db()
    assert (run.state, run.error) == ("failed", reading.STOPPED)
    assert not Service.objects.exists()


def test_run_whose_worker_was_killed_is_closed_by_the_next() -> None:
    killed = record_import(source=a_source(), file=a_file(1), dry_run=False, by=None)
    recent = record_import(source=killed.source, file=a_file(1), dry_run=False, by=None)
    ImportRun.objects.update(state="writing")
    ImportRun.objects.filter(pk=killed.pk).update(created_at=timezone.now() - timedelta(hours=7))
    record_import(source=killed.source, file=a_file(1), dry_run=False, by=None)
    for run in (killed, recent):
        run.refresh_from_db()
    assert (killed.state, killed.error, recent.state) == ("failed", reading.STOPPED, "writing")


def test_import_is_for_those_who_may_change_entries() -> None:
    area = make_area()
    before = ImportRun.objects.count()
    for person in (area.member, make_user("someone@larkshire.example")):
        with pytest.raises(PermissionDenied):
            start_import(source=a_source(), file=a_file(1), dry_run=True, by=person)
    assert ImportRun.objects.count() == before
    assert not ImportSource.objects.exists()
    assert (
        start_import(source=a_source(), file=a_file(1), dry_run=True, by=area.editor).started_by
        == area.editor
    )


def test_import_without_a_file_or_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="Give a file"):
        start_import(source=a_source(), dry_run=True, by=None)


def asked(numbers: range, **changes: Any) -> dict[str, int]:
    """How many queries of each kind an import of these services takes."""
    rows = [service(number, **changes) for number in numbers]
    with CaptureQueriesContext(connection) as queries:
        done = bring_in(rows)
    assert done.state == "done"
    kinds = [query["sql"].split(" ", 1)[0] for query in queries.captured_queries]
    return {kind: kinds.count(kind) for kind in ("SELECT", "INSERT", "UPDATE", "DELETE")}


def test_reading_what_stands_here_takes_as_many_queries_for_many_as_for_few() -> None:
    bring_in([service(0)])
    few = asked(range(100, 110))
    many = asked(range(200, 250))
    assert many["SELECT"] == few["SELECT"]
    assert many["DELETE"] == few["DELETE"]
    assert many["UPDATE"] <= few["UPDATE"] + 2


def test_import_that_changes_nothing_takes_as_many_queries_for_many_as_for_few() -> None:
    asked(range(10))
    few = asked(range(10))
    asked(range(60))
    many = asked(range(60))
    assert many["SELECT"] == few["SELECT"]
    assert many["INSERT"] <= few["INSERT"] + 8  # what the source said, in several statements on SQLite


def test_rows_are_written_many_at_a_time() -> None:
    bring_in([service(0)])
    assert asked(range(100, 160))["INSERT"] < 60


def test_changed_entries_take_as_many_queries_for_many_as_for_few() -> None:
    asked(range(10))
    few = asked(range(10), description="Changed once.")
    asked(range(60))
    many = asked(range(60), description="Changed twice.")
    assert many["SELECT"] == few["SELECT"]
    assert many["DELETE"] == few["DELETE"]
