"""Following public things without an account. Whoever asks gets the same answer, known address or not."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone

from portal.running.scheduler import local_zone

from . import tokens
from .actions import mail
from .codes import hash_of, new_code
from .composing import FOLLOWED
from .followable import followable_kind
from .models import AddressTrouble, Follow, Follower, How, Notice, Preference
from .own_kinds import CONFIRM
from .tasks import send_what_is_due, spread_change
from .times import mail_due_at

UNANSWERED = timedelta(days=tokens.CONFIRM_DAYS)
CALM = timedelta(hours=1)  # places left may change many times in a morning
MOST_FOLLOWED = 200  # by one address or code: far above any family's need, far below a burden


@transaction.atomic
def ask_to_follow(*, address: str, kind: str, thing_id: str, at: datetime | None = None) -> None:
    """Note that somebody wants to follow that thing by email, and ask the address whether it is so.

    Nothing more goes to an address that has not answered: what is asked for meanwhile waits for the same
    answer. After a week the question is forgotten and may be asked anew. Nothing is given back: whether the
    address is known, follows this already or never answered cannot be told from here.
    """
    now = at or timezone.now()
    follower, _new = Follower.objects.get_or_create(address=address.strip().lower())
    if not _ask(follower, kind, thing_id, now):
        return
    if follower.asked_at and follower.asked_at > now - UNANSWERED:
        return
    Follower.objects.filter(pk=follower.pk).update(asked_at=now)
    link = reverse("notifications:confirm", args=[tokens.make(tokens.CONFIRM, follower.pk)])
    mail(kind=CONFIRM, address=follower.address or "", link=link, thing=follower, at=now)


def _ask(follower: Follower, kind: str, thing_id: str, now: datetime) -> bool:
    """Make the wish wait for its answer; False when it is followed already, or there are too many."""
    known = Follow.objects.filter(follower=follower)
    wish = known.filter(kind=kind, thing_id=thing_id).first()
    if wish is None:
        if known.count() >= MOST_FOLLOWED:
            return False
        Follow.objects.create(follower=follower, kind=kind, thing_id=thing_id, asked_at=now)
        return True
    if wish.confirmed_at and not wish.ended_at:
        return False
    Follow.objects.filter(pk=wish.pk).update(asked_at=now, confirmed_at=None, ended_at=None)
    return True


@transaction.atomic
def confirm_follows(*, follower: Follower, chosen: Collection[int], at: datetime | None = None) -> int:
    """The address answers: follow those of its waiting wishes that are `chosen`, forget the others.

    Returns how many are followed now.
    """
    now = at or timezone.now()
    waiting = Follow.objects.filter(follower=follower, confirmed_at__isnull=True)
    followed = waiting.filter(pk__in=chosen).update(confirmed_at=now, ended_at=None)
    waiting.delete()
    Follower.objects.filter(pk=follower.pk).update(asked_at=None, confirmed_at=follower.confirmed_at or now)
    return followed


@transaction.atomic
def follow_by_code(
    *, kind: str, thing_id: str, code: str = "", at: datetime | None = None
) -> tuple[Follower, str]:
    """Follow that thing by a printed code: by `code` when it is one of ours, else by a new one.

    Returns the follower and the code as it is printed; this is the only time that it is known. Raises
    LookupError for a `code` that is not one of ours.
    """
    now = at or timezone.now()
    if code:
        follower = follower_of_code(code)
        if follower is None:
            raise LookupError("There is no such code.")
    else:
        follower, code = _new_follower_by_code(now)
    if _ask(follower, kind, thing_id, now):
        confirm = Follow.objects.filter(follower=follower, kind=kind, thing_id=thing_id)
        confirm.update(confirmed_at=now)
    return follower, code


def _new_follower_by_code(now: datetime) -> tuple[Follower, str]:
    for _try in range(3):
        code = new_code()
        try:
            with transaction.atomic():
                made = Follower.objects.create(
                    code_hash=hash_of(code), how=How.NONE, made_at=now, confirmed_at=now, seen_at=now
                )
            return made, code
        except IntegrityError:
            continue  # drawn before: once in many million years
    raise RuntimeError("No free code was found.")


def follower_of_code(code: str) -> Follower | None:
    """Whoever holds that printed code; None for no such code."""
    return Follower.objects.filter(code_hash=hash_of(code)).first()


@transaction.atomic
def note_code_used(*, follower: Follower, at: datetime | None = None) -> None:
    """Keep that a printed code was used, so that it is not forgotten as one that nobody uses."""
    Follower.objects.filter(pk=follower.pk).update(seen_at=at or timezone.now())


@transaction.atomic
def stop_following(*, follower: Follower, follow_id: int, at: datetime | None = None) -> bool:
    """Stop following one thing; False when it is not one of theirs."""
    mine = Follow.objects.going().filter(follower=follower, pk=follow_id)
    return bool(mine.update(ended_at=at or timezone.now()))


@transaction.atomic
def follow_again(*, follower: Follower, follow_id: int) -> bool:
    """Take back having stopped; False when it is not one of theirs."""
    ended = Follow.objects.filter(follower=follower, pk=follow_id, confirmed_at__isnull=False)
    return bool(ended.update(ended_at=None))


@transaction.atomic
def choose_how(*, follower: Follower, how: str, easy_read: bool, language: str) -> None:
    """Choose how soon and in which form mail comes to somebody who follows; what waits is planned again."""
    follower.how, follower.easy_read, follower.language = how, easy_read, language
    follower.save(update_fields=["how", "easy_read", "language"])
    waiting = Notice.objects.unread().filter(follower=follower, mail_due_at__isnull=False)
    waiting.update(mail_due_at=mail_due_at(how, timezone.now(), local_zone()))


@transaction.atomic
def stop_mail(*, facts: dict[str, Any], at: datetime | None = None) -> None:
    """Stop what a mail's unsubscribe link stops: everything that a follower follows, or mail of the kinds
    that were in it for somebody with an account. Safe to repeat; somebody who is gone needs no stopping."""
    if "follower" in facts:
        Follow.objects.going().filter(follower=facts["follower"]).update(ended_at=at or timezone.now())
    for kind in facts.get("kinds", ()):
        _no_mail(facts.get("user"), kind)


def _no_mail(user_id: Any, kind: str) -> None:
    user = get_user_model().objects.filter(pk=user_id).first()
    if user:
        Preference.objects.update_or_create(user=user, kind=kind, defaults={"how": How.NONE})
        Notice.objects.unread().filter(recipient=user, kind=kind, delivery__isnull=True).update(
            mail_due_at=None
        )


@transaction.atomic
def tell_followers(*, kind: str, thing_id: object, by: Any, at: datetime | None = None) -> None:
    """Tell everyone who follows that public thing that it changed. `by` is whoever changed it, or None.

    Called by the action that changes it, in its transaction; the telling itself is a task. Several changes
    before a mail goes make one line in it. Raises LookupError for a kind that nobody may follow.
    """
    if followable_kind(kind) is None:
        raise LookupError(f"Nothing of kind {kind} can be followed.")
    if not Follow.objects.going().filter(kind=kind, thing_id=str(thing_id)).exists():
        return
    spread_change.enqueue(kind, str(thing_id), (at or timezone.now()).isoformat())


@transaction.atomic
def make_follower_notices(*, kind: str, thing_id: str, at: datetime) -> int:
    """Give each follower of that thing their notice; return how many. Repeated for the same change, it makes
    none: they carry the change's own moment."""
    thing = Notice.objects.filter(kind=FOLLOWED, thing=kind, thing_id=thing_id)
    if thing.filter(made_at=at).exists():
        return 0
    resolved = followable_kind(kind)
    public = resolved.one(thing_id) if resolved else None
    if public is None:
        return 0
    waiting = thing.unread().filter(
        follower=OuterRef("follower"), delivery__isnull=True, mail_due_at__isnull=False
    )
    lately = dict(
        thing.filter(delivery__isnull=False, made_at__gt=at - CALM)
        .values_list("follower")
        .annotate(Max("made_at"))
    )
    going = Follow.objects.going().filter(kind=kind, thing_id=thing_id).exclude(Exists(waiting))
    notices = Notice.objects.bulk_create(
        Notice(
            follower=follow.follower,
            kind=FOLLOWED,
            thing=kind,
            thing_id=thing_id,
            link=public.link,
            made_at=at,
            mail_due_at=_due(follow.follower, at, lately.get(follow.follower_id)),
        )
        for follow in going.select_related("follower").order_by("pk")
    )
    if any(notice.mail_due_at and notice.mail_due_at <= at for notice in notices):
        send_what_is_due.enqueue()
    return len(notices)


def _due(follower: Follower, at: datetime, lately: datetime | None) -> datetime | None:
    """When a change goes by mail: as its follower chose, but about one thing once in an hour at most."""
    if not follower.address:
        return None
    due = mail_due_at(follower.how, at, local_zone())
    return max(due, lately + CALM) if due and lately else due


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Forget questions that nobody answered in a week, follows ended a month ago, codes that nobody used for
    400 days, whoever follows nothing, and strangers' addresses that mail did not reach a month ago.

    Returns how many followers are forgotten."""
    Follow.objects.filter(confirmed_at__isnull=True, asked_at__lt=now - UNANSWERED).delete()
    Follow.objects.filter(ended_at__lt=now - timedelta(days=30)).delete()
    old_codes = Follower.objects.filter(address__isnull=True, seen_at__lt=now - timedelta(days=400))
    empty = Follower.objects.filter(follows__isnull=True, made_at__lt=now - UNANSWERED)
    alone = AddressTrouble.objects.filter(desks__isnull=True, last_at__lt=now - timedelta(days=30))
    alone.delete()
    forgotten = [*old_codes.values_list("pk", flat=True), *empty.values_list("pk", flat=True)]
    Follower.objects.filter(pk__in=forgotten).delete()
    return len(set(forgotten))
