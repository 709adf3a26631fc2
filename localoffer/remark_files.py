"""Recordings of what families tell us: what may be kept, and who may listen."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Sum

from portal.access.gates import may
from portal.access.roles import Permission
from portal.files import kinds
from portal.files.actions import remove
from portal.files.formats import Family
from portal.files.kinds import FileKind
from portal.files.models import StoredFile
from portal.files.refusing import Refused

from .models import Remark

RECORDING = "localoffer.recording"
MOST_BYTES = 10 * 1024 * 1024  # about ten minutes of talking; we ask for three
# Of all recordings together in a day: a thousand of three minutes, or a hundred as large as one may be. It
# keeps somebody with many addresses from filling the store, and never keeps words or pictures out.
MOST_BYTES_A_DAY = 1024 * 1024 * 1024
FULL = "We were given very many recordings today and cannot take one more. Please use words or pictures."


def register() -> None:
    """Make the kind known; called once, from `AppConfig.ready`."""
    kinds.register(
        FileKind(
            key=RECORDING,
            title="What somebody told us about the Local Offer",
            takes=frozenset({Family.SOUND}),
            may_open=lambda user, stored: may(user, Permission.ANSWER_REMARKS),
            most_each=1,
            most_bytes={Family.SOUND: MOST_BYTES},
        )
    )


def refuse_when_full(at: datetime) -> None:
    """Raise Refused when strangers gave more recordings in a day than an area would."""
    kept = StoredFile.objects.filter(kind=RECORDING, made_at__gt=at - timedelta(days=1))
    if (kept.aggregate(bytes=Sum("size"))["bytes"] or 0) >= MOST_BYTES_A_DAY:
        raise Refused(FULL)


def recording_of(remark: Remark) -> StoredFile | None:
    """The recording that came with a remark; None where there is none, or it is gone."""
    return StoredFile.objects.filter(uuid=remark.recording).first() if remark.recording else None


def erase(remark: Remark, *, by: Any = None) -> None:
    """Remove the recording for good."""
    stored = recording_of(remark)
    if stored:
        remove(by=by, stored=stored)
