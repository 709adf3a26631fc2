"""Pages that families and those who work with them share: asking in, who looked, rights, cards, settings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.access.gates import may
from portal.access.limits import limit_posts
from portal.access.roles import Permission
from portal.inputs.actions import choose_settings
from portal.inputs.forms import AccessForm
from portal.inputs.queries import settings_of
from portal.inputs.settings import DEFAULT
from portal.people import words
from portal.people.actions import (
    add_telling,
    answer_invitation,
    ask_in,
    end_place,
    own_way_in,
    take_back,
    tell_role_is_missing,
)
from portal.people.asking import kinds_to_ask
from portal.people.circle import circle_for, invitations_for
from portal.people.forms import AskForm, TellingForm
from portal.people.gates import (
    NOT_HERE,
    is_near,
    keeps_record,
    near_or_404,
    own_record_or_404,
    young_person_or_404,
)
from portal.people.models import CircleInvitation, Connection, Sight, YoungPerson
from portal.people.queries import invitations_to, looks_at, tellings_for
from portal.people.refusals import NeedsRole, Refused
from portal.people.rights import STAGES, has_own_rights, rights_pass_on, stage_day
from portal.people.rules import EVERYTHING, may_be_ended_by, sights_of
from portal.people.views.sent import data_sent, number_sent

LEFT = "You have left the circle. You see nothing of it from now on."
ASKED = "We have sent a mail to that address. You can see it below until they answer."


def page_of(user: Any, young_person: YoungPerson) -> str:
    """The name of the page that is this reader's own way to the record."""
    if young_person.user_id == user.pk:
        return "people:my-space"
    is_parent = young_person.circle.filter(user=user, kind=Connection.Kind.PARENT).exists()
    return "people:family-record" if is_parent else "people:record"


def back_to(user: Any, young_person: YoungPerson) -> HttpResponse:
    """Back to the record as this reader knows it."""
    name = page_of(user, young_person)
    return redirect(name) if name == "people:my-space" else redirect(name, young_person.uuid)


def _shown(request: HttpRequest, young_person: YoungPerson, **more: Any) -> dict[str, Any]:
    return {
        "part": "my-space",
        "young_person": young_person,
        "back": back_to(request.user, young_person).headers["Location"],
        **more,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("30/h")
def ask(request: HttpRequest, uuid: UUID | None = None) -> HttpResponse:
    """Ask somebody into the circle. It says the same whether or not the address is known here."""
    user: Any = request.user
    young_person = own_record_or_404(user) if uuid is None else near_or_404(user, uuid)
    today = timezone.localdate()
    kinds = kinds_to_ask(user, young_person, today)
    if not kinds:
        raise Http404(NOT_HERE)
    as_staff = keeps_record(user, young_person)
    allowed = EVERYTHING if as_staff else sights_of(user, young_person, today)
    is_self = young_person.user_id == user.pk
    form = AskForm(data_sent(request), kinds=kinds, allowed=allowed, as_staff=as_staff, is_self=is_self)
    if request.method == "POST" and form.is_valid():
        try:
            ask_in(young_person=young_person, by=user, **form.cleaned_data)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, ASKED)
            return back_to(user, young_person)
    status = 422 if form.errors else 200
    shown = _shown(request, young_person, form=form, is_self=is_self)
    return render(request, "people/ask.html", shown, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest) -> HttpResponse:
    """Invitations that wait for me; a post says yes or no to one."""
    user: Any = request.user
    waiting = invitations_to(user)
    if request.method != "POST":
        rows = [_invitation(one) for one in waiting]
        return render(request, "people/asked.html", {"part": "my-space", "invitations": rows})
    chosen = next((one for one in waiting if str(one.uuid) == request.POST.get("invitation")), None)
    answer = request.POST.get("answer")
    if chosen is None or answer not in ("yes", "no"):
        raise Http404(NOT_HERE)
    try:
        place = answer_invitation(invitation=chosen, accepts=answer == "yes", by=user)
    except CircleInvitation.DoesNotExist:
        raise Http404(NOT_HERE) from None
    except Refused as why:
        if isinstance(why, NeedsRole):
            tell_role_is_missing(invitation=chosen, by=user)
        messages.error(request, str(why))
        return redirect("people:asked")
    if answer == "no":
        messages.success(request, "We have kept your no. You see nothing of this young person.")
    elif place is not None and place.confirmed_at is None:
        messages.success(request, "Thank you. Staff check who you are now. We tell you when you can look.")
    else:
        messages.success(request, "Thank you. You are in the circle now.")
    return redirect("people:my-family" if place and place.kind == Connection.Kind.PARENT else "people:asked")


