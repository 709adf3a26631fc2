"""A session that a picture card opened: one young person's own space, for a set time, and nothing else.

What is kept in the session is the card's number and when the time ends. The card itself is asked about on
every page, so a cancelled card ends what it opened with the next page.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from portal.people.circle import card_stands
from portal.people.models import PictureCard

CARD, UNTIL = "picture_card", "picture_card_until"
# The session outlives its time by a day, only so that the next page can say kindly that it is over.
KINDLY = 24 * 60 * 60
# Private places that a card opens. Public pages stay open to everyone.
SPACE, WRITTEN_ON = "/my-space/", ("/my-space/ask/",)
OPENS = (SPACE, "/i-do-not-feel-safe/")


def begin(request: HttpRequest, card: PictureCard, user: Any, now: datetime) -> None:
    """Sign the young person in on this device for the card's time. Whoever was signed in here goes."""
    logout(request)
    setattr(request, "is_shared_device", True)  # noqa: B010  (read where access settings follow a person)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[CARD] = card.pk
    give_time(request, card, now)


def give_time(request: HttpRequest, card: PictureCard, now: datetime) -> None:
    """Let the session last the card's time from `now`."""
    request.session[UNTIL] = (now + timedelta(minutes=card.minutes)).timestamp()
    request.session.set_expiry(card.minutes * 60 + KINDLY)


def card_of(request: HttpRequest) -> PictureCard | None:
    """The card that opened this session, or None where somebody signed in another way."""
    found: PictureCard | None = getattr(request, "picture_card", None)
    return found


def ends_at(request: HttpRequest) -> datetime | None:
    """When the time of a session that a card opened ends."""
    until = request.session.get(UNTIL)
    return datetime.fromtimestamp(until, timezone.get_current_timezone()) if until else None


def _still_open(request: HttpRequest, now: datetime) -> PictureCard | None:
    """The card, while it works, its time has not ended and it belongs to whoever is signed in."""
    if now.timestamp() >= request.session.get(UNTIL, 0):
        return None
    known = PictureCard.objects.select_related("young_person", "made_by")
    card = known.filter(pk=request.session[CARD]).first()
    if card is None or card.young_person.user_id != request.user.pk or not request.user.is_active:
        return None
    return card if card_stands(card, now) else None


def _close_in_time(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    """Let the browser ask for a page of the space again when its time ends, and be told that it is over.

    The tablet is shared: nobody's circle may stay on its screen for the next child. A page with something to
    write on is left alone, for what was written would be lost.
    """
    ends = ends_at(request) if card_of(request) is not None else None
    is_read = request.method == "GET" and response.status_code == 200
    if ends and is_read and request.path.startswith(SPACE) and request.path not in WRITTEN_ON:
        response.headers["Refresh"] = str(ceil((ends - now).total_seconds()) + 1)


class PictureCardMiddleware:
    """Keeps a session that a card opened inside the young person's own space, and ends it in time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the session's card; sign out where it works no more. A page of the space closes with it."""
        if CARD in request.session:
            card = _still_open(request, timezone.now())
            if card is None:
                logout(request)
                setattr(request, "card_time_is_over", True)  # noqa: B010  (see process_view)
            else:
                setattr(request, "picture_card", card)  # noqa: B010  (see card_of)
        response = self.get_response(request)
        _close_in_time(request, response, timezone.now())
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Answer "not found" for private places outside the space, and kindly when the time is over."""
        is_private = getattr(view, "login_required", True)
        if not is_private:
            return None
        if getattr(request, "card_time_is_over", False):
            return redirect("people:card-finished")
        if card_of(request) is not None and not request.path.startswith(OPENS):
            raise Http404("A picture card opens one space only.")
        return None
