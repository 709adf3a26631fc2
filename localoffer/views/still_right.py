"""Still right? For whoever keeps entries right: by the signed link in a mail, or by an account.

Reading never changes anything: a mail filter that opens a link confirms nothing. Every change is a POST.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.access.limits import limit_posts

from ..checking_actions import confirm_right, give_up, send_new_link
from ..keeping import ACCOUNT, Ended, Keeping, by_account, by_link
from ..keeping_forms import ChangeForm, NotMineForm
from ..keeping_shown import kept_entries, with_facts
from ..models import Service
from ..suggestion_actions import suggest_change

POSTS = "60/m"
View = Callable[..., HttpResponse]
LIST = "localoffer:still-right"


def for_keepers(view: View) -> View:
    """Open a view to whoever keeps entries right. It gets a `Keeping` in the place of the address's key.

    A link that ended is told so; with an account somebody who speaks for no provider gets 404.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if key == ACCOUNT and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        keeping = by_account(request.user) if key == ACCOUNT else by_link(key, timezone.localdate())
        if keeping is None:
            raise Http404("There is nothing to keep right here.")
        response = (
            _ended(request, key, keeping)
            if isinstance(keeping, Ended)
            else view(request, keeping, *args, **kwargs)
        )
        # The address opens the entry for whoever has it, so no other site and no search engine may learn it.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def _ended(request: HttpRequest, key: str, ended: Ended) -> HttpResponse:
    """410 for a link whose days are over, with the way to a new one; 404 for one that was cancelled or never
    was ours."""
    context = {"part": "find-help", "key": key, "may_ask": ended.owner is not None}
    return render(request, "localoffer/still_right_ended.html", context, status=410 if ended.owner else 404)


@require_safe
@for_keepers
def still_right(request: HttpRequest, keeping: Keeping) -> HttpResponse:
    """Every entry this person keeps: what families read, and one button for "yes, still right"."""
    today = timezone.localdate()
    entries = kept_entries(with_facts(keeping.entries()).order_by("pk"), today=today)
    waiting = [one for one in entries if one.is_due or one.is_hidden]
    context = {"part": "find-help", "keeping": keeping, "entries": entries, "waiting": len(waiting)}
    return render(request, "localoffer/still_right.html", context)


@require_POST
@limit_posts(POSTS)
@for_keepers
def confirm(request: HttpRequest, keeping: Keeping, slug: str) -> HttpResponse:
    """Yes, still right. Pressing it twice is harmless."""
    service = _entry(keeping, slug)
    confirm_right(
        service=service,
        by=keeping.user,
        role=keeping.role,
        email=keeping.email,
        on=timezone.localdate(),
    )
    messages.success(request, f"Thank you. Families now see that {service.name} was checked today.")
    return redirect(f"{reverse(LIST, args=[keeping.key])}#{service.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts(POSTS)
@for_keepers
def change(request: HttpRequest, keeping: Keeping, slug: str) -> HttpResponse:
    """What has changed: a short form for the editors. Families see the old facts until one says yes."""
    service = _entry(keeping, slug)
    form = ChangeForm(service, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        suggest_change(
            service=service,
            owner=keeping.owner,
            by=keeping.user,
            role=keeping.role,
            facts=form.facts(),
            times=form.new_times(),
            ends=form.cleaned_data["ends"],
            words=form.cleaned_data["words"],
            at=timezone.now(),
        )
        messages.success(request, "Thank you. An editor looks at it, and then families see what has changed.")
        return redirect(f"{reverse(LIST, args=[keeping.key])}#{service.slug}")
    context = {"part": "find-help", "keeping": keeping, "service": service, "form": form}
    return render(request, "localoffer/still_right_change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts(POSTS)
@for_keepers
def not_mine(request: HttpRequest, keeping: Keeping, slug: str) -> HttpResponse:
    """This is not mine any more: the editors are told, and this person is asked no more."""
    if keeping.owner is None:
        raise Http404("With an account, a provider's editors say who keeps what.")
    service = _entry(keeping, slug)
    form = NotMineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        give_up(service=service, owner=keeping.owner, words=form.cleaned_data["words"], at=timezone.now())
        return render(
            request, "localoffer/still_right_not_mine_thanks.html", {"part": "find-help", "service": service}
        )
    context = {"part": "find-help", "keeping": keeping, "service": service, "form": form}
    return render(request, "localoffer/still_right_not_mine.html", context)


@login_not_required
@require_POST
@limit_posts("5/h")
def new_link(request: HttpRequest, key: str) -> HttpResponse:
    """Send a new link to the address we have, for a link of ours whose days are over. Says no address."""
    ended = by_link(key, timezone.localdate())
    if not isinstance(ended, Ended) or ended.owner is None:
        raise Http404("There is no such link.")
    send_new_link(owner=ended.owner, at=timezone.now())
    return render(request, "localoffer/still_right_sent.html", {"part": "find-help"})


def _entry(keeping: Keeping, slug: str) -> Service:
    return get_object_or_404(with_facts(keeping.entries()), slug=slug)