def _invitation(one: CircleInvitation) -> dict[str, Any]:
    who = one.asked_by.get_full_name() or one.asked_by.post if one.asked_by else ""
    sees = [words.SIGHT_WORDS[Sight(value)] for value in one.sees if value in Sight.values]
    return {"invitation": one, "who": who or "Somebody near them", "sees": sees}


@login_required
@require_POST
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End somebody's place at once."""
    user: Any = request.user
    young_person = near_or_404(user, uuid)
    today = timezone.localdate()
    near = circle_for(user, young_person, today)
    place = get_object_or_404(near, pk=number_sent(request.POST.get("place")))
    passed = has_own_rights(young_person.date_of_birth, today)
    keeps = keeps_record(user, young_person)
    if not may_be_ended_by(place, user, keeps_record=keeps, is_self=False, rights_passed=passed):
        raise Http404(NOT_HERE)
    try:
        end_place(connection=place, by=user)
    except Refused as why:
        messages.error(request, str(why))
        return back_to(user, young_person)
    is_own = place.user_id == user.pk
    messages.success(request, LEFT if is_own else "Their place is ended. They can see nothing from now on.")
    return back_to(user, young_person) if is_near(user, young_person) else redirect("people:my-family")


@login_required
@require_POST
def take_invitation_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back an invitation that nobody answered."""
    user: Any = request.user
    young_person = near_or_404(user, uuid)
    waiting = invitations_for(user, young_person)
    invitation = get_object_or_404(waiting, pk=number_sent(request.POST.get("invitation")))
    try:
        take_back(invitation=invitation, by=user)
    except Refused:
        raise Http404(NOT_HERE) from None
    messages.success(request, "We have taken the invitation back.")
    return back_to(user, young_person)


@login_required
@require_safe
def who_looked(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who looked at the record, as this reader may know it."""
    young_person = young_person_or_404(request.user, uuid, Sight.WHO_LOOKED)
    looks = looks_at(young_person, reader=request.user)
    return render(request, "people/who_looked.html", _shown(request, young_person, looks=looks))


@login_required
@require_safe
def rights(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """When the young person decides for themselves, what that means, and when everyone is told."""
    young_person = young_person_or_404(request.user, uuid, Sight.BASICS)
    passes_on = rights_pass_on(young_person.date_of_birth)
    today = timezone.localdate()
    steps = [{"day": stage_day(passes_on, stage), "months": stage.months_before} for stage in STAGES]
    shown = _shown(
        request,
        young_person,
        passes_on=passes_on,
        has_passed=has_own_rights(young_person.date_of_birth, today),
        steps=[{**step, "is_past": step["day"] < today} for step in steps],
    )
    return render(request, "people/rights.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings_for(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How the young person uses this site, set by somebody near them. Nothing else of the record shows."""
    user: Any = request.user
    young_person = near_or_404(user, uuid)
    current = (settings_of(young_person.user) if young_person.user else None) or DEFAULT
    form = AccessForm(data_sent(request), current=current)
    if request.method == "POST" and form.is_valid():
        theirs = own_way_in(young_person=young_person, by=user)
        choose_settings(user=theirs, chosen=form.chosen(), by=user, young_person=young_person)
        messages.success(request, "Saved. The site works this way for them from now on.")
        return redirect("people:settings-for", young_person.uuid)
    knows_name = Sight.BASICS in sights_of(user, young_person, timezone.localdate())
    known_as = young_person.known_as if knows_name else ""
    shown = _shown(request, young_person, form=form, known_as=known_as)
    return render(request, "people/settings_for.html", shown, status=422 if form.errors else 200)


@login_required
@require_safe
def tellings(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What others told of this young person, each in their own name."""
    user: Any = request.user
    young_person = young_person_or_404(user, uuid, Sight.ABOUT_ME)
    may_tell = may(user, Permission.RECORD_TELLING) and young_person.user_id != user.pk
    told = tellings_for(user, young_person)
    shown = _shown(request, young_person, tellings=told, may_tell=may_tell)
    return render(request, "people/tellings.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Someone else tells us: what I saw, in my own name."""
    user: Any = request.user
    if not may(user, Permission.RECORD_TELLING):
        raise Http404(NOT_HERE)
    young_person = young_person_or_404(user, uuid, Sight.ABOUT_ME)
    form = TellingForm(data_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            add_telling(young_person=young_person, by=user, **form.cleaned_data)
        except Refused:
            raise Http404(NOT_HERE) from None
        messages.success(request, "Thank you. We have kept it in your name.")
        return redirect("people:tellings", young_person.uuid)
    status = 422 if form.errors else 200
    return render(request, "people/tell.html", _shown(request, young_person, form=form), status=status)
