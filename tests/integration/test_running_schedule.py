"""Work that comes round: once each, whatever stops and whoever else starts."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.running import schedule, scheduler
from portal.running.models import ScheduledJob
from portal.running.schedule import every
from portal.running.scheduler import plan_jobs, start_due

NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)


@task()
def nothing() -> None:
    """Do nothing."""


@pytest.fixture(autouse=True)
def real_line(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks wait in the database as they do in the demo; the schedule holds only what a test puts there."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(schedule, "_JOBS", {})


def waiting() -> int:
    return DBTaskResult.objects.count()


def finish_all() -> None:
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)


@pytest.mark.django_db
def test_job_runs_at_once_then_every_so_often() -> None:
    every("tests.often", nothing, minutes=5)
    plan_jobs(NOON)

    started = []
    for minutes in (0, 4, 5, 9, 10):
        started.append(len(start_due(NOON + timedelta(minutes=minutes))))
        finish_all()

    assert started == [1, 0, 1, 0, 1]


@pytest.mark.django_db
def test_daily_job_that_was_missed_runs_once_on_return() -> None:
    every("tests.daily", nothing, at="06:00")
    plan_jobs(NOON)
    back = NOON + timedelta(days=3, hours=1)

    assert start_due(NOON) == []
    assert start_due(back) == ["tests.daily"]
    finish_all()
    assert start_due(back) == []
    assert ScheduledJob.objects.get().next_at == datetime(2026, 7, 14, 5, tzinfo=UTC)  # 6 in summer


@pytest.mark.django_db
def test_job_does_not_start_beside_its_own_last_run() -> None:
    every("tests.slow", nothing, minutes=5)
    plan_jobs(NOON)
    start_due(NOON)

    assert start_due(NOON + timedelta(minutes=5)) == []
    finish_all()
    assert start_due(NOON + timedelta(minutes=10)) == ["tests.slow"]
    assert waiting() == 2


@pytest.mark.django_db
def test_schedule_survives_a_restart_and_follows_a_change_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    every("tests.daily", nothing, at="06:00")
    plan_jobs(NOON)
    plan_jobs(NOON + timedelta(hours=1))
    assert ScheduledJob.objects.get().next_at == datetime(2026, 7, 11, 5, tzinfo=UTC)

    monkeypatch.setattr(schedule, "_JOBS", {})
    every("tests.daily", nothing, at="20:00")
    plan_jobs(NOON)

    assert ScheduledJob.objects.get().next_at == datetime(2026, 7, 10, 19, tzinfo=UTC)


@pytest.mark.django_db
def test_scheduler_that_dies_between_claim_and_start_starts_it_later(monkeypatch: pytest.MonkeyPatch) -> None:
    every("tests.often", nothing, minutes=5)
    every("tests.other", nothing, minutes=5)
    plan_jobs(NOON)

    def dies(result_id: str) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(scheduler, "_row_of", dies)
        assert start_due(NOON) == []
    assert waiting() == 0
    assert start_due(NOON) == ["tests.often", "tests.other"]


def test_two_schedulers_at_the_same_moment_start_a_job_once(
    django_db_setup: None, django_db_blocker: Any
) -> None:
    """On real, committed rows, from threads with connections of their own; both databases."""
    every("tests.race", nothing, hours=1)
    rounds, started = 10, []
    gate = threading.Barrier(2)

    def schedule_all() -> None:
        for hour in range(rounds):
            gate.wait(timeout=30)
            started.extend(start_due(NOON + timedelta(hours=hour)))
            if gate.wait(timeout=30) == 0:
                finish_all()
            gate.wait(timeout=30)
        connection.close()

    with django_db_blocker.unblock():
        try:
            plan_jobs(NOON)
            threads = [threading.Thread(target=schedule_all) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(timeout=60)
            put_in_line = waiting()
        finally:
            ScheduledJob.objects.all().delete()
            DBTaskResult.objects.all().delete()

    assert (started, put_in_line) == (["tests.race"] * rounds, rounds)
