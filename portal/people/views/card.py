"""Opening a picture card: a page with one big button. Reading it writes nothing; the button signs in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.limits import limit_posts
from portal.people import card_session
from portal.people.actions import open_card
from portal.people.card_rules import CARD_PICTURES, hash_of, is_resting
from portal.people.circle import card_stands
from portal.people.models import PictureCard

GONE = {"status": 404}


@sensitive_variables("secret")
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("120/m")  # a whole class behind one address; wrong pictures are counted by card
def open_it(request: HttpRequest, secret: str) -> HttpResponse:
    """The page of a card; a post opens the young person's own space, or says kindly why not.

    A card that is lost, over or was never made is the same page, "not found".
    """
    now = timezone.now()
    if request.method != "POST":
        card = _working(secret)
        return _page(request, card, "resting" if card and is_resting(card, now) else "")
    opening = open_card(secret=secret, picked=request.POST.get("picture", ""), at=now)
    if opening.user is None or opening.card is None:
        return _page(request, opening.card, opening.why_not)
    card_session.begin(request, opening.card, opening.user, now)
    return redirect("people:my-space")


@login_not_required
@never_cache
@require_safe
def finished(request: HttpRequest) -> HttpResponse:
    """The time of a card is over, or somebody stopped."""
    return render(request, "people/card_finished.html", {"part": "my-space"})


def _working(secret: str) -> PictureCard | None:
    known = PictureCard.objects.select_related("young_person", "made_by")
    card = known.filter(secret_hash=hash_of(secret)).first()
    return card if card is not None and card_stands(card, timezone.now()) else None


def _page(request: HttpRequest, card: PictureCard | None, why_not: str) -> HttpResponse:
    if card is None:
        return render(request, "people/card_gone.html", {"part": "my-space"}, **GONE)
    shown: dict[str, Any] = {"part": "my-space", "card": card, "why_not": why_not, "choices": []}
    if card.asks_for:
        # The one on the card is never the one to pick, and a child would match the two.
        shown["choices"] = [(name, seen) for name, seen in CARD_PICTURES.items() if name != card.picture]
    return render(request, "people/card_open.html", shown, status=422 if why_not == "wrong" else 200)
