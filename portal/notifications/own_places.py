"""Our pages on My account."""

from portal.access.gates import may
from portal.access.roles import Permission
from portal.accounts import places

from .own_kinds import works_here


def register() -> None:
    """Register them."""
    places.register(
        places.OwnPlace(
            "/notices/", "What we told you", "And what we tell you by email.", lambda _user: True, 10
        )
    )
    places.register(
        places.OwnPlace(
            "/notices/not-arriving/",
            "Mail that does not arrive",
            "Addresses of people you work with.",
            works_here,
            60,
        )
    )
    places.register(
        places.OwnPlace(
            "/staff/failures/",
            "What did not work",
            "Work that the site tried and gave up.",
            lambda user: may(user, Permission.SEE_FAILURES),
            70,
        )
    )
