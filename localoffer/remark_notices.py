"""Who is told what about remarks and about edits by providers: kinds of notice, the live topic, the mail."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from portal.access.gates import may
from portal.access.roles import ROLES, Permission
from portal.notifications import actions as notices
from portal.notifications import kinds
from portal.notifications.kinds import NoticeKind
from portal.realtime import topics
from portal.realtime.topics import Topic

from .models import Remark, Service
from .permissions import providers_of

if TYPE_CHECKING:
    from portal.accounts.models import User

NEW = "localoffer.remark-new"
ANSWERED = "localoffer.remark-answered"
EDIT_APPROVED = "localoffer.edit-approved"
EDIT_RETURNED = "localoffer.edit-returned"
TOPIC = "remark"


def people_who_answer(day: date) -> "QuerySet[User]":
    """Everyone who may answer remarks on `day`."""
    from portal.accounts.models import User

    roles = [role for role, facts in ROLES.items() if Permission.ANSWER_REMARKS in facts.permissions]
    held = Q(memberships__role__in=roles, memberships__starts__lte=day)
    still = Q(memberships__ends=None) | Q(memberships__ends__gt=day)
    return User.objects.filter(held & still, is_active=True).order_by("pk").distinct()


def send_answer_mail(*, remark: Remark, secret: str, kind: str, by: Any) -> None:
    """Send the person who asked for it a link to the answer: a neutral line, none of the words."""
    link = reverse("localoffer:told", args=[secret])
    notices.mail(kind=kind, address=remark.email, link=link, thing=remark, by=by)


def _speaks_for(user: Any, thing_id: str) -> bool:
    entry = Service.objects.filter(pk=thing_id).values_list("provider_id", flat=True).first()
    return entry is not None and entry in providers_of(user)


def register() -> None:
    """Make the kinds and the topic known; called once, from `AppConfig.ready`."""
    kinds.register(
        NoticeKind(
            key=NEW,
            title="Somebody told us something about the Local Offer",
            line="Somebody told us something about the Local Offer. It waits for an answer.",
            may_get=lambda user, thing_id: may(user, Permission.ANSWER_REMARKS),
            is_for=lambda user: may(user, Permission.ANSWER_REMARKS),
            usual="daily",  # we promise days, and a stranger must not be able to fill editors' mailboxes
        )
    )
    kinds.register(
        NoticeKind(
            key=ANSWERED,
            title="An answer to what you told us",
            line="There is news about what you told us. Open the link to read it.",
            may_get=lambda user, thing_id: True,
            to_addresses=True,
            # Mail is addressed in small letters; a phone begins what people type with a capital.
            may_mail=lambda thing_id, address: Remark.objects.filter(
                pk=thing_id, email__iexact=address
            ).exists(),
        )
    )
    for key, title, line in (
        (EDIT_APPROVED, "Your changes are public", "An editor approved your changes to an entry."),
        (EDIT_RETURNED, "Changes came back to you", "An editor sent changes to an entry back to you."),
    ):
        kinds.register(
            NoticeKind(
                key=key,
                title=title,
                line=line,
                may_get=_speaks_for,
                usual="none",  # Wagtail mails the sender a neutral line already; this stands in the inbox
                is_for=lambda user: bool(providers_of(user)),
            )
        )
    # Whoever holds the secret link has the page, and so the token; a sign-in adds nothing.
    topics.declare(Topic(TOPIC, may_join=lambda user, identity: True, is_public=True))
