"""Putting a task in line so that a crash loses nothing."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks_db.backend import DatabaseBackend


def put_in_line(task: Any, *args: Any, **kwargs: Any) -> None:
    """Put `task` in line in the present transaction: the change and the task are kept together, or neither.

    Where tasks are done in the same process at once (in most tests) it waits for the commit, so that it sees
    what a worker would see.
    """
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(*args, **kwargs)
    else:
        transaction.on_commit(partial(task.enqueue, *args, **kwargs))
