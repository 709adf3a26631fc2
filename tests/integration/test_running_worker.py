"""The worker: a crash loses nothing, what failed is tried again, and staff see what was given up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from localoffer.importers.starting import start_import
from localoffer.models import ImportSource
from portal.access.roles import Role
from portal.audit.models import AuditRow
from portal.running.failures import try_again
from portal.running.models import WorkerBeat
from portal.running.retries import retried
from portal.running.worker import PatientWorker, beat, give_back_abandoned
from tests.people_factories import sign_in_fully, user

pytestmark = pytest.mark.django_db
done: list[int] = []
troubles: list[BaseException] = []


@retried(attempts=3, first_wait=timedelta(minutes=1))
@task()
def patient(number: int) -> None:
    """Do a patient thing. Then nothing more."""
    if troubles:
        raise troubles.pop()
    done.append(number)


@task()
def hasty(number: int) -> None:
    """Do a hasty thing."""
    raise ConnectionRefusedError("somebody@larkshire.example")


@pytest.fixture(autouse=True)
def real_line(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks wait in the database, as they do in the demo and in production. The connection, which holds the
    test's transaction, is not closed between tasks."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    done.clear()
    troubles.clear()


def work() -> None:
    """Do everything whose time has come, with a worker that was just started."""
    PatientWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker-{DBTaskResult.objects.count()}-{timezone.now().timestamp()}",
        excluded_queue_names=[],
    ).run()


def row() -> "DBTaskResult[..., object]":
    return DBTaskResult.objects.get()


def test_change_and_its_task_are_kept_together_or_not_at_all() -> None:
    with transaction.atomic():
        patient.enqueue(1)
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()

    with transaction.atomic():
        patient.enqueue(2)
    assert (row().status, done) == (TaskResultStatus.READY, [])  # nobody has worked: as after a crash
    work()
    assert (row().status, done) == (TaskResultStatus.SUCCESSFUL, [2])


def test_import_and_its_task_are_kept_together_or_not_at_all() -> None:
    source = ImportSource(name="A neighbour", kind="csv")
    with transaction.atomic():
        start_import(source=source, file=ContentFile(b"x", name="x.csv"), dry_run=True, by=None)
        assert DBTaskResult.objects.count() == 1  # in this very transaction, not after it
        transaction.set_rollback(True)

    assert not DBTaskResult.objects.exists()


def test_failure_is_tried_again_later_with_longer_waits_and_then_given_up() -> None:
    troubles.extend(TimeoutError() for _ in range(3))
    waits = []
    with time_machine.travel("2026-07-10 12:00", tick=False) as clock:
        patient.enqueue(1)
        for _ in range(3):
            work()
            waits.append(row().run_after - timezone.now())
            work()  # too early: nothing happens
            clock.shift(timedelta(minutes=5))

    assert timedelta(minutes=1) <= waits[0] < timedelta(minutes=1.2)
    assert timedelta(minutes=2) <= waits[1] < timedelta(minutes=2.4)
    assert (row().status, len(row().worker_ids), done) == (TaskResultStatus.FAILED, 3, [])


def test_second_try_that_goes_well_ends_it() -> None:
    troubles.append(TimeoutError())
    with time_machine.travel("2026-07-10 12:00", tick=False) as clock:
        patient.enqueue(7)
        work()
        clock.shift(timedelta(minutes=2))
        work()

    assert (row().status, done) == (TaskResultStatus.SUCCESSFUL, [7])


def test_what_is_kept_of_a_failure_holds_no_words_of_people() -> None:
    hasty.enqueue(1)
    work()

    assert row().exception_class_path == "builtins.ConnectionRefusedError"
    assert "test_running_worker.py" in row().traceback
    assert "larkshire.example" not in row().traceback


@pytest.mark.parametrize(
    ("asked", "becomes"), [(patient, TaskResultStatus.READY), (hasty, TaskResultStatus.FAILED)]
)
def test_task_of_a_worker_that_died_is_given_back(asked: Any, becomes: str) -> None:
    now = timezone.now()
    asked.enqueue(1)
    row().claim("killed")
    beat("killed", now)

    assert give_back_abandoned(now + timedelta(seconds=60)) == 0  # it may still be alive
    assert give_back_abandoned(now + timedelta(minutes=3)) == 1
    assert row().status == becomes


def test_worker_leaves_no_beat_behind_when_it_ends() -> None:
    work()

    assert not WorkerBeat.objects.exists()


@pytest.fixture
def failed() -> "DBTaskResult[..., object]":
    hasty.enqueue(1)
    work()
    return row()


def test_staff_see_what_failed_and_try_it_again(client: Client, failed: Any) -> None:
    admin = user(role=Role.ADMINISTRATOR)
    sign_in_fully(client, admin)
    page = client.get("/staff/failures/").content.decode()
    assert "Do a hasty thing" in page
    assert "Another system did not answer." in page
    assert "larkshire.example" not in page.partition("<main")[2].partition("</main>")[0]

    again = f"/staff/failures/{failed.pk}/again/"
    answer = client.post(again, follow=True)
    assert "We will try it again now" in answer.content.decode()
    assert (row().status, row().worker_ids) == (TaskResultStatus.READY, [])
    assert AuditRow.objects.get(action="running.tried_again").actor == admin.pk
    assert "not on the list any more" in client.post(again, follow=True).content.decode()


def test_nobody_else_sees_failures_or_tries_again(client: Client, failed: Any) -> None:
    editor = user(role=Role.EDITOR)
    sign_in_fully(client, editor)

    assert client.get("/staff/failures/").status_code == 404
    assert client.post(f"/staff/failures/{failed.pk}/again/").status_code == 404
    with pytest.raises(PermissionDenied):
        try_again(by=editor, key=failed.pk)


def test_page_of_failures_takes_as_many_queries_for_many_as_for_few(
    client: Client, failed: Any, django_assert_num_queries: Callable[..., Any]
) -> None:
    from portal.running.failures import failures

    for number in range(5):
        hasty.enqueue(number)
    work()

    with django_assert_num_queries(1):
        assert len(failures()) == 6
