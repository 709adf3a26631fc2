"""Saying that one is not safe, and what named people do about it. No machine judges any of it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission
from portal.accounts.models import User
from portal.audit.actions import record
from portal.files import actions as files
from portal.files.models import StoredFile
from portal.notifications.actions import tell
from portal.pages.actions import next_reference
from portal.people.concern_queries import readers, recently_opened
from portal.people.models import Concern, ConcernStep, YoungPerson
from portal.people.refusals import Refused

FILE_KIND = NOTICE_KIND = "people.concern"
SOME_HOURS = timedelta(hours=4)  # told again next morning, not within the morning it came
STATE_AFTER = {
    ConcernStep.Kind.READ: Concern.State.BEING_DONE,
    ConcernStep.Kind.DID: Concern.State.BEING_DONE,
    ConcernStep.Kind.CLOSED: Concern.State.CLOSED,
    ConcernStep.Kind.OPENED_AGAIN: Concern.State.BEING_DONE,
}


@dataclass(frozen=True)
class Said:
    """What somebody sent: a picture, words, a recording, or nothing but "please talk to me"."""

    what: str = ""
    words: str = ""
    may_tell: str = Concern.MayTell.ASK_FIRST
    tell_whom: str = ""
    find_me: str = ""


def send_concern(
    *, by: User | None, said: Said, sending: uuid.UUID, at: datetime, recording: Any = None
) -> Concern:
    """Keep what somebody says about not being safe; tell those who read concerns at once, without its words.

    `by` is None for somebody who is not signed in. `sending` is made with the form: the same one with the
    same in it gives the first concern back. Whatever else was said with it (after "Back", or by the next
    child at a shared tablet) is a concern of its own: none is ever lost. Raises portal.files.actions.Refused
    for a recording that cannot be kept.
    """
    checked = files.check_upload(upload=recording, kind=FILE_KIND) if recording else None
    kept = Concern.objects.filter(sending=sending).first()
    told = (by.pk if by else None, said, checked.digest if checked else "")
    if kept and _told_in(kept) != told:
        sending = uuid.uuid5(sending, repr(told))
        kept = Concern.objects.filter(sending=sending).first()
    if kept:
        return kept
    try:
        with transaction.atomic():
            return _send(by, said, sending, at, checked)
    except IntegrityError:
        # The same form arrived twice at once; the other one was kept.
        return Concern.objects.get(sending=sending)


def _told_in(kept: Concern) -> tuple[int | None, Said, str]:
    said = Said(kept.what, kept.words, kept.may_tell, kept.tell_whom, kept.find_me)
    digest = StoredFile.objects.of(kept).values_list("digest", flat=True).first()
    return kept.sent_by_id, said, digest or ""


def _send(by: User | None, said: Said, sending: uuid.UUID, at: datetime, checked: Any) -> Concern:
    concern = Concern.objects.create(
        reference=next_reference(kind="Safe", year=timezone.localtime(at).year),
        sending=sending,
        young_person=YoungPerson.objects.filter(user=by).first() if by else None,
        sent_by=by,
        sent_at=at,
        **vars(said),
    )
    if checked:
        files.keep(by=None, upload=checked, kind=FILE_KIND, for_thing=concern)
    # Neither file nor row names who sent it, or whose record it might be: others may see what stands there.
    record(by=None, action="people.concern_sent", thing=concern, at=at)
    _tell(concern, readers(), by)
    return concern


def _tell(concern: Concern, to: list[User], by: User | None) -> None:
    link = reverse("concerns:read", kwargs={"uuid": concern.uuid})
    tell(kind=NOTICE_KIND, to=to, thing=concern, link=link, by=by)


@transaction.atomic
def tell_of_waiting(*, at: datetime) -> int:
    """Tell those who read concerns again of each that nobody has read for some hours; return how many."""
    waiting = Concern.objects.filter(state=Concern.State.WAITING, sent_at__lt=at - SOME_HOURS)
    found, to = list(waiting.order_by("pk")), readers()
    for concern in found:
        _tell(concern, to, by=None)
    return len(found)


@transaction.atomic
def add_step(
    *, concern: Concern, by: User, kind: str, at: datetime, words: str = "", reason: str = ""
) -> ConcernStep:
    """Add what `by` did. Raises Refused for who may not read it, and for a step that does not fit."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    step = ConcernStep.Kind(kind)
    _may_add(concern, by, step, words, reason)
    made = ConcernStep.objects.create(concern=concern, kind=step, reason=reason, words=words, by=by, at=at)
    concern.state = STATE_AFTER[step]
    concern.save(update_fields=["state"])
    record(
        by=by, action=f"people.concern_{step.name.lower()}", thing=concern, facts={"reason": reason}, at=at
    )
    return made


def _may_add(concern: Concern, by: User, step: ConcernStep.Kind, words: str, reason: str) -> None:
    readable = Concern.objects.readable_by(by).filter(pk=concern.pk)
    if not may(by, Permission.READ_CONCERNS) or not readable.exists():
        raise Refused("You cannot do this here.")
    is_closed = concern.state == Concern.State.CLOSED
    if is_closed != (step == ConcernStep.Kind.OPENED_AGAIN):
        raise Refused("Someone closed or opened this while you were writing. Look at what they did first.")
    if step != ConcernStep.Kind.READ and not words.strip():
        raise Refused("Write what was done.")
    if (step == ConcernStep.Kind.CLOSED) != bool(reason):
        raise Refused("Choose why it is closed.")


def note_opened(*, by: Any, concern: Concern, at: datetime) -> None:
    """Record that `by` looked at a concern, once within some minutes.

    Of nobody's record: parents may see who looked at that, and must not learn that there is a concern.
    """
    if not recently_opened(by=by, thing=concern, at=at):
        record(by=by, action="people.concern_looked_at", thing=concern, at=at)


def note_recording_opened(by: Any, stored: StoredFile) -> None:
    """Record that `by` opened the recording of a concern, once within some minutes; for portal.files."""
    now = timezone.now()
    if not recently_opened(by=by, thing=stored, at=now):
        record(by=by, action="people.concern_recording_opened", thing=stored, at=now)
