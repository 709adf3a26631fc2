"""Signing in and a forgotten password: Wagtail's own pages, open before sign-in and slow for those who guess.

The names and addresses are Wagtail's; portal.urls puts these in front of them.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from wagtail.admin.views import account

from portal.access.limits import limit_posts

View = Callable[..., Any]

# An office or a library shares one address, so a few people must be able to mistype there. Sixteen guesses
# in a quarter of an hour are far below what guessing a password of twelve letters needs (OWASP ASVS 2.2.1).
TRIES_AT_ONE_ACCOUNT, TRIES_FROM_ONE_ADDRESS = "16/15m", "30/15m"
MAILS_TO_ONE_ADDRESS, MAILS_ASKED_FOR = "4/h", "15/h"


def _slow(view: View, *, field: str, each: str, together: str) -> View:
    """`view`, open to strangers, answering 429 after `each` posts about one `field` or `together` in all."""
    return login_not_required(limit_posts(together)(limit_posts(each, about=field)(view)))


urlpatterns = [
    path(
        "login/",
        _slow(
            account.LoginView.as_view(),
            field="username",
            each=TRIES_AT_ONE_ACCOUNT,
            together=TRIES_FROM_ONE_ADDRESS,
        ),
        name="wagtailadmin_login",
    ),
    path(
        "password_reset/",
        _slow(
            account.PasswordResetView.as_view(),
            field="email",
            each=MAILS_TO_ONE_ADDRESS,
            together=MAILS_ASKED_FOR,
        ),
        name="wagtailadmin_password_reset",
    ),
    # Wagtail does not mark these as public, so that nobody who forgot a password could get in again.
    path(
        "password_reset/done/",
        login_not_required(account.PasswordResetDoneView.as_view()),
        name="wagtailadmin_password_reset_done",
    ),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        login_not_required(account.PasswordResetConfirmView.as_view()),
        name="wagtailadmin_password_reset_confirm",
    ),
    path(
        "password_reset/complete/",
        login_not_required(account.PasswordResetCompleteView.as_view()),
        name="wagtailadmin_password_reset_complete",
    ),
]
