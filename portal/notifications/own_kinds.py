"""The kinds of notice that being told itself brings."""

from collections.abc import Iterable
from typing import Any

from . import kinds
from .models import Desk

NOT_ARRIVING = "notifications.not-arriving"


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
