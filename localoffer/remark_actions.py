"""Every write about what families tell us. Keyword-only, the actor named; none takes a request.

Own words are kept as they came, cleaned of anything that is not plain text, and never changed after that.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.access.gates import may
from portal.access.roles import Permission
from portal.files.actions import check_upload, keep
from portal.notifications.actions import tell
from portal.pages.actions import next_reference
from portal.realtime.publishing import publish_on_commit

from .importers.cleaning import plain_text
from .models import Remark, RemarkLink, RemarkStep, Service
from .models.remark import CameBy, DeclineReason, State, StepKind
from .remark_files import RECORDING, erase, recording_of, refuse_when_full
from .remark_notices import ANSWERED, NEW, TOPIC, people_who_answer, send_answer_mail
from .remark_pictures import SAYINGS
from .secrets_kept import kept_hash, new_secret

if TYPE_CHECKING:
    from portal.accounts.models import User

REFERENCE = "LO"  # "LO-2026-0014"
OUR_POST = "the Local Offer team"
KEEP_EMAIL = timedelta(days=30)  # the area's own rule: long enough for a mail that came back to be sent again
KEEP_VOICES = timedelta(days=2 * 365)  # as messages of the contact form; the yearly report is out by then


def give_remark(
    *,
    kind: str,
    sending: UUID,
    at: datetime,
    words: str = "",
    pictures: Iterable[str] = (),
    recording: Any = None,
    limb: str = "",
    service: Service | None = None,
    page: str = "",
    email: str = "",
    came_by: str = CameBy.SITE,
    by: "User | None" = None,
) -> tuple[Remark, str]:
    """Keep what somebody told us; return it with the secret of a link that follows it.

    `sending` is made with the form: the same one with the same in it gives the first remark back, with
    another link. What was changed in it since (after "Back", or by the next person at a shared computer) is
    a remark of its own: nothing that somebody said is lost, and nobody is shown what another said.
    `by` is the member of staff who typed it in for somebody, else None. Raises ValueError when nothing was
    said, portal.files' Refused for a recording that cannot be kept, PermissionDenied when `by` may not.
    """
    if by is not None:
        _refuse_unless_may(by)
    said = plain_text(words)
    chosen = [code for code in dict.fromkeys(pictures) if code in SAYINGS]
    if not (said or chosen or recording):
        raise ValueError("Nothing was said.")
    if recording and by is None:
        refuse_when_full(at)
    checked = check_upload(upload=recording, kind=RECORDING) if recording else None
    facts = {
        "kind": kind,
        "limb": limb,
        "service": service,
        "page": page,
        "words": said,
        "pictures": chosen,
        "email": email,
        "came_by": came_by,
        "typed_by": by,
    }
    kept = Remark.objects.filter(sending=sending).first()
    if kept and _said_in(kept) != (typed := _typed(facts, checked)):
        sending = uuid5(sending, repr(typed))
        kept = Remark.objects.filter(sending=sending).first()
    if kept:
        return kept, _new_link(kept, at)
    try:
        return _keep(facts, checked, sending, at)
    except IntegrityError:
        # The same form arrived twice at once; the other one was kept.
        kept = Remark.objects.get(sending=sending)
        return kept, _new_link(kept, at)


def _typed(facts: dict[str, Any], checked: Any) -> tuple[Any, ...]:
    """All that a person says with the form. Which of the three it is about may be sorted later by us."""
    service = facts["service"]
    recording = checked.digest if checked else ""
    return (facts["words"], facts["pictures"], facts["email"], service and service.pk, recording)


def _said_in(kept: Remark) -> tuple[Any, ...]:
    """The same of a remark that is kept."""
    stored = recording_of(kept)
    return (kept.words, kept.pictures, kept.email, kept.service_id, stored.digest if stored else "")


@transaction.atomic
def _keep(facts: dict[str, Any], checked: Any, sending: UUID, at: datetime) -> tuple[Remark, str]:
    remark = Remark.objects.create(
        reference=next_reference(kind=REFERENCE, year=timezone.localtime(at).year),
        sending=sending,
        given_at=at,
        **facts,
    )
    by = facts["typed_by"]
    if checked:
        remark.recording = keep(by=by, upload=checked, kind=RECORDING, for_thing=remark).uuid
        remark.save(update_fields=["recording"])
    _add_step(remark, StepKind.RECEIVED, at=at, by=by)
    tell(
        kind=NEW,
        to=people_who_answer(timezone.localtime(at).date()),
        thing=remark,
        link=reverse("localoffer_admin:remark", args=[remark.pk]),
        by=by,
        at=at,
    )
    return remark, _new_link(remark, at)


def _new_link(remark: Remark, at: datetime) -> str:
    secret = new_secret()
    RemarkLink.objects.create(remark=remark, secret_hash=kept_hash(secret), made_at=at)
    return secret


def _refuse_unless_may(by: "User") -> None:
    if not may(by, Permission.ANSWER_REMARKS):
        raise PermissionDenied("Answering what families tell us is for Local Offer editors.")


def _add_step(remark: Remark, kind: str, *, at: datetime, by: "User | None", words: str = "") -> RemarkStep:
    step = RemarkStep.objects.create(
        remark=remark, kind=kind, at=at, by=by, by_post=(by.post or OUR_POST) if by else "", words=words
    )
    publish_on_commit(TOPIC, str(remark.uuid))
    return step


def _locked(remark: Remark, by: "User") -> Remark:
    """The remark as it is now, held until this transaction ends. Raises PermissionDenied."""
    _refuse_unless_may(by)
    return Remark.objects.select_for_update().get(pk=remark.pk)


def _move(remark: Remark, state: State, at: datetime, reason: str = "") -> None:
    remark.state = state
    remark.decline_reason = reason
    remark.closed_at = None if remark.is_open else at
    remark.save(update_fields=["state", "decline_reason", "closed_at"])


@transaction.atomic
def start_looking(*, remark: Remark, by: "User", at: datetime) -> Remark:
    """Say that somebody is looking at it; one that was closed is open again."""
    now = _locked(remark, by)
    if now.state != State.LOOKING:
        _move(now, State.LOOKING, at)
        _add_step(now, StepKind.LOOKING, at=at, by=by)
    return now


@transaction.atomic
def mark_corrected(*, remark: Remark, by: "User", at: datetime, words: str) -> Remark:
    """Say what was put right, in `words` for the person who told us. Raises ValueError without words."""
    return _close(remark, State.CORRECTED, StepKind.CORRECTED, by=by, at=at, words=words)


@transaction.atomic
def answer_remark(*, remark: Remark, by: "User", at: datetime, words: str) -> Remark:
    """Answer the person who told us. Raises ValueError without words."""
    return _close(remark, State.ANSWERED, StepKind.ANSWERED, by=by, at=at, words=words)


@transaction.atomic
def decline_remark(
    *, remark: Remark, by: "User", at: datetime, reason: str, words: str, where_to: str = ""
) -> Remark:
    """Leave it without an answer here, for one of the two lawful reasons, saying why.

    `where_to` says where it can be taken instead. Raises ValueError for any other reason, without words, for
    what is about one person without `where_to`, and for one that is published (take it down first).
    """
    if reason not in DeclineReason.values:
        raise ValueError("There is no such lawful reason.")
    if reason == DeclineReason.ONE_PERSON and not where_to:
        raise ValueError("Say where it can be taken instead.")
    said = f"{words.strip()}\n\n{where_to}".strip() if words.strip() else ""
    return _close(remark, State.DECLINED, StepKind.DECLINED, by=by, at=at, words=said, reason=reason)


def _close(
    remark: Remark,
    state: State,
    step: StepKind,
    *,
    by: "User",
    at: datetime,
    words: str,
    reason: str = "",
) -> Remark:
    said = plain_text(words)
    if not said:
        raise ValueError("Say it in words: the person who told us reads them.")
    now = _locked(remark, by)
    if state == State.DECLINED and now.published_at:
        raise ValueError("It is on the public page. Take it off there first.")
    _move(now, state, at, reason)
    _add_step(now, step, at=at, by=by, words=said)
    if now.email:
        send_answer_mail(remark=now, secret=_new_link(now, at), kind=ANSWERED, by=by)
    return now


@transaction.atomic
def sort_remark(*, remark: Remark, by: "User", at: datetime, limb: str) -> Remark:
    """Say which of the three things the law asks about it is about; "" for none of them."""
    now = _locked(remark, by)
    if now.limb != limb:
        now.limb = limb
        now.save(update_fields=["limb"])
        _add_step(now, StepKind.SORTED, at=at, by=by)
    return now


@transaction.atomic
def publish_remark(
    *, remark: Remark, by: "User", at: datetime, wording: str, answer: str, plan: str = ""
) -> Remark:
    """Publish a wording that identifies nobody, with our answer and what we will do (regulation 56).

    The own words stay as they are. Raises ValueError for one without an answer yet, for one that we declined,
    and without a wording, an answer or what it is about.
    """
    now = _locked(remark, by)
    if now.state not in (State.ANSWERED, State.CORRECTED):
        raise ValueError("Answer it first: a comment is published with its answer.")
    if not now.limb:
        raise ValueError("Say first what it is about.")
    now.published_words, now.published_answer = plain_text(wording), plain_text(answer)
    now.published_plan = plain_text(plan)
    if not (now.published_words and now.published_answer):
        raise ValueError("Both the wording and our answer are needed.")
    now.published_at = at
    now.save(update_fields=["published_words", "published_answer", "published_plan", "published_at"])
    _add_step(now, StepKind.PUBLISHED, at=at, by=by)
    return now


@transaction.atomic
def take_down_remark(*, remark: Remark, by: "User", at: datetime) -> Remark:
    """Take it off the public page; the wording stays with it for the editors."""
    now = _locked(remark, by)
    if now.published_at:
        now.published_at = None
        now.save(update_fields=["published_at"])
        _add_step(now, StepKind.TAKEN_DOWN, at=at, by=by)
    return now


@transaction.atomic
def forget_old_remarks(*, now: datetime) -> tuple[int, int]:
    """Erase emails 30 days after the end, and recordings and links two years after it.

    A voice tells who somebody is; words stay, as nothing that was said is lost, and nobody can tell any more
    who said them. Returns how many emails went, and of how many remarks the recording and the links.
    """
    closed = Remark.objects.exclude(closed_at=None)
    emails = closed.filter(closed_at__lt=now - KEEP_EMAIL).exclude(email="").update(email="")
    old = list(closed.filter(closed_at__lt=now - KEEP_VOICES).exclude(links=None).order_by("pk").distinct())
    for remark in old:
        erase(remark)
    ids = [remark.pk for remark in old]
    RemarkLink.objects.filter(remark__in=ids).delete()
    Remark.objects.filter(pk__in=ids).update(recording=None)
    return emails, len(ids)
