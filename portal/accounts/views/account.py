"""My account: one's own address, password, passkeys, second step and where one is signed in."""

import time
from typing import Any

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as second_step
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from portal.access.headers import ADMIN_PREFIX

from ..adapters import SecondStepAdapter
from ..browsers import browser_words
from ..forms import CodeAgainForm
from ..places import places_for
from ..second_factor import has_shown_second_factor, must_show_second_factor, note_second_factor
from .entering import PART, PasskeyWords

CODE_KEY = "accounts.again_code"
TRIES = 3


@login_required
@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """The page from which everything about one's own account is reached."""
    user = request.user
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    shown = {
        **PART,
        "has_password": user.has_usable_password(),
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_second_step": bool({Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN} & set(kinds)),
        "roles": sorted(role.label for role in user.roles),
        "places": places_for(user),
    }
    return render(request, "accounts/my_account.html", shown)


class SecondStepView(second_step.AuthenticateView):
    """The second step of signing in."""


class SecondStepsView(PasskeyWords, second_step.IndexView):
    """The second steps one has, and what is still missing."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether this person must set one up before going on, and where to go on to."""
        shown = super().get_context_data(**kwargs)
        user = self.request.user
        has_one = bool({"totp", "webauthn"} & set(shown["authenticators"]))
        must = must_show_second_factor(user, admin_path_of(user))
        waits = must and not has_shown_second_factor(self.request.session, user)
        return {
            **shown,
            "must_set_up": waits and not has_one,
            "app_url": with_way_on(self.request, "mfa_activate_totp"),
            "passkey_url": with_way_on(self.request, "mfa_add_webauthn"),
        }


def admin_path_of(user: Any) -> str:
    """The admin's own path for people who work there, so that its groups count too."""
    return ADMIN_PREFIX if user.has_perm("wagtailadmin.access_admin") else ""


def way_on(request: HttpRequest) -> str:
    """The page of this site to go on to afterwards; "" when none was named."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    return address if get_adapter().is_safe_url(address) else ""


def with_way_on(request: HttpRequest, name: str) -> str:
    """The address called `name`, carrying the way on."""
    address = way_on(request)
    return reverse(name, query={"next": address} if address else None)


class SetUpAppView(totp.ActivateTOTPView):
    """Set up an authenticator app: a picture to scan, or words to type, and the first code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the secret in groups of four, for typing."""
        shown = super().get_context_data(**kwargs)
        secret = shown["form"].secret
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return {**shown, **PART, "typed_secret": groups, "next": way_on(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Count the code just typed as the second step of this session."""
        answer = super().form_valid(form)
        made = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        note_second_factor(self.request, made)
        return answer

    def get_success_url(self) -> str:
        """The spare codes come next."""
        return with_way_on(self.request, "mfa_view_recovery_codes")


class TakeAppAwayView(totp.DeactivateTOTPView):
    """Take the authenticator app away."""


class SpareCodesView(spare_codes.ViewRecoveryCodesView):
    """The spare codes: each opens the door once when the phone is lost."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way on."""
        return {**super().get_context_data(**kwargs), **PART, "next": way_on(self.request)}


class AddPasskeyView(PasskeyWords, webauthn.AddWebAuthnView):
    """Make a passkey on this device."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for a passkey that signs in by itself, and keep the form with what was wrong."""
        from allauth.mfa.webauthn.internal import auth

        shown = super().get_context_data(**kwargs)
        options = {"creation_options": auth.begin_registration(self.request.user, True)}
        return {**shown, **kwargs, "js_data": options, "next": way_on(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Count making the passkey as the second step of this session."""
        answer = super().form_valid(form)
        made = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN)
        note_second_factor(self.request, made.order_by("-pk")[0])
        return answer

    def get_success_url(self) -> str:
        """The spare codes come next for a first one, else the list."""
        first = self.did_generate_recovery_codes
        return with_way_on(self.request, "mfa_view_recovery_codes" if first else "mfa_list_webauthn")


class PasskeysView(PasskeyWords, webauthn.ListWebAuthnView):
    """The passkeys one has."""

    def get_queryset(self) -> Any:
        """Oldest first."""
        return super().get_queryset().order_by("pk")


class RenamePasskeyView(webauthn.EditWebAuthnView):
    """Another name for a passkey."""


class TakePasskeyAwayView(webauthn.RemoveWebAuthnView):
    """Take a passkey away, but not the last second step of somebody who needs one."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse the last one in words."""
        adapter = SecondStepAdapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
        return super().form_valid(form)


class AgainByPasskeyView(PasskeyWords, webauthn.ReauthenticateWebAuthnView):
    """Is it you? By passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Stay on this page and say what went wrong."""
        for words in form.errors.get("credential", []):
            messages.error(self.request, words)
        return HttpResponseRedirect(self.request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the other ways, which allauth's page for passkeys leaves out."""
        shown = super().get_context_data(**kwargs)
        return {**shown, "reauthentication_alternatives": self.get_reauthentication_alternatives()}


@method_decorator(login_required, name="dispatch")
class AgainByCodeView(account.BaseReauthenticateView):
    """Is it you? By a code to one's own address, for those with neither a password nor a second step."""

    template_name = "accounts/again_by_code.html"
    form_class = CodeAgainForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code, or check the one that was typed."""
        if "send" in request.POST:
            code = get_adapter().generate_login_code()
            request.session[CODE_KEY] = {"code": code, "at": time.time(), "tries": 0}
            get_adapter().send_mail("account/email/login_code", request.user.email, {"code": code})
            return HttpResponseRedirect(request.get_full_path())
        return super().post(request, *args, **kwargs)

    def waiting(self) -> dict[str, Any]:
        """The code that was sent, while it is fresh and not tried too often."""
        kept = self.request.session.get(CODE_KEY) or {}
        fresh = time.time() - kept.get("at", 0) <= settings.CODE_SECONDS
        return kept if fresh and kept.get("tries", 0) < TRIES else {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the code to compare with."""
        return {**super().get_form_kwargs(), "code": self.waiting().get("code", "")}

    def form_valid(self, form: Any) -> HttpResponse:
        """Note that it is them, and go on to what they wanted to do."""
        self.request.session.pop(CODE_KEY, None)
        record_authentication(self.request, self.request.user, method="code", reauthenticated=True)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count the try; after three a new code is needed."""
        if kept := self.waiting():
            self.request.session[CODE_KEY] = {**kept, "tries": kept["tries"] + 1}
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether a code waits to be typed."""
        return {**super().get_context_data(**kwargs), **PART, "is_sent": bool(self.waiting())}


class SignedInView(ListUserSessionsView):
    """Where one is signed in, and signing out elsewhere: one place or all others."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say each browser in words; the network address is not shown."""
        shown = super().get_context_data(**kwargs)
        rows = [
            {"session": one, "words": browser_words(one.user_agent), "is_here": one.is_current()}
            for one in shown["sessions"]
        ]
        return {**shown, **PART, "rows": rows}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """End one session when it is named, all the others when not."""
        named = request.POST.get("session", "")
        if not named:
            return super().post(request, *args, **kwargs)
        own = UserSession.objects.filter(user=request.user)
        session = get_object_or_404(own, pk=int(named) if named.isdecimal() and len(named) < 18 else 0)
        if not session.is_current():
            session.end()
            messages.success(request, "That browser is signed out.")
        return HttpResponseRedirect(reverse("usersessions_list"))
