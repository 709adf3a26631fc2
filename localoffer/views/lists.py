"""My list: kept without signing in, printed as one page, shared by a secret link that ends."""

from functools import reduce
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.access.limits import limit_posts

from ..family_actions import save_list, stop_sharing
from ..kept import (
    COOKIE,
    COOKIE_SECONDS,
    MOST_KEPT,
    SHARED_COOKIE,
    dropping,
    keeping,
    kept_cookie,
    kept_in,
    shared_cookie,
    shared_in,
)
from ..models import Service
from ..queries import shared_list, whole_entries_in_order
from ..short_answers import short_entries

POSTS = "60/m"


@login_not_required
@never_cache
@require_safe
def my_list(request: HttpRequest) -> HttpResponse:
    """What this browser keeps, its seven short answers each, and the link that was shared."""
    kept = kept_in(request.COOKIES)
    secret = shared_in(request.COOKIES)
    saved = shared_list(secret, at=timezone.now()) if secret else None
    entries = short_entries(whole_entries_in_order(kept), today=timezone.localdate())
    context = {
        "part": "my-space",
        "entries": entries,
        "gone": len(kept) - len(entries),
        "saved": saved,
        "link": request.build_absolute_uri(reverse("localoffer:list-shared", args=[secret])) if saved else "",
    }
    return render(request, "localoffer/my_list.html", context)


@login_not_required
@require_POST
@limit_posts(POSTS)
def list_keep(request: HttpRequest) -> HttpResponse:
    """Keep one published service on this browser's list. 404 for what is not published."""
    service = get_object_or_404(Service.objects.published(), uuid=_posted_uuid(request))
    kept = kept_in(request.COOKIES)
    longer = keeping(kept, service.uuid)
    if service.uuid not in longer:
        messages.warning(request, f"Your list is full. It holds {MOST_KEPT}. Take something off it first.")
    else:
        messages.success(request, f"{service.name} is on your list.")
    return _with_list(redirect(_back(request, service.get_absolute_url())), longer)


@login_not_required
@require_POST
@limit_posts(POSTS)
def list_keep_all(request: HttpRequest) -> HttpResponse:
    """Keep every published service of a list that somebody shared. 404 when it names none that is public."""
    asked = [_as_uuid(text) for text in request.POST.getlist("service")[:MOST_KEPT]]
    public = set(Service.objects.published().filter(uuid__in=asked).values_list("uuid", flat=True))
    wanted = [one for one in dict.fromkeys(asked) if one in public]
    if not wanted:
        raise Http404("No such services")
    longer = reduce(keeping, wanted, kept_in(request.COOKIES))
    if set(wanted) <= set(longer):
        messages.success(request, "Everything from the shared list is on your list now.")
    else:
        messages.warning(
            request,
            f"Your list is full. It holds {MOST_KEPT}, so some of the shared list is not on it. "
            "Take something off it first.",
        )
    return _with_list(redirect("localoffer:my-list"), longer)


@login_not_required
@require_POST
@limit_posts(POSTS)
def list_drop(request: HttpRequest) -> HttpResponse:
    """Take one service off this browser's list, whatever became of it, or everything."""
    kept = kept_in(request.COOKIES)
    shorter = [] if "everything" in request.POST else dropping(kept, _posted_uuid(request))
    messages.success(request, "Your list is empty now." if not shorter else "We took it off your list.")
    return _with_list(redirect(_back(request, reverse("localoffer:my-list"))), shorter)


@login_not_required
@require_POST
@limit_posts("10/m")
def list_share(request: HttpRequest) -> HttpResponse:
    """Make a secret link to the list as it is now, or end the one made before."""
    response = redirect("localoffer:my-list")
    before = shared_in(request.COOKIES)
    if before:
        stop_sharing(secret=before)
    if "stop" in request.POST:
        messages.success(request, "The link does not work any more.")
        response.delete_cookie(SHARED_COOKIE)
        return response
    try:
        _, secret = save_list(services=kept_in(request.COOKIES), at=timezone.now())
    except ValueError:
        messages.warning(request, "Your list is empty, so there is nothing to share yet.")
        return response
    # To the link itself: it stands below the whole list, several screens down on a phone.
    response = redirect(f"{reverse('localoffer:my-list')}#share")
    _set_cookie(response, SHARED_COOKIE, shared_cookie(secret))
    return response


@login_not_required
@never_cache
@require_safe
def list_shared(request: HttpRequest, secret: str) -> HttpResponse:
    """A list that somebody shared: never who. 404 once it has ended or was taken back."""
    saved = shared_list(secret, at=timezone.now())
    if saved is None:
        raise Http404("No such list")
    services = whole_entries_in_order([UUID(one) for one in saved.services])
    context = {
        "part": "find-help",
        "saved": saved,
        "entries": short_entries(services, today=timezone.localdate()),
    }
    response = render(request, "localoffer/list_shared.html", context)
    # The address is a secret, so no other site may learn it. Our own must see where the form stands:
    # with "no-referrer" a browser says "Origin: null", and the check of forms refuses that.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _posted_uuid(request: HttpRequest) -> UUID:
    """The service that the form names; 404 for anything that is not a service's UUID."""
    return _as_uuid(request.POST.get("service", ""))


def _as_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404("No such service") from wrong


def _back(request: HttpRequest, otherwise: str) -> str:
    """Where the form was, if that is on this site."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, None, require_https=request.is_secure())
    return address if address.startswith("/") and is_ours else otherwise


def _with_list(response: HttpResponse, kept: list[UUID]) -> HttpResponse:
    if kept:
        _set_cookie(response, COOKIE, kept_cookie(kept))
    else:
        response.delete_cookie(COOKIE)
    return response


def _set_cookie(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
