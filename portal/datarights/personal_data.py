"""What answering for data holds itself."""

from django.db.models import Q

from .registry import Erase, Held, hold, hold_work
from .retention import Expires, expire

hold(
    Held(
        "datarights.Hold",
        "Holds",
        of_user=("user",),
        of_young_person=("young_person",),
        did=("set_by", "lifted_by"),
        hides=("words",),  # which case it is: for those who act in it
        of_account=Erase.KEEP,
        why="It shows why something was kept longer.",
        order=70,
    )
)
hold(
    Held(
        "datarights.DataRequest",
        "Requests about your data",
        of_user=("user",),
        did=("answered_by",),
        on_erase=Erase.CLEAR,
        clears={"words": ""},
        why="It shows that a request was answered in time.",
    )
)
hold_work("datarights.AreaPeriod", "How long this area keeps things", "set_by")

expire(
    Expires(
        "data-request",
        "datarights.DataRequest",
        lambda kept: Q(answered_at__date__lt=kept),
        of_user=("user",),
    )
)
