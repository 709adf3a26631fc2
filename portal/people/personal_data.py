"""What a young person's record holds, what becomes of it, and when it has run out."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from portal.datarights.actions import erase_everything
from portal.datarights.registry import Erase, Held, hold
from portal.datarights.retention import Expires, expire
from portal.datarights.subjects import Subject

PART_OF_RECORD = "Who could see a young person's record, and when, is part of that record."
FOR_SAFETY = "What was said about somebody's safety is kept for those who keep people safe."

# The account is a subject of its own: erasing it unties the record, and the record stays.
hold(
    Held(
        "people.YoungPerson",
        "The young person's record",
        of_young_person=("pk",),
        did=("user", "made_by"),
        order=90,
    )
)
hold(
    Held(
        "people.Connection",
        "Places in a circle",
        of_user=("user",),
        of_young_person=("young_person",),
        did=("added_by", "confirmed_by", "ended_by"),
        hides=("kept_apart",),  # it would tell one parent of what was said about the other
        of_account=Erase.KEEP,
        why=PART_OF_RECORD,
        order=80,
    )
)
hold(
    Held(
        "people.Agreement",
        "What parents may see",
        of_user=("connection__user",),
        of_young_person=("connection__young_person",),
        did=("decided_by",),
        hides=("reason",),  # it may tell of the young person's capacity, to a parent
        of_account=Erase.KEEP,
        why=PART_OF_RECORD,
        order=70,
    )
)
hold(
    Held(
        "people.CircleInvitation",
        "Invitations into a circle",
        of_young_person=("young_person",),
        of_email=("email",),
        did=("asked_by",),
        hides=("email", "kept_apart"),
    )
)
hold(
    Held(
        "people.PictureCard",
        "Picture cards",
        of_young_person=("young_person",),
        did=("made_by", "cancelled_by"),
        hides=("secret_hash", "asks_for"),
    )
)
hold(Held("people.Telling", "What others told", of_young_person=("young_person",), did=("told_by",)))
hold(
    Held(
        "people.RightsTold",
        "Who was told that rights pass",
        of_user=("user",),
        of_young_person=("young_person",),
    )
)
# A copy may be opened on a shared screen, or by somebody who asks for it in another's name. So what was sent
# under "I do not feel safe" is in no copy made here: those who read concerns give it.
hold(
    Held(
        "people.Concern",
        "What was sent under “I do not feel safe”",
        of_user=("sent_by",),
        of_young_person=("young_person",),
        is_copied=False,
        on_erase=Erase.KEEP,
        why=FOR_SAFETY,
    )
)
hold(
    Held(
        "people.ConcernStep",
        "What was done about it",
        of_user=("concern__sent_by",),
        of_young_person=("concern__young_person",),
        did=("by",),
        is_copied=False,
        on_erase=Erase.KEEP,
        why=FOR_SAFETY,
    )
)


def _erase_records(rows: QuerySet[Any], at: datetime) -> None:
    for young_person in list(rows):
        erase_everything(subject=Subject(young_person=young_person), by=None, at=at, because="retention")


def _answered_before(kept: date) -> Q:
    return Q(answered_at__date__lt=kept)


expire(
    Expires(
        "young-person",
        "people.YoungPerson",
        lambda kept: Q(date_of_birth__lt=kept),
        of_user=("user",),
        of_young_person=("pk",),
        remove=_erase_records,
        order=10,
    )
)
expire(
    Expires(
        "circle-invitation",
        "people.CircleInvitation",
        _answered_before,
        of_young_person=("young_person",),
    )
)
expire(
    Expires(
        "concern",
        "people.Concern",
        lambda kept: Q(sent_at__date__lt=kept, young_person__isnull=True, state="closed"),
        of_user=("sent_by",),
    )
)
