"""My space: the young person's own pages, in pictures with words."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.people import card_session, words
from portal.people.actions import cancel_card, choose_sight, end_place
from portal.people.actions.rights import may_choose_on
from portal.people.asking import kinds_to_ask
from portal.people.circle import cards_for, circle_for, hidden_from
from portal.people.forms import NO, YES
from portal.people.gates import NOT_HERE, own_record_or_404
from portal.people.models import Connection, Sight, YoungPerson
from portal.people.queries import card_uses, choices_of, looks_at, tellings_for
from portal.people.refusals import Refused
from portal.people.rights import has_own_rights, rights_pass_on
from portal.people.rules import may_be_ended_by, sights_of
from portal.people.views.sent import number_sent


def _hidden(request: HttpRequest, young_person: YoungPerson) -> frozenset[int]:
    """Whom this page may not show: those kept apart from the parent whose card opened it."""
    card = card_session.card_of(request)
    if card is None or card.made_by is None:
        return frozenset()
    return hidden_from(card.made_by, young_person)


def _shows(request: HttpRequest, young_person: YoungPerson, sight: Sight) -> bool:
    """Whether this page may show `sight`: always to the young person's own account.

    A parent's card opens no more than that parent may see, and nobody's card shows what others told to
    whoever made it and may not read that. Who is near and who looked stay the young person's to see.
    """
    card = card_session.card_of(request)
    if card is None or (sight != Sight.ABOUT_ME and not _by_parents_card(request)):
        return True
    return card.made_by is not None and sight in sights_of(card.made_by, young_person, timezone.localdate())


def _own_record(request: HttpRequest, sight: Sight) -> YoungPerson:
    """The young person's own record, where this page may show `sight`; raises Http404 otherwise."""
    young_person = own_record_or_404(request.user)
    if not _shows(request, young_person, sight):
        raise Http404(NOT_HERE)
    return young_person


def _shown(request: HttpRequest, young_person: YoungPerson, **more: Any) -> dict[str, Any]:
    card = card_session.card_of(request)
    return {
        "part": "my-space",
        "young_person": young_person,
        "card": card,
        "ends_at": card_session.ends_at(request) if card else None,
        **more,
    }


@login_required
@require_safe
def my_space(request: HttpRequest) -> HttpResponse:
    """Hello, and where to go."""
    young_person = own_record_or_404(request.user)
    today = timezone.localdate()
    shown = _shown(
        request,
        young_person,
        has_circle=_shows(request, young_person, Sight.BASICS),
        has_looks=_shows(request, young_person, Sight.WHO_LOOKED),
        has_choices=may_choose_on(young_person.date_of_birth, today),
        has_tellings=_shows(request, young_person, Sight.ABOUT_ME)
        and bool(tellings_for(request.user, young_person, hidden=_hidden(request, young_person))),
    )
    return render(request, "people/my_space.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_circle(request: HttpRequest) -> HttpResponse:
    """Who is near me; a post ends the place of somebody who is near by invitation."""
    young_person = _own_record(request, Sight.BASICS)
    today, hidden = timezone.localdate(), _hidden(request, young_person)
    near = circle_for(request.user, young_person, today, hidden=hidden).open_on(today).order_by("pk")
    by_parents_card = _by_parents_card(request)
    if request.method == "POST":
        if by_parents_card:
            raise Http404(NOT_HERE)
        place = get_object_or_404(near, pk=number_sent(request.POST.get("place")))
        try:
            end_place(connection=place, by=request.user)
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, "They cannot see your things any more.")
        return redirect("people:my-circle")
    people = [
        {
            "place": one,
            "name": words.name_of(one),
            "does": words.MY_KIND_WORDS[Connection.Kind(one.kind)],
            "picture": words.KIND_PICTURES[Connection.Kind(one.kind)],
            "may_end": not by_parents_card
            and may_be_ended_by(one, request.user, keeps_record=False, is_self=True, rights_passed=False),
        }
        for one in near
    ]
    may_ask = bool(kinds_to_ask(request.user, young_person, today))
    shown = _shown(request, young_person, people=people, may_ask=may_ask)
    return render(request, "people/my_circle.html", shown)


@login_required
@require_safe
def my_looks(request: HttpRequest) -> HttpResponse:
    """Who looked at my things."""
    young_person = _own_record(request, Sight.WHO_LOOKED)
    hidden = _hidden(request, young_person)
    looks = looks_at(young_person, reader=request.user, hidden=hidden, is_self=True)
    uses = card_uses(young_person, hidden=hidden)
    return render(request, "people/my_looks.html", _shown(request, young_person, looks=looks, uses=uses))


@login_required
@require_safe
def my_tellings(request: HttpRequest) -> HttpResponse:
    """What other people told about me."""
    young_person = _own_record(request, Sight.ABOUT_ME)
    told = tellings_for(request.user, young_person, hidden=_hidden(request, young_person))
    return render(request, "people/my_tellings.html", _shown(request, young_person, tellings=told))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_choices(request: HttpRequest) -> HttpResponse:
    """What my parents may see once I decide; each thing yes or no, changed at any time."""
    young_person = own_record_or_404(request.user)
    today = timezone.localdate()
    if not may_choose_on(young_person.date_of_birth, today):
        raise Http404(NOT_HERE)
    by_parents_card = _by_parents_card(request)
    choices = choices_of(young_person, today, hidden=_hidden(request, young_person))
    if request.method == "POST":
        if by_parents_card:
            raise Http404(NOT_HERE)
        wanted = request.POST.get("choice")
        chosen = next((one for row in choices for one in row if one.key == wanted), None)
        said = request.POST.get("may")
        if chosen is None or said not in (YES, NO):
            raise Http404(NOT_HERE)
        choose_sight(
            young_person=young_person,
            connection=chosen.place,
            sight=Sight(chosen.sight),
            may_see=said == YES,
            by=request.user,
        )
        return redirect(reverse("people:my-choices", fragment=chosen.key))
    shown = _shown(
        request,
        young_person,
        choices=choices,
        by_parents_card=by_parents_card,
        has_rights=has_own_rights(young_person.date_of_birth, today),
        passes_on=rights_pass_on(young_person.date_of_birth),
    )
    return render(request, "people/my_choices.html", shown)


def _by_parents_card(request: HttpRequest) -> bool:
    """Whether a parent's own card opened this. A parent may be beside them, so nothing is decided here."""
    card = card_session.card_of(request)
    return card is not None and card.made_as == Connection.Kind.PARENT


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_cards(request: HttpRequest) -> HttpResponse:
    """My picture cards; a post cancels one that is lost."""
    young_person = own_record_or_404(request.user)
    hidden = _hidden(request, young_person)
    cards = cards_for(request.user, young_person).exclude(made_by__in=hidden).order_by("pk")
    if request.method == "POST":
        cancel_card(card=get_object_or_404(cards, pk=number_sent(request.POST.get("card"))), by=request.user)
        messages.success(request, "That card does not work any more.")
        return redirect("people:my-cards")
    return render(request, "people/my_cards.html", _shown(request, young_person, cards=list(cards)))


@login_required
@require_POST
def more_time(request: HttpRequest) -> HttpResponse:
    """Give a space that a card opened its time again from now."""
    own_record_or_404(request.user)
    card = card_session.card_of(request)
    if card is not None:
        card_session.give_time(request, card, timezone.now())
    return redirect("people:my-space")


@login_required
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Stop: sign out of this device, whether a card or an account opened the space."""
    own_record_or_404(request.user)
    logout(request)
    return redirect("people:card-finished")
