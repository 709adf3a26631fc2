"""Trying again: which tasks may be repeated, how often and after how long. Pure.

    @retried(attempts=8)
    @task()
    def send_delivery(delivery_id: int) -> None: ...

A task without `@retried` is tried once. One with it must bear being done twice: a worker can die after the
work and before it could say so.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

LONGEST_WAIT = timedelta(hours=6)
SPREAD = 0.1  # waits differ by up to a tenth, so that what failed together does not come back together

AnyTask = TypeVar("AnyTask")


@dataclass(frozen=True)
class Retries:
    """How often a task is tried in all, and how long after the first failure; each wait doubles."""

    attempts: int = 1
    first_wait: timedelta = timedelta(minutes=1)

    def wait_after(self, attempt: int, chance: float | None = None) -> timedelta | None:
        """How long to wait after try number `attempt` failed; None when it was the last.

        `chance` (0 to 1) spreads the waits; without it, it is drawn.
        """
        if attempt >= self.attempts:
            return None
        drawn = random.random() if chance is None else chance  # noqa: S311 - not a secret
        waited: timedelta = min(self.first_wait * 2 ** (attempt - 1), LONGEST_WAIT)
        return waited * (1 + SPREAD * drawn)


ONCE = Retries()
_RETRIES: dict[str, Retries] = {}


def retried(
    *, attempts: int = 6, first_wait: timedelta = timedelta(minutes=1)
) -> Callable[[AnyTask], AnyTask]:
    """Let a task be tried `attempts` times: after a failure it waits `first_wait`, then twice as long each
    time, at most six hours. After the last it stands on the page of failures."""

    def note(task: AnyTask) -> AnyTask:
        named: Any = task
        _RETRIES[named.module_path] = Retries(attempts, first_wait)
        return task

    return note


def retries_of(task_path: str) -> Retries:
    """How often the task at that path may be tried; once when nothing was said."""
    return _RETRIES.get(task_path, ONCE)
