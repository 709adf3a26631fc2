"""When work comes round and when it is tried again: clocks that change, waits that grow."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.notifications.times import mail_due_at
from portal.running.retries import LONGEST_WAIT, ONCE, Retries
from portal.running.schedule import Job, every, every_job
from portal.running.times import next_local_time

LONDON = ZoneInfo("Europe/London")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "at", "expected"),
    [
        (utc(2026, 1, 10, 6, 0), time(7), utc(2026, 1, 10, 7, 0)),  # winter: the wall clock is UTC
        (utc(2026, 1, 10, 7, 0), time(7), utc(2026, 1, 11, 7, 0)),  # just done: tomorrow
        (utc(2026, 7, 10, 5, 59), time(7), utc(2026, 7, 10, 6, 0)),  # summer: an hour ahead of UTC
        (utc(2026, 3, 28, 12), time(7), utc(2026, 3, 29, 6, 0)),  # clocks go forward in that night
        (utc(2026, 10, 24, 12), time(7), utc(2026, 10, 25, 7, 0)),  # clocks go back in that night
        (utc(2026, 3, 28, 12), time(1, 30), utc(2026, 3, 29, 1, 30)),  # 01:30 is left out that night
        (utc(2026, 10, 24, 12), time(1, 30), utc(2026, 10, 25, 0, 30)),  # 01:30 comes twice: the first
        (utc(2026, 10, 25, 0, 30), time(1, 30), utc(2026, 10, 26, 1, 30)),  # ... and only that one
    ],
)
def test_next_local_time_follows_the_clock_on_the_wall(after, at, expected):
    assert next_local_time(after, at, LONDON) == expected


def test_weekly_time_waits_for_its_day():
    assert next_local_time(utc(2026, 3, 23, 7, 0), time(7), LONDON, 0) == utc(2026, 3, 30, 6, 0)


def test_every_daily_time_of_a_year_is_found_once():
    moment, found = utc(2026, 1, 1), []
    while len(found) < 365:
        moment = next_local_time(moment, time(1, 30), LONDON)
        found.append(moment.astimezone(LONDON).date())

    assert len(set(found)) == 365


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("now", utc(2026, 7, 10, 9)),
        ("daily", utc(2026, 7, 11, 6)),
        ("weekly", utc(2026, 7, 13, 6)),  # the next Monday
        ("none", None),
    ],
)
def test_mail_is_due_as_somebody_chose(how, expected):
    assert mail_due_at(how, utc(2026, 7, 10, 9), LONDON) == expected


def test_waits_double_and_end():
    retries = Retries(attempts=4, first_wait=timedelta(minutes=1))

    waits = [retries.wait_after(attempt, chance=0) for attempt in (1, 2, 3, 4)]

    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4), None]


def test_waits_are_never_longer_than_a_quarter_of_a_day_and_a_tenth():
    assert Retries(attempts=40).wait_after(39, chance=1) == LONGEST_WAIT * 1.1


def test_task_without_retries_is_tried_once():
    assert ONCE.wait_after(1) is None


@pytest.mark.parametrize(
    "when", [{}, {"minutes": 1, "at": "06:00"}, {"at": "6 o'clock"}, {"hours": 1, "weekday": 0}]
)
def test_job_must_say_once_when_it_runs(when):
    with pytest.raises(ValueError, match=r"."):
        every("tests.unclear", object(), **when)

    assert "tests.unclear" not in {job.name for job in every_job()}


def test_job_of_the_same_name_is_refused(monkeypatch):
    monkeypatch.setattr("portal.running.schedule._JOBS", {"one": Job("one", 1, timedelta(hours=1))})
    every("one", 1, hours=1)

    with pytest.raises(ValueError, match="two jobs called one"):
        every("one", 1, hours=2)
