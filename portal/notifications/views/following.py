"""Following a public thing without an account: by email, or by a printed code."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.access.limits import limit_posts

from .. import following_actions as actions
from .. import tokens
from ..followable import FollowableKind, Followed, followable_kind
from ..forms import CodeForm, FollowForm, HowForm
from ..models import Follower
from ..queries import following, waiting_wishes
from .numbers import number_in

# A library's computers share one address; one mailbox hears from us once anyway.
ASKS, TRIES, ASKS_ABOUT_ONE = "30/h", "30/h", "10/h"
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@READ_OR_SEND
@limit_posts(ASKS)
def follow_page(request: HttpRequest, kind: str, thing_id: str) -> HttpResponseBase:
    """Ask to be told when one public thing changes. 404 for what is not public or cannot be followed.

    The answer to an address is the same whether we know it or not.
    """
    facts, thing = _thing_or_404(kind, thing_id)
    context: dict[str, Any] = {"part": "find-help", "kind": facts, "thing": thing}
    if "with_code" in request.POST:
        return _give_code(request, kind, thing_id, context)
    if request.method == "POST":
        return _ask_address(request, kind, thing_id, context)
    if "asked" in request.GET:
        return render(request, "notifications/follow_asked.html", context)
    context |= {"form": FollowForm(), "code_form": CodeForm()}
    return render(request, "notifications/follow.html", context)


@limit_posts(ASKS_ABOUT_ONE, about="address")
def _ask_address(request: HttpRequest, kind: str, thing_id: str, context: dict[str, Any]) -> HttpResponse:
    """Follow by email: ask the address."""
    form = FollowForm(request.POST)
    if form.is_valid():
        actions.ask_to_follow(address=form.cleaned_data["address"], kind=kind, thing_id=thing_id)
        return redirect(f"{reverse('notifications:follow', args=[kind, thing_id])}?asked=1")
    context |= {"form": form, "code_form": CodeForm()}
    return render(request, "notifications/follow.html", context)


def _give_code(request: HttpRequest, kind: str, thing_id: str, context: dict[str, Any]) -> HttpResponse:
    """Follow by a code: a new one, or the one that was typed."""
    typed = request.POST.get("code", "").strip()
    try:
        _follower, code = actions.follow_by_code(kind=kind, thing_id=thing_id, code=typed[:40])
    except LookupError:
        form = CodeForm(request.POST)
        form.is_valid()
        form.add_error("code", "We do not know this code. Look at your paper again, or make a new one.")
        context |= {"form": FollowForm(), "code_form": form}
        return render(request, "notifications/follow.html", context)
    context |= {
        "code": code,
        "is_new": not typed,
        "address": request.build_absolute_uri(reverse("notifications:code")),
    }
    return render(request, "notifications/follow_code.html", context)


def _thing_or_404(kind: str, thing_id: str) -> tuple[FollowableKind, Followed]:
    facts = followable_kind(kind)
    thing = facts.one(thing_id) if facts else None
    if facts is None or thing is None:
        raise Http404("There is nothing here to follow.")
    return facts, thing


@login_not_required
@never_cache
@READ_OR_SEND
@limit_posts(TRIES)
def code_page(request: HttpRequest) -> HttpResponse:
    """Come back with a printed code."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        follower = actions.follower_of_code(form.cleaned_data["code"])
        if follower:
            seen = follower.seen_at.timestamp() if follower.seen_at else 0
            actions.note_code_used(follower=follower)
            return redirect("notifications:following", tokens.make(tokens.FOLLOWING, [follower.pk, seen]))
        form.add_error("code", "We do not know this code. Look at your paper and type it again.")
    return render(request, "notifications/code.html", {"part": "find-help", "form": form})


@login_not_required
@never_cache
@READ_OR_SEND
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """From the one mail that asks: say yes to what was asked for. Opening the page changes nothing, because
    mail programs open links by themselves."""
    follower = _follower_or_404(tokens.read(tokens.CONFIRM, token, tokens.CONFIRM_DAYS))
    if request.method == "POST":
        sent = [number_in(one) for one in request.POST.getlist("follow")]
        chosen = [one for one in sent if one is not None]
        followed = actions.confirm_follows(follower=follower, chosen=chosen)
        if followed:
            messages.success(request, "We will write to you when something changes.")
        return redirect("notifications:following", tokens.make(tokens.FOLLOWING, follower.pk))
    wishes = waiting_wishes(follower)
    if not wishes:
        return redirect("notifications:following", tokens.make(tokens.FOLLOWING, follower.pk))
    return render(request, "notifications/confirm.html", {"part": "find-help", "wishes": wishes})


@login_not_required
@never_cache
@READ_OR_SEND
def following_page(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody follows, from a link in a mail or a printed code; stop one, start it again, choose."""
    read = tokens.read(tokens.FOLLOWING, token, tokens.FOLLOWING_DAYS)
    pk, seen = read if isinstance(read, list) else (read, None)
    follower = _follower_or_404(pk)
    seen_at = datetime.fromtimestamp(seen, UTC) if seen else None
    form = HowForm(request.POST if "choose" in request.POST else None, instance=follower)
    if request.method == "POST" and _change(request, follower, form):
        return redirect("notifications:following", token)
    context = {
        "part": "find-help",
        "by_mail": bool(follower.address),
        "follows": following(follower, seen_at),
        "form": form,
        "stop": reverse("notifications:stop", args=[tokens.make(tokens.STOP, {"follower": follower.pk})]),
    }
    return render(request, "notifications/following.html", context)


def _change(request: HttpRequest, follower: Follower, form: HowForm) -> bool:
    """Do what was posted; False when the form must come back."""
    if "choose" in request.POST:
        if not form.is_valid():
            return False
        chosen = form.cleaned_data
        actions.choose_how(
            follower=follower,
            how=chosen["how"],
            easy_read=chosen["easy_read"],
            language=chosen["language"],
        )
        messages.success(request, "We will write as you chose.")
        return True
    stop, again = number_in(request.POST.get("stop", "")), number_in(request.POST.get("again", ""))
    if stop is not None and actions.stop_following(follower=follower, follow_id=stop):
        messages.success(request, "You do not follow it any more.")
    if again is not None and actions.follow_again(follower=follower, follow_id=again):
        messages.success(request, "You follow it again.")
    return True


@csrf_exempt  # a mail program sends it, from no page of ours (RFC 8058); the signed link is the permission
@login_not_required
@never_cache
@READ_OR_SEND
def stop_page(request: HttpRequest, token: str) -> HttpResponse:
    """Stop these emails, in one press and without signing in. Opening the page changes nothing."""
    facts = tokens.read(tokens.STOP, token, tokens.STOP_DAYS)
    if not isinstance(facts, dict):
        raise Http404("This link does not work any more.")
    if request.method == "POST":
        actions.stop_mail(facts=facts)
        if "List-Unsubscribe" in request.POST:
            return HttpResponse("You will get no more of these emails.\n", content_type="text/plain")
        return render(request, "notifications/stopped.html", {"part": "find-help"})
    return render(request, "notifications/stop.html", {"part": "find-help"})


def _follower_or_404(pk: Any) -> Follower:
    follower = Follower.objects.filter(pk=pk).first() if isinstance(pk, int) else None
    if follower is None:
        raise Http404("This link does not work any more.")
    return follower
