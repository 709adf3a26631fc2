"""What accounts hold about people, what becomes of it when they are erased, and when it has run out."""

from datetime import date, datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from portal.datarights.actions import erase_everything
from portal.datarights.registry import Erase, Held, hold
from portal.datarights.retention import Expires, expire
from portal.datarights.subjects import Subject
from portal.people.models import YoungPerson

from .models import User


def _leave(rows: QuerySet[Any]) -> None:
    """No group and no young person's own space hangs on an account that is nobody's."""
    User.groups.through.objects.filter(user_id__in=rows.order_by().values("pk")).delete()
    User.user_permissions.through.objects.filter(user_id__in=rows.order_by().values("pk")).delete()
    YoungPerson.objects.filter(user__in=rows.order_by()).update(user=None)


def _end_sessions(rows: QuerySet[Any]) -> None:
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()


hold(
    Held(
        "accounts.User",
        title="The account",
        of_user=("pk",),
        of_email=("email",),
        hides=("password", "is_superuser"),
        on_erase=Erase.CLEAR,
        clears={
            "email": None,
            "first_name": "",
            "last_name": "",
            "post": "",
            "password": "!",
            "last_login": None,
            "is_active": False,
            "is_staff": False,
            "is_superuser": False,
        },
        why="Other people's records say who did what. They say a number now, and the number is nobody.",
        remove=_leave,
        order=95,
    )
)
hold(Held("accounts.Membership", "Roles", of_user=("user",), did=("given_by",)))
hold(
    Held(
        "accounts.Invitation",
        "Invitations",
        of_user=("accepted_by",),
        of_email=("email",),
        did=("invited_by",),
        hides=("secret_hash",),
    )
)
# The body may hold a code or a secret link.
hold(Held("accounts.OutgoingMail", "Mail that waits", of_email=("address",), hides=("body",)))
hold(Held("account.EmailAddress", "Email addresses", of_user=("user",), of_email=("email",)))
hold(Held("mfa.Authenticator", "Second steps and passkeys", of_user=("user",), hides=("data",)))
hold(
    Held(
        "usersessions.UserSession",
        "Where you are signed in",
        of_user=("user",),
        hides=("session_key", "data"),
        remove=_end_sessions,
    )
)


def _not_used_since(kept: date) -> Q:
    unused = Q(last_login__date__lt=kept) | Q(last_login__isnull=True, date_joined__date__lt=kept)
    # A young person's own way in goes with their record, and one made nameless is gone already.
    return unused & Q(young_person__isnull=True) & Q(is_active=True)


def _erase_accounts(rows: QuerySet[Any], at: datetime) -> None:
    for user in list(rows):
        erase_everything(subject=Subject(user=user), by=None, at=at, because="retention")


expire(
    Expires(
        "account",
        "accounts.User",
        _not_used_since,
        of_user=("pk",),
        of_young_person=("young_person",),
        remove=_erase_accounts,
        order=60,
    )
)
expire(
    Expires(
        "invitation",
        "accounts.Invitation",
        lambda kept: Q(made_at__date__lt=kept),
        of_user=("accepted_by",),
    )
)
expire(Expires("session", "sessions.Session", lambda kept: Q(expire_date__date__lt=kept)))
