"""Data rights on screen: one's own, and the desk of those who answer for data."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.access.gates import requires
from portal.access.roles import Permission
from portal.accounts.again import asks_again

from . import actions, queries
from .actions import Refused
from .copying import what_becomes
from .forms import AnswerForm, AskForm, EraseForm, FindForm, HoldForm, PeriodForm
from .models import DataRequest, Hold
from .subjects import Subject

PAGE = {"part": "my-space"}
ADDRESS = "datarights_address"  # an address is a person's name: it stands in the session, never in a URL
forms_are_sent = require_http_methods(["GET", "HEAD", "POST"])
answers_for_data = requires(Permission.ANSWER_DATA_RIGHTS)


@login_required
@forms_are_sent
def mine(request: HttpRequest) -> HttpResponse:
    """What we hold about you, and asking for it, for a correction or to be forgotten."""
    user: Any = request.user
    form = AskForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        asked = actions.ask(by=user, at=timezone.now(), **form.cleaned_data)
        messages.success(
            request, f"We have your request. We answer by {asked.due:%A} {asked.due.day} {asked.due:%B}."
        )
        return HttpResponseRedirect(reverse("datarights:mine"))
    shown = {"form": form, "asked": queries.requests_of(user), **PAGE}
    return render(request, "datarights/mine.html", shown, status=_status(form, request))


@login_required
@asks_again
@forms_are_sent
def my_copy(request: HttpRequest) -> HttpResponse:
    """Download what is held about one's own account."""
    user: Any = request.user
    if request.method == "POST":
        return _download(actions.copy_everything(subject=Subject(user=user), by=user, at=timezone.now()))
    return render(request, "datarights/my_copy.html", PAGE)


@answers_for_data
@forms_are_sent
def desk(request: HttpRequest) -> HttpResponse:
    """Requests that wait, and finding whom one is about."""
    form = FindForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        found = queries.find(**form.cleaned_data)
        if found is not None:
            request.session[ADDRESS] = found.email
            return HttpResponseRedirect(_at("subject", found))
        form.add_error("known", "Nobody here has that number. Look at it again.")
    shown = {"form": form, "open": queries.open_requests(), "today": timezone.localdate(), **PAGE}
    return render(request, "datarights/desk.html", shown, status=_status(form, request))


@answers_for_data
@require_safe
def subject(request: HttpRequest, key: str) -> HttpResponse:
    """What is held about somebody, by kind and count, and what may be done with it."""
    return _subject_page(request, _subject(request, key), HoldForm())


@answers_for_data
@asks_again
@forms_are_sent
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """Download everything about somebody."""
    about, user = _subject(request, key), request.user
    if request.method == "POST":
        return _download(actions.copy_everything(subject=about, by=_by(user), at=timezone.now()))
    return render(request, "datarights/copy_for.html", {"about": about, **PAGE})


@answers_for_data
@asks_again
@forms_are_sent
def erase(request: HttpRequest, key: str) -> HttpResponse:
    """Show what goes and what stays, then erase."""
    about = _subject(request, key)
    form, now = EraseForm(_sent(request)), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.erase_everything(subject=about, by=_by(request.user), at=now, because="asked")
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            request.session.pop(ADDRESS, None)
            return render(request, "datarights/erased.html", {"done": done, **PAGE})
    shown = {"form": form, "about": about, "becomes": what_becomes(about), **PAGE}
    return render(request, "datarights/erase.html", shown, status=_status(form, request))


@answers_for_data
@require_POST
def hold(request: HttpRequest, key: str) -> HttpResponse:
    """Set a hold."""
    about, form = _subject(request, key), HoldForm(request.POST)
    if form.is_valid():
        try:
            actions.set_hold(subject=about, by=_by(request.user), at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The hold is set. Nothing goes until it ends.")
            return HttpResponseRedirect(_at("subject", about))
    return _subject_page(request, about, form)


@answers_for_data
@asks_again
@forms_are_sent
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then lift a hold."""
    found = get_object_or_404(Hold.objects.in_force(timezone.localdate()), pk=pk)
    if request.method == "POST":
        actions.lift_hold(hold=found, by=_by(request.user), at=timezone.now())
        messages.success(request, "The hold is lifted.")
        return HttpResponseRedirect(reverse("datarights:desk"))
    return render(request, "datarights/lift.html", {"hold": found, **PAGE})


@answers_for_data
@forms_are_sent
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how a request ended."""
    asked = get_object_or_404(DataRequest.objects.select_related("user"), pk=pk, outcome="")
    form = AnswerForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(asked=asked, by=_by(request.user), at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "We have noted that.")
            return HttpResponseRedirect(reverse("datarights:desk"))
    shown = {"form": form, "asked": asked, "about": Subject(user=asked.user), **PAGE}
    return render(request, "datarights/answer.html", shown, status=_status(form, request))


@answers_for_data
@forms_are_sent
def lengths(request: HttpRequest) -> HttpResponse:
    """How long each kind of thing is kept, and setting the area's own length."""
    form = PeriodForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_period(by=_by(request.user), at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The length is set from that day on.")
            return HttpResponseRedirect(reverse("datarights:lengths"))
    shown = {"form": form, "rules": queries.rules_on(timezone.localdate()), **PAGE}
    return render(request, "datarights/lengths.html", shown, status=_status(form, request))


def _by(user: Any) -> Any:
    """Whoever is signed in, as actions take them."""
    return user


def _sent(request: HttpRequest) -> Any:
    """What was sent, also when it was nothing; None for reading."""
    return request.POST if request.method == "POST" else None


def _status(form: Any, request: HttpRequest) -> int:
    return 422 if request.method == "POST" and form.errors else 200


def _at(name: str, about: Subject) -> str:
    return reverse(f"datarights:{name}", kwargs={"key": about.key})


def _subject(request: HttpRequest, key: str) -> Subject:
    found = queries.subject_of(key, request.session.get(ADDRESS, ""))
    if found is None:
        raise Http404("There is nobody of that number here.")
    return found


def _subject_page(request: HttpRequest, about: Subject, form: HoldForm) -> HttpResponse:
    today = timezone.localdate()
    shown = {
        "about": about,
        "becomes": what_becomes(about),
        "holds": actions.holds_on(about, today),
        "form": form,
        **PAGE,
    }
    return render(request, "datarights/subject.html", shown, status=_status(form, request))


def _download(made: bytes) -> HttpResponse:
    """The zip, to save: never kept by a browser or anything between."""
    answer = HttpResponse(made, content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="what-is-held.zip"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
