"""How django-allauth behaves here: its words, its mail, whom passkeys belong to, and when it asks again."""

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from django.urls import reverse

from portal.pages.area import get_area
from portal.running.addresses import visitor_address

from .post import post_template

WRONG_CODE = "That code is not right. Please look at it again, or ask for a new one."
WRONG_PAIR = "The email address and the password do not go together. Try again, or ask for a code by email."
TOO_OFTEN = "That was tried many times. Please wait about 15 minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by email address alone, with mail sent by the worker."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is switched off. Contact us if you think that is wrong.",
        "duplicate_email": "This is the address you have now. Please give another one.",
        "email_password_mismatch": WRONG_PAIR,
        "email_taken": "Please give another address.",
        "enter_current_password": "That is not your password of now. Please try again.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "That is not your password. Please try again.",
        "invalid_login": WRONG_PAIR,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "same_as_current": "This is the address you have now. Please give another one.",
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address, behind as many proxies as there are; for limits only."""
        return visitor_address(request)

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """What a browser calls itself, short: enough to know one's own phone by."""
        return super().get_http_user_agent(request)[:200]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail now and let the worker send it, so that answers take as long for everyone."""
        words = {**context, "site_name": get_area().site_title, "site": settings.WAGTAILADMIN_BASE_URL}
        post_template(address=email, template=template_prefix, words=words)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in; staff for one working day only.

        The code that opened a new account counts as having shown who one is, which allauth does not note.
        """
        super().login(request, user)
        if not get_authentication_records(request, user):
            record_authentication(request, user, method="code")
        if getattr(user, "needs_second_factor", False):
            request.session.set_expiry(settings.STAFF_SESSION_SECONDS)

    def is_safe_url(self, url: str) -> bool:
        """Only pages of this site, named without a host: no address in a link leads elsewhere."""
        return url.startswith("/") and not url.startswith(("//", "/\\")) and super().is_safe_url(url)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to My account after a new password."""
        return reverse("accounts:my-account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Back to My account after a new address is confirmed."""
        return reverse("accounts:my-account")

    def is_reauthentication_required(self, *, app: str = "", **kwargs: Any) -> bool:
        """Whether to ask "is it you?" before a dangerous act: not when somebody has just shown it.

        allauth counts only what was shown again; signing in a few minutes ago is as good.
        """
        records = get_authentication_records(self.request, self.request.user)
        shown_at = max((record["at"] for record in records), default=0)
        return bool(time.time() - shown_at > app_settings.REAUTHENTICATION_TIMEOUT)

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Ways to show that it is you; by an emailed code where there is neither password nor second step."""
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code from your app, or a spare code",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        ways = [
            {**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)
        ]
        if not ways and user.is_authenticated and getattr(user, "email", None):
            address = reverse("accounts:again-by-code")
            ways = [{"id": "code", "description": "Use a code by email", "url": address}]
        return ways


class SecondStepAdapter(DefaultMFAAdapter):
    """Second steps and passkeys, in our words and under our own name."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": (
            "You need a second step for your work here. Add another one first, then take this one away."
        ),
        "incorrect_code": WRONG_CODE,
        "unverified_email": "Please confirm your email address first.",
    }

    def get_totp_issuer(self) -> str:
        """The name an authenticator app shows."""
        return get_area().site_title

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Nobody who must have a second step takes the last one away."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        return not user.needs_second_factor or others.exclude(type="recovery_codes").exists()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """A name for a new passkey that its owner may change."""
        kept = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {kept + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey belongs to: the site's own host (WebAuthn, "relying party identifier")."""
        return {"id": passkey_host(self._request()), "name": get_area().site_title}

    def _request(self) -> HttpRequest:
        from allauth.core import context

        return context.request


def passkey_host(request: HttpRequest) -> str:
    """The host name that passkeys of this site belong to; an IP address is no valid one."""
    return settings.PASSKEY_HOST or urlsplit(f"//{request.get_host()}").hostname or ""
