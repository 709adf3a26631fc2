"""Making, printing and cancelling picture cards, by somebody near."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.gates import may
from portal.access.limits import limit_posts
from portal.access.roles import Permission
from portal.people.actions import cancel_card, make_card
from portal.people.card_rules import CARD_PICTURES
from portal.people.circle import cards_for, place_of
from portal.people.forms import CardForm
from portal.people.gates import NOT_HERE, near_or_404
from portal.people.models import Connection, Sight, YoungPerson
from portal.people.qr import squares
from portal.people.refusals import Refused
from portal.people.rights import has_own_rights
from portal.people.rules import sights_of
from portal.people.views.circle import back_to
from portal.people.views.sent import data_sent, number_sent


def _maker(user: Any, uuid: UUID) -> YoungPerson:
    """The young person, when `user` may make cards for them today; raises Http404 otherwise."""
    young_person, today = near_or_404(user, uuid), timezone.localdate()
    place = place_of(user, young_person, today)
    if place is None or not may(user, Permission.MAKE_PICTURE_CARDS):
        raise Http404(NOT_HERE)
    if place.kind == Connection.Kind.PARENT and has_own_rights(young_person.date_of_birth, today):
        raise Http404(NOT_HERE)
    return young_person


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("30/h")
def cards(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The cards there are, and a form for a new one. A post shows the new card once, ready to print."""
    user: Any = request.user
    young_person = _maker(user, uuid)
    form = CardForm(data_sent(request))
    seen = sights_of(user, young_person, timezone.localdate())
    knows_name = Sight.BASICS in seen
    shown: dict[str, Any] = {
        "part": "my-space",
        "young_person": young_person,
        "known_as": young_person.known_as if knows_name else "",
        "back": back_to(user, young_person).headers["Location"],
        "may_tell": may(user, Permission.RECORD_TELLING) and Sight.ABOUT_ME in seen,
    }
    if request.method == "POST" and form.is_valid():
        return _made(request, young_person, form, shown)
    return _page(request, young_person, form, shown)


def _page(
    request: HttpRequest, young_person: YoungPerson, form: CardForm, shown: dict[str, Any]
) -> HttpResponse:
    held = list(cards_for(request.user, young_person).order_by("-pk"))
    shown = {**shown, "form": form, "cards": held}
    return render(request, "people/cards.html", shown, status=422 if form.errors else 200)


def _made(
    request: HttpRequest, young_person: YoungPerson, form: CardForm, shown: dict[str, Any]
) -> HttpResponse:
    said = dict(form.cleaned_data)
    with_name = said.pop("name_on_card") and bool(shown["known_as"])
    try:
        card, secret = make_card(young_person=young_person, by=request.user, **said)
    except Refused as why:
        form.add_error("asks_for", str(why))
        return _page(request, young_person, form, shown)
    address = request.build_absolute_uri(reverse("people:card", args=[secret]))
    size, path = squares(address)
    name = young_person.known_as if with_name else ""
    shown |= {"card": card, "address": address, "size": size, "path": path, "name": name}
    shown |= {"on_card": CARD_PICTURES[card.picture], "pick": CARD_PICTURES.get(card.asks_for, "")}
    return render(request, "people/card_print.html", shown)


@login_required
@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Cancel a lost card in one step."""
    user: Any = request.user
    young_person = _maker(user, uuid)
    card = get_object_or_404(cards_for(user, young_person), pk=number_sent(request.POST.get("card")))
    cancel_card(card=card, by=user)
    messages.success(request, "That card does not work any more. Whatever it had opened is closed.")
    return redirect("people:cards", young_person.uuid)
