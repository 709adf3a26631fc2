"""No private page without a second step, for those whose work needs one.

The gate asks the session, not the account: an account that has an authenticator app may still be open in a
browser where nobody has used it.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from portal.access.headers import ADMIN_PREFIX

from . import admin_groups

OWNER_KEY = "account_authentication_methods_user"  # allauth keeps beside the records whose they are
# What somebody needs to leave, and to show who they are.
ALWAYS_OPEN = frozenset(
    {
        "account_logout",
        "wagtailadmin_logout",
        "account_reauthenticate",
        "accounts:again-by-code",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
# What somebody needs to set up a second step: open while the account has none. Where it has one, a session
# that has not shown it may not add another beside it.
OPEN_TO_SET_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
    }
)


def has_shown_second_factor(session: Mapping[str, Any], user: Any) -> bool:
    """Whether `user` showed a second step in this session. For pages and for sockets alike."""
    if session.get(OWNER_KEY) != user_id_to_str(user):
        return False
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return any(record.get("method") == "mfa" for record in records)


def note_second_factor(request: HttpRequest, authenticator: Authenticator) -> None:
    """Note in the session that an authenticator was used just now, as setting it up does."""
    user: Any = request.user
    facts = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
    record_authentication(request, user, "mfa", **facts)
    if user.needs_second_factor:
        request.session.set_expiry(settings.STAFF_SESSION_SECONDS)


def must_show_second_factor(user: Any, path: str = "") -> bool:
    """Whether `user` needs a second step: by role, or in the admin by a group that staff roles bring."""
    if not user.is_authenticated:
        return False
    if user.needs_second_factor:
        return True
    in_admin = path.startswith(ADMIN_PREFIX)
    return in_admin and user.groups.filter(name__in=admin_groups.staff_names()).exists()


class SecondFactorMiddleware:
    """Lets people who need a second step, and have not shown it, open only what helps them do so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; `process_view` decides."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None lets the view answer; else the way to set up or show the second step."""
        if not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        user = request.user
        if name in ALWAYS_OPEN or not user.is_authenticated:
            return None
        if has_shown_second_factor(request.session, user) or not must_show_second_factor(user, request.path):
            return None
        kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        if not kinds and name in OPEN_TO_SET_UP:
            return None
        return HttpResponseRedirect(_way_on(request, kinds))


def _way_on(request: HttpRequest, kinds: set[str]) -> str:
    """Where to show the second step that the account has, or to set one up; then back to this page."""
    name = "mfa_index"
    if Authenticator.Type.TOTP in kinds:
        name = "mfa_reauthenticate"
    elif Authenticator.Type.WEBAUTHN in kinds:
        name = "mfa_reauthenticate_webauthn"
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    return f"{reverse(name)}?{urlencode({'next': back})}" if back else reverse(name)
