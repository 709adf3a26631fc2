"""Open pages of somebody who signs out in another tab."""

from typing import Any

from .publishing import right_lost_on_commit


def say_that_somebody_left(sender: object, user: Any = None, **_more: object) -> None:
    """Have this person's open pages looked at again: Django's own signal, sent before the session ends.

    The session's row goes in the same request; where it goes later than the notice, the regular look at
    sessions finds it.
    """
    if user is not None:
        right_lost_on_commit(user.pk)
