"""What this room adds to "My account": each link for those who have something there."""

from portal.access.gates import may
from portal.access.roles import Permission
from portal.accounts.places import OwnPlace, register

from .permissions import providers_of


def register_places() -> None:
    """Add the links; called once, from `AppConfig.ready`."""
    register(
        OwnPlace(
            "/my-entries/",
            "My entries",
            "What families read about you",
            lambda user: bool(providers_of(user)),
            20,
        )
    )
    register(
        OwnPlace(
            "/cms/local-offer/remarks/",
            "What families told us",
            "Mistakes, questions and comments that wait for an answer",
            lambda user: may(user, Permission.ANSWER_REMARKS),
            20,
        )
    )
    register(
        OwnPlace(
            "/gaps/",
            "What families did not find",
            "By need, age and area, never by person",
            lambda user: may(user, Permission.SEE_GAPS),
            30,
        )
    )
