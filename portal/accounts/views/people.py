"""Who may do what: inviting people, and seeing and ending the roles that they hold."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.access.gates import may
from portal.access.roles import Permission, Role

from ..actions import Refused, cancel_invitation, end_role, take_away_second_step
from ..again import asks_again
from ..invitation_rules import roles_to_invite
from ..inviting import invite_with_organisation
from ..models import Membership, User
from ..people_forms import InviteForm
from ..queries import invitations_seen_by, memberships_seen_by

View = Callable[..., HttpResponseBase]
EACH_PAGE, MOST_INVITATIONS = 25, 100
HERE = "accounts:people"


def looks_after_people(view: View) -> View:
    """Open `view` to those who invite people or give roles; raises Http404 for everyone else signed in."""

    @login_required
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not (roles_to_invite(user.permissions) or may(user, Permission.GIVE_ROLES)):
            raise Http404("There is no such page here.")
        return view(request, *args, **kwargs)

    return gated


def _held(user: Any, words: str = "") -> QuerySet[Membership]:
    return memberships_seen_by(user, permissions=user.permissions, words=words, today=timezone.localdate())


@looks_after_people
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Open invitations, and who holds which role."""
    user: Any = request.user
    words, now = request.GET.get("words", "").strip()[:100], timezone.now()
    pages = Paginator(_held(user, words), EACH_PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = {
        "part": "my-space",
        "words": words,
        "rows": page.object_list,
        "page": page.number,
        "pages": pages.num_pages,
        "total": pages.count,
        "may_give": may(user, Permission.GIVE_ROLES),
        "invitations": [
            {"invitation": one, "state": one.state_at(now)}
            for one in invitations_seen_by(user, now=now)[:MOST_INVITATIONS]
        ],
    }
    return render(request, "accounts/people.html", shown)


@looks_after_people
@asks_again
def invite_someone(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a role."""
    user: Any = request.user
    roles = roles_to_invite(user.permissions)
    if not roles:
        raise Http404("There is no such page here.")
    form = InviteForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            invite_with_organisation(by=user, **form.answers())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "We have sent the invitation. The link works for 14 days.")
            return HttpResponseRedirect(reverse(HERE))
    return render(
        request,
        "accounts/invite.html",
        {"part": "my-space", "form": form},
        status=422 if form.errors else 200,
    )


@looks_after_people
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    user: Any = request.user
    found = get_object_or_404(invitations_seen_by(user, now=timezone.now()), pk=pk)
    cancel_invitation(invitation=found, by=user)
    messages.success(request, "The invitation is taken back. Its link no longer works.")
    return HttpResponseRedirect(reverse(HERE))


@looks_after_people
@asks_again
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then end a role today."""
    user: Any = request.user
    membership: Membership = get_object_or_404(_held(user), pk=pk)
    if request.method == "POST":
        try:
            end_role(membership=membership, by=user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"The role {Role(membership.role).label} has ended.")
        return HttpResponseRedirect(reverse(HERE))
    return render(request, "accounts/end_role.html", {"part": "my-space", "membership": membership})


@looks_after_people
@asks_again
def lost_second_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take away the second step of somebody who has lost theirs."""
    user: Any = request.user
    person = get_object_or_404(User.objects.filter(memberships__in=_held(user)).distinct(), pk=pk)
    if request.method == "POST":
        try:
            take_away_second_step(user=person, by=user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, "Their second step is taken away. They set up a new one when they sign in."
            )
        return HttpResponseRedirect(reverse(HERE))
    return render(request, "accounts/lost_second_step.html", {"part": "my-space", "person": person})
