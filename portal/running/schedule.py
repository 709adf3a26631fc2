"""Work that comes round again. Each app registers its own in `AppConfig.ready`:

    every("localoffer.ask-owners", ask_owners, at="06:00")

`manage.py scheduler` starts what is due, from one row for each job (`ScheduledJob`).
"""

from calendar import day_name
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .times import clock_time, next_local_time


@dataclass(frozen=True)
class Job:
    """One thing that comes round: its task, and every how long or at which time by the clock on the wall."""

    name: str
    task: Any  # a django_tasks task that takes no arguments
    apart: timedelta | None = None
    at: str = ""
    weekday: int | None = None

    @property
    def plan(self) -> str:
        """When it runs, as one text; a row made for another plan is planned again."""
        if self.apart:
            return f"every {self.apart}"
        return f"at {self.at}" if self.weekday is None else f"at {self.at} on {day_name[self.weekday]}"

    def first_time(self, now: datetime, zone: ZoneInfo) -> datetime:
        """When a job that has never run runs first: at once, or at its time of day."""
        return now if self.apart else self.next_time(now, zone)

    def next_time(self, now: datetime, zone: ZoneInfo) -> datetime:
        """When it runs after it ran at `now`. Times that were missed meanwhile are not made up for."""
        if self.apart:
            return now + self.apart
        return next_local_time(now, clock_time(self.at), zone, self.weekday)


_JOBS: dict[str, Job] = {}


def every(
    name: str,
    task: Any,
    *,
    minutes: int | None = None,
    hours: int | None = None,
    at: str = "",
    weekday: int | None = None,
) -> None:
    """Have `task` started every so many `minutes` or `hours`, or each day `at` "06:00" by the area's clocks.

    `weekday` (0 is Monday) makes `at` weekly. A job never runs twice at once: while its last run is not
    done, the next one waits for the time after. A time that was missed runs once on return. Raises
    ValueError for no time, two times, or another job of that name.
    """
    if sum((bool(minutes), bool(hours), bool(at))) != 1 or (weekday is not None and not at):
        raise ValueError(f"Say once when {name} runs: minutes, hours or at.")
    if at:
        clock_time(at)
    apart = None if at else timedelta(minutes=minutes or 0, hours=hours or 0)
    job = Job(name, task, apart, at, weekday)
    if _JOBS.get(name, job) != job:
        raise ValueError(f"There are two jobs called {name}.")
    _JOBS[name] = job


def every_job() -> tuple[Job, ...]:
    """All jobs, by name."""
    return tuple(_JOBS[name] for name in sorted(_JOBS))
