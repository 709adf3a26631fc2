"""Links on My account to data rights."""

from typing import Any

from portal.access.gates import may
from portal.access.roles import Permission
from portal.accounts.places import OwnPlace, register


def _answers(user: Any) -> bool:
    return may(user, Permission.ANSWER_DATA_RIGHTS)


def register_places() -> None:
    """Called once, from `AppConfig.ready`."""
    register(
        OwnPlace(
            "/my-account/what-you-hold/",
            "What you hold about me",
            "See it, correct it, or have it deleted",
            lambda user: True,
            80,
        )
    )
    register(OwnPlace("/staff/data/", "Requests about data", "Copies, deleting, holds", _answers, 40))
