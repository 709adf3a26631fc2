"""The kinds of notice that being told itself brings."""

from collections.abc import Iterable
from typing import Any

from . import kinds
from .models import Desk, Follow

NOT_ARRIVING = "notifications.not-arriving"
CONFIRM = "notifications.confirm-follow"


def register() -> None:
    """Register them."""
    kinds.register(
        kinds.NoticeKind(
            key=NOT_ARRIVING,
            title="Mail that does not arrive",
            line="Mail to somebody you work with does not arrive.",
            may_get=relies_on_it,
            may_get_many=relied_on,
            is_for=works_here,
        )
    )
    kinds.register(
        kinds.NoticeKind(
            key=CONFIRM,
            title="Do you want us to tell you about changes?",
            line="Somebody asked us to tell this address when something on our site changes. If it was you, "
            "open this link and say yes. If it was not you, do nothing: you will hear no more.",
            may_get=nobody,
            to_addresses=True,
            may_mail=waits_for_answer,
        )
    )


def nobody(_user: Any, _thing_id: str) -> bool:
    """Kinds for people without an account go to nobody who signs in."""
    return False


def waits_for_answer(follower_id: str, _address: str) -> bool:
    """Whether there is still something to say yes to."""
    return Follow.objects.filter(follower=int(follower_id), confirmed_at__isnull=True).exists()


def relied_on(user: Any, trouble_ids: Iterable[str]) -> set[str]:
    """Those of these troubles that `user` has on their desk."""
    known = Desk.objects.filter(user=user, trouble__in=[int(one) for one in trouble_ids])
    return {str(pk) for pk in known.values_list("trouble_id", flat=True)}


def relies_on_it(user: Any, trouble_id: str) -> bool:
    """Whether that trouble is on `user`'s desk."""
    return bool(relied_on(user, [trouble_id]))


def works_here(user: Any) -> bool:
    """Whether `user` holds a staff role, and so may be relied on to put an address right."""
    return bool(user.needs_second_factor)
