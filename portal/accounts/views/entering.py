"""Coming in: a code, a password or a passkey; making an account; a forgotten password."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core import ratelimit
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.access.headers import ADMIN_PREFIX
from portal.access.limits import too_many

from ..adapters import passkey_host
from ..invitation_rules import InvitationState
from ..passkeys import why_no_passkeys
from ..places import places_for
from ..queries import invitation_with

PART = {"part": "my-space"}


class PasskeyWords:
    """Tells a page whether passkeys can work at its address, and why not."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the passkey buttons need."""
        request = self.request  # type: ignore[attr-defined]
        shown = super().get_context_data(**kwargs)  # type: ignore[misc]
        problem = why_no_passkeys(passkey_host(request), request.get_host().rpartition(":")[2])
        return {**shown, **PART, "no_passkeys": problem}


class SignInView(PasskeyWords, account.RequestLoginCodeView):
    """The sign-in page: an address to send a code to, and the other ways."""

    template_name = "account/request_login_code.html"

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody who is signed in goes on to: not to the admin that has just sent them here."""
        address = str(super().get_authenticated_redirect_url())
        user: Any = self.request.user
        if address.startswith(ADMIN_PREFIX) and not user.has_perm("wagtailadmin.access_admin"):
            messages.warning(self.request, "Your account does not open that page.")
            return reverse("accounts:my-account")
        return address


class PasswordSignInView(PasskeyWords, account.LoginView):
    """Sign in with a password."""


class SignUpView(PasskeyWords, account.SignupView):
    """Make an account with an address."""


class PasskeySignUpView(PasskeyWords, account.SignupByPasskeyView):
    """Make an account that opens with a passkey."""


class PasskeySignInView(webauthn.LoginWebAuthnView):
    """Sign in with a passkey: the page's script asks for a challenge, then posts the answer."""


class FirstPasskeyView(PasskeyWords, webauthn.SignupWebAuthnView):
    """Make the passkey of a new account."""


@login_required
@require_safe
def ways_in(request: HttpRequest) -> HttpResponse:
    """After an account is made: how to sign in next time."""
    return render(request, "accounts/ways_in.html", PART)


@login_not_required
def old_address(request: HttpRequest, name: str, **kwargs: Any) -> HttpResponseRedirect:
    """Lead an address of the admin's former sign-in pages to ours, with the page to go back to."""
    query = request.GET.urlencode(safe="/")
    return HttpResponseRedirect(f"{reverse(name)}?{query}" if query else reverse(name))


@login_not_required
def invitation(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What an invitation is for, and taking it up. 404 for a link that we never sent."""
    found = invitation_with(secret)
    if found.state != InvitationState.OPEN:
        return render(request, "accounts/invitation_over.html", {**PART, "state": found.state}, status=410)
    if request.method == "POST":
        return _take_up(request, secret)
    shown = {**PART, "invitation": found.invitation, "is_theirs": found.is_for(request.user)}
    return render(request, "accounts/invitation.html", shown)


def _take_up(request: HttpRequest, secret: str) -> HttpResponseBase:
    from ..actions import Refused, accept_invitation, open_account
    from ..models import Invitation

    found = invitation_with(secret)
    here = reverse("accounts:invitation", args=[secret])
    if not request.user.is_authenticated:
        # Whoever holds the link reads the mail of that address, so an account may be opened for it; the code
        # shows that it is still so.
        if not ratelimit.consume(request, action="request_login_code", key=found.invitation.email):
            return too_many(request)
        user = open_account(email=found.invitation.email)
        LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)
        return HttpResponseRedirect(f"{reverse('account_confirm_login_code')}?next={here}")
    try:
        accept_invitation(secret=secret, by=request.user)
    except (Refused, Invitation.DoesNotExist):
        return HttpResponseRedirect(here)
    return HttpResponseRedirect(reverse("accounts:welcome"))


@login_required
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """After an invitation was taken up: what there is to do now."""
    shown = {**PART, "roles": sorted(request.user.roles), "places": places_for(request.user)}
    return render(request, "accounts/welcome.html", shown)
