"""The board of checks: what is due, stale, hidden, unowned or not reached, and what to do about each."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from portal.accounts.models import User

from ..board_queries import SHOW_BY_KEY, SHOWS, entries_to_show, page_of_lines, part_counts, state_counts
from ..checking_actions import ask_now, cancel_links, set_owner
from ..headings import HEADINGS
from ..models import EntryOwner, Provider, Service, SuggestedChange
from ..owners import owner_of
from ..suggestion_actions import settle_changes
from .boards import editors_only

BOARD = "localoffer_admin:freshness"


class NarrowForm(forms.Form):
    """Which part of the board to see, of which provider, under which heading. Odd values are left out."""

    show = forms.ChoiceField(choices=[(show.key, show.title) for show in SHOWS], required=False)
    provider = forms.ModelChoiceField(
        label="Provider",
        queryset=Provider.objects.order_by("name"),
        required=False,
        empty_label="All providers",
    )
    heading = forms.ChoiceField(
        label="Heading",
        required=False,
        choices=[("", "All headings"), *((one.slug, f"{one.number}. {one.title}") for one in HEADINGS)],
    )

    def chosen(self) -> dict[str, Any]:
        """What was chosen, with what the board shows first in the place of what nobody chose."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "show": said.get("show") or SHOWS[0].key,
            "provider": said.get("provider"),
            "heading": said.get("heading", ""),
        }


@editors_only
def freshness_board(request: HttpRequest) -> HttpResponse:
    """Counts, the parts of the board, and one page of the part that was chosen."""
    today = timezone.localdate()
    form = NarrowForm(request.GET)
    chosen = form.chosen()
    show = SHOW_BY_KEY[chosen["show"]]
    provider = chosen["provider"].pk if chosen["provider"] else None
    entries = entries_to_show(show, today, provider=provider, heading=chosen["heading"])
    page, lines = page_of_lines(entries, request.GET.get("p", "1"))
    states = state_counts(today)
    context = {
        "states": states,
        "total": sum(state["count"] for state in states),
        "no_post": Service.objects.published().filter(responsible="").count(),
        "parts": part_counts(states, today),
        "show": show,
        "form": form,
        "page": page,
        "lines": lines,
        "today": today,
        "address": _address(chosen),
    }
    return render(request, "localoffer_admin/freshness.html", context)


def _address(chosen: dict[str, Any]) -> str:
    """The query of what is shown, without the page, so that pages and buttons lead back to it."""
    query = QueryDict(mutable=True)
    query["show"] = chosen["show"]
    if chosen["provider"]:
        query["provider"] = str(chosen["provider"].pk)
    if chosen["heading"]:
        query["heading"] = chosen["heading"]
    return query.urlencode()


def _back(request: HttpRequest) -> HttpResponse:
    """To the part of the board where the button was."""
    chosen = NarrowForm(QueryDict(request.POST.get("back", "")[:200])).chosen()
    return redirect(f"{reverse(BOARD)}?{_address(chosen)}")


def _entry(pk: int) -> Service:
    return get_object_or_404(
        Service.objects.select_related("provider", "entry_owner__user", "provider__entry_owner__user"), pk=pk
    )


@editors_only
@require_POST
def ask_owner_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the owner of one entry today."""
    service = _entry(pk)
    owner = owner_of(service)
    if owner is None:
        messages.error(request, f"Nobody keeps “{service.name}” right. Set an owner first.")
        return _back(request)
    try:
        is_new = ask_now(service=service, owner=owner, by=request.user, at=timezone.now())
    except ValueError as wrong:
        messages.error(request, str(wrong))
        return _back(request)
    if is_new:
        messages.success(request, f"We are writing to {owner.post} about “{service.name}”.")
    else:
        messages.warning(request, f"{owner.post} was asked about “{service.name}” today already.")
    return _back(request)


class OwnerForm(forms.Form):
    """Who keeps an entry right, and how we reach them."""

    post = forms.CharField(
        label="Which post keeps it right?",
        help_text="Such as “Club manager”. Families read this. Not a person's name.",
        max_length=160,
        error_messages={"required": "Write the post that keeps this right."},
    )
    email = forms.EmailField(
        max_length=254,
        label="Email address",
        help_text="Families never see it. Leave it empty to use an account.",
        required=False,
        error_messages={"invalid": "Write the email address like this: name@example.org"},
    )
    user = forms.ModelChoiceField(
        label="Or somebody with an account of this provider",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody",
    )
    everything = forms.BooleanField(
        label="For every entry of this provider that has no owner of its own", required=False
    )

    def __init__(self, service: Service, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = User.objects.filter(provider_memberships__provider=service.provider_id, is_active=True)
        users: Any = self.fields["user"]
        users.queryset = members.order_by("email")

    def clean(self) -> dict[str, Any]:
        """All that was said. Raises ValidationError when there is no way to reach the owner."""
        said = super().clean() or {}
        if not self.errors and not said.get("email") and not said.get("user"):
            raise forms.ValidationError("Give an email address, or choose somebody with an account.")
        return said


@editors_only
def entry_owner(request: HttpRequest, pk: int) -> HttpResponse:
    """Who keeps one entry right: see it, set it, or cancel the links that were sent."""
    service = _entry(pk)
    owner = owner_of(service)
    initial = {"post": owner.post, "email": owner.email, "user": owner.user_id} if owner else {}
    if request.method == "POST" and "cancel" in request.POST:
        return _cancel(request, service, owner)
    form = OwnerForm(service, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        thing = {"provider": service.provider} if said["everything"] else {"service": service}
        set_owner(by=request.user, post=said["post"], email=said["email"], user=said["user"], **thing)
        messages.success(request, f"{said['post']} keeps “{service.name}” right from now on.")
        return redirect(f"{reverse(BOARD)}?show=unowned")
    given_up = EntryOwner.objects.filter(service=service, given_up_at__isnull=False).first()
    context = {"service": service, "owner": owner, "given_up": given_up, "form": form}
    return render(request, "localoffer_admin/entry_owner.html", context)


def _cancel(request: HttpRequest, service: Service, owner: EntryOwner | None) -> HttpResponse:
    if owner is None:
        raise PermissionDenied
    cancel_links(owner=owner, by=request.user)
    messages.success(request, f"Every link that {owner.post} was sent has stopped working.")
    return redirect("localoffer_admin:entry_owner", service.pk)


@editors_only
@require_POST
def changes_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that what an owner wrote about one entry is done; the entry then counts as checked by them."""
    service = _entry(pk)
    done = settle_changes(
        service=service, outcome=SuggestedChange.Outcome.PUBLISHED, at=timezone.now(), up_to=None
    )
    if done:
        messages.success(request, f"What the owner of “{service.name}” wrote is marked as done.")
    return _back(request)
