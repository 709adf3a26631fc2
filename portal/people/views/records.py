"""Records: the young people I work with, and what keeping a record needs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.gates import may, requires
from portal.access.roles import Permission
from portal.people import words
from portal.people.actions import change_place, confirm_place, correct_record, decide_capacity, make_record
from portal.people.circle import circle_for
from portal.people.forms import YES, CapacityForm, ConfirmForm, PlaceForm, RecordForm
from portal.people.gates import NOT_HERE, kept_record_or_404, young_person_or_404
from portal.people.models import Connection, Sight, YoungPerson
from portal.people.queries import choices_of, invitations_to, people_near
from portal.people.refusals import Refused
from portal.people.views.family import record_shown
from portal.people.views.sent import data_sent


@login_required
@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """The young people I work with. Only for those who may be in a circle for their work."""
    user: Any = request.user
    if not may(user, Permission.JOIN_CIRCLES):
        raise Http404(NOT_HERE)
    shown = {
        "part": "my-space",
        "near": people_near(user, as_parent=False),
        "asked": len(invitations_to(user)),
        "may_make": may(user, Permission.KEEP_RECORDS),
    }
    return render(request, "people/records.html", shown)


@requires(Permission.KEEP_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a record; whoever makes it is in the circle as plan co-ordinator."""
    form = RecordForm(data_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            young_person = make_record(by=request.user, **form.cleaned_data)
        except Refused as why:
            form.add_error("date_of_birth", str(why))
        else:
            messages.success(request, "The record is made. Now say who is near them.")
            return redirect("people:record", young_person.uuid)
    shown = {"part": "my-space", "form": form}
    return render(request, "people/record_new.html", shown, status=422 if form.errors else 200)


@login_required
@require_safe
def record(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One record, for those who work with the family."""
    young_person = young_person_or_404(request.user, uuid, Sight.BASICS)
    if not may(request.user, Permission.JOIN_CIRCLES):
        raise Http404(NOT_HERE)
    return render(request, "people/record.html", record_shown(request, young_person))


@requires(Permission.KEEP_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put the name or the date of birth right."""
    young_person = kept_record_or_404(request.user, uuid)
    now = {"known_as": young_person.known_as, "date_of_birth": young_person.date_of_birth}
    form = RecordForm(data_sent(request), initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            correct_record(young_person=young_person, by=request.user, **form.cleaned_data)
        except Refused as why:
            form.add_error("date_of_birth", str(why))
        else:
            messages.success(request, "The record is put right.")
            return redirect("people:record", young_person.uuid)
    return _form(request, "people/record_correct.html", young_person, None, form)


@requires(Permission.KEEP_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, uuid: UUID, place: int) -> HttpResponse:
    """Confirm a parent who waits, with what was checked."""
    young_person = kept_record_or_404(request.user, uuid)
    found = _place(request.user, young_person, place)
    if found.confirmed_at is not None:
        return redirect("people:record", young_person.uuid)
    form = ConfirmForm(data_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            confirm_place(connection=found, by=request.user, **form.cleaned_data)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Their place is open now. We have told them.")
            return redirect("people:record", young_person.uuid)
    return _form(request, "people/confirm.html", young_person, found, form)


@requires(Permission.KEEP_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID, place: int) -> HttpResponse:
    """Change what somebody may see, until when, and whether parents are kept apart."""
    young_person = kept_record_or_404(request.user, uuid)
    found = _place(request.user, young_person, place)
    form = PlaceForm(data_sent(request), place=found)
    if request.method == "POST" and form.is_valid():
        said = {"kept_apart": False, **form.cleaned_data}
        try:
            change_place(connection=found, by=request.user, **said)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Saved. It counts from now on.")
            return redirect("people:record", young_person.uuid)
    return _form(request, "people/place_change.html", young_person, found, form)


@requires(Permission.KEEP_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def capacity(request: HttpRequest, uuid: UUID, place: int) -> HttpResponse:
    """Record a capacity decision: one purpose, one parent, a reason, an end."""
    young_person = kept_record_or_404(request.user, uuid)
    found = _place(request.user, young_person, place)
    if found.kind != Connection.Kind.PARENT:
        raise Http404(NOT_HERE)
    form = CapacityForm(data_sent(request), place=found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            decide_capacity(
                connection=found,
                sight=Sight(said["sight"]),
                may_see=said["may_see"] == YES,
                reason=said["reason"],
                until=said["until"],
                by=request.user,
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "The decision is recorded. The young person can read it.")
            return redirect("people:record", young_person.uuid)
    return _form(request, "people/capacity.html", young_person, found, form)


def _place(user: Any, young_person: YoungPerson, number: int) -> Connection:
    """A place that `user` may know of: they may be a parent here too, who is kept apart from another."""
    near = circle_for(user, young_person, timezone.localdate()).select_related("user", "young_person")
    return get_object_or_404(near, pk=number)


def _form(
    request: HttpRequest, template: str, young_person: YoungPerson, place: Connection | None, form: Any
) -> HttpResponse:
    shown: dict[str, Any] = {"part": "my-space", "young_person": young_person, "form": form}
    if place is not None:
        shown |= {"place": place, "name": words.name_of(place), "address": place.user.email or ""}
        rows = choices_of(young_person, timezone.localdate())
        shown["choices"] = [one for row in rows for one in row if one.place.pk == place.pk]
    return render(request, template, shown, status=422 if form.errors else 200)
