"""Signing in, one's own account, and who may do what.

Names that begin with account_, mfa_ or usersessions_ are django-allauth's: its code asks for them.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as allauth_account
from allauth.mfa.base import views as allauth_second_step
from allauth.mfa.recovery_codes import views as allauth_spare_codes
from django.urls import include, path

from portal.access.limits import limit_posts

from .again import asks_again
from .views import account, entering, people

View = Callable[..., Any]

# An office or a library shares one address, so a few people must be able to mistype there. Sixteen guesses
# in a quarter of an hour are far below what guessing a password of twelve letters needs (OWASP ASVS 2.2.1).
TRIES_AT_ONE_ACCOUNT, TRIES_FROM_ONE_ADDRESS = "16/15m", "30/15m"
MAILS_TO_ONE_ADDRESS, MAILS_ASKED_FOR = "5/h", "30/h"


def _slow(view: View, field: str, each: str, together: str) -> View:
    """`view`, answering 429 after `each` posts about one `field`, or `together` from one address."""
    return limit_posts(together)(limit_posts(each, about=field)(view))


def _mails(view: Any) -> View:
    return _slow(view.as_view(), "email", MAILS_TO_ONE_ADDRESS, MAILS_ASKED_FOR)


sign_in = _mails(entering.SignInView)
entering_patterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/", sign_in, name="account_request_login_code"),
    path("sign-in/code/", allauth_account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", entering.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("sign-in/second-step/", account.SecondStepView.as_view(), name="mfa_authenticate"),
    path("sign-in/switched-off/", allauth_account.account_inactive, name="account_inactive"),
    path("sign-out/", allauth_account.logout, name="account_logout"),
    path("sign-up/", _mails(entering.SignUpView), name="account_signup"),
    path("sign-up/with-a-passkey/", _mails(entering.PasskeySignUpView), name="account_signup_by_passkey"),
    path("sign-up/passkey/", entering.FirstPasskeyView.as_view(), name="mfa_signup_webauthn"),
    path("confirm-email/", allauth_account.email_verification_sent, name="account_email_verification_sent"),
    path("forgotten-password/", _mails(allauth_account.PasswordResetView), name="account_reset_password"),
    path(
        "forgotten-password/code/",
        allauth_account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "forgotten-password/new/",
        allauth_account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "forgotten-password/done/",
        allauth_account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
]

own_patterns = [
    path("email/", asks_again(allauth_account.email), name="account_email"),
    path("password/", asks_again(allauth_account.password_change), name="account_change_password"),
    path("password/new/", asks_again(allauth_account.password_set), name="account_set_password"),
    path("second-step/", account.SecondStepsView.as_view(), name="mfa_index"),
    path("second-step/app/", asks_again(account.SetUpAppView.as_view()), name="mfa_activate_totp"),
    path(
        "second-step/app/take-away/",
        asks_again(account.TakeAppAwayView.as_view()),
        name="mfa_deactivate_totp",
    ),
    path("second-step/codes/", asks_again(account.SpareCodesView.as_view()), name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/",
        asks_again(allauth_spare_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-step/codes/file/",
        asks_again(allauth_spare_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", account.PasskeysView.as_view(), name="mfa_list_webauthn"),
    path("passkeys/add/", asks_again(account.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/name/", asks_again(account.RenamePasskeyView.as_view()), name="mfa_edit_webauthn"
    ),
    path(
        "passkeys/<int:pk>/take-away/",
        asks_again(account.TakePasskeyAwayView.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("where-signed-in/", account.SignedInView.as_view(), name="usersessions_list"),
    path("is-it-you/", allauth_account.reauthenticate, name="account_reauthenticate"),
    path("is-it-you/app/", allauth_second_step.reauthenticate, name="mfa_reauthenticate"),
    path("is-it-you/passkey/", account.AgainByPasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
]

our_patterns = [
    path(
        "sign-in/password/",
        _slow(entering.PasswordSignInView.as_view(), "login", TRIES_AT_ONE_ACCOUNT, TRIES_FROM_ONE_ADDRESS),
        name="password",
    ),
    path("sign-up/ways-in/", entering.ways_in, name="ways-in"),
    path(
        "invitation/<str:secret>/",
        limit_posts(MAILS_ASKED_FOR)(entering.invitation),
        name="invitation",
    ),
    path("welcome/", entering.welcome, name="welcome"),
    path("my-account/", account.my_account, name="my-account"),
    path("my-account/is-it-you/code/", account.AgainByCodeView.as_view(), name="again-by-code"),
    path("people-and-roles/", people.people, name="people"),
    path("people-and-roles/invite/", people.invite_someone, name="invite"),
    path("people-and-roles/invitations/<int:pk>/cancel/", people.cancel, name="invitation-cancel"),
    path("people-and-roles/roles/<int:pk>/end/", people.end, name="role-end"),
    path(
        "people-and-roles/people/<int:pk>/lost-second-step/",
        people.lost_second_step,
        name="second-step-lost",
    ),
]

# Where the admin's own pages for this stood. The names are Wagtail's, which its templates ask for.
former_patterns = [
    path("login/", entering.old_address, {"name": "account_login"}, name="wagtailadmin_login"),
    path(
        "password_reset/",
        entering.old_address,
        {"name": "account_reset_password"},
        name="wagtailadmin_password_reset",
    ),
    path(
        "password_reset/done/",
        entering.old_address,
        {"name": "account_reset_password"},
        name="wagtailadmin_password_reset_done",
    ),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        entering.old_address,
        {"name": "account_reset_password"},
        name="wagtailadmin_password_reset_confirm",
    ),
    path(
        "password_reset/complete/",
        entering.old_address,
        {"name": "account_login"},
        name="wagtailadmin_password_reset_complete",
    ),
]

urlpatterns = [
    path("cms/", include(former_patterns)),
    path("", include(entering_patterns)),
    path("my-account/", include(own_patterns)),
    path("", include((our_patterns, "accounts"))),
]
