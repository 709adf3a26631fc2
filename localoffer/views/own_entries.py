"""My entries: a provider keeps what families read about them, part by part, and sends it to the editors."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..edit_actions import Changed, save_section, send_for_approval, take_back, version_mark
from ..entry_sections import BY_KEY
from ..own_forms import rows_formset, section_form
from ..own_shown import own_list, own_services, task_list
from ..permissions import providers_of

View = Callable[..., HttpResponse]


def for_providers(view: View) -> View:
    """Open a view to those who speak for a provider; raises Http404 for everyone else who is signed in."""

    @login_required
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not providers_of(request.user):
            raise Http404("There is no such page here.")
        return view(request, *args, **kwargs)

    return answer


def _own(request: HttpRequest, slug: str) -> Any:
    """The entry, if it is one of this person's own; raises Http404."""
    return get_object_or_404(own_services(providers_of(request.user)), slug=slug)


@for_providers
@require_safe
def my_entries(request: HttpRequest) -> HttpResponse:
    """Every own entry: how it stands, how complete it is, when it is next checked."""
    return render(request, "localoffer/my_entries.html", {"entries": own_list(providers_of(request.user))})


@for_providers
@require_safe
def my_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """The sections of one entry as a task list, and what to do next."""
    return render(request, "localoffer/my_entry.html", {"list": task_list(_own(request, slug))})


@for_providers
@require_http_methods(["GET", "HEAD", "POST"])
def my_entry_section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """The form of one section. 404 for a section that there is not; back to the list while it waits."""
    if section not in BY_KEY:
        raise Http404("There is no such part.")
    entry = _own(request, slug)
    if entry.workflow_in_progress:
        messages.warning(request, "This entry waits for an editor. Take it back first, then change it.")
        return redirect("localoffer:my-entry", slug)
    part = BY_KEY[section]
    version = entry.get_latest_revision_as_object()
    data = request.POST if request.method == "POST" else None
    form = section_form(part, version, data, seen=version_mark(entry))
    rows = rows_formset(part.rows, version, data) if part.rows else None
    if data is not None and form.is_valid() and (rows is None or rows.is_valid()):
        kept = {part.rows: rows.rows(version)} if rows is not None else {}
        try:
            save_section(
                service=entry,
                by=request.user,
                values=form.values(),
                rows=kept,
                seen=form.cleaned_data["seen"],
            )
        except Changed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"“{part.title}” is saved. Families see it once an editor approves it.")
            return redirect("localoffer:my-entry", slug)
    titled = rows.titled() if rows is not None else []
    context = {
        "entry": entry,
        "section": part,
        "form": form,
        "rows": rows,
        "titled": titled,
        "has_errors": bool(form.errors) or any(row.errors for _, _, row, _ in titled),
    }
    return render(request, "localoffer/my_entry_section.html", context)


@for_providers
@require_http_methods(["GET", "HEAD", "POST"])
def my_entry_send(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed, to read through once more, and the button that sends it."""
    entry = _own(request, slug)
    if request.method == "POST":
        try:
            send_for_approval(service=entry, by=request.user)
        except Changed as why:
            messages.warning(request, str(why))
        else:
            messages.success(request, "Sent to the Local Offer editors. We tell you when they have read it.")
        return redirect("localoffer:my-entry", slug)
    found = task_list(entry)
    if not found.may_send:
        return redirect("localoffer:my-entry", slug)
    return render(request, "localoffer/my_entry_send.html", {"list": found})


@for_providers
@require_POST
def my_entry_take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an edit back from the editors."""
    take_back(service=_own(request, slug), by=request.user)
    messages.success(request, "You took your changes back. Change what you like, then send them again.")
    return redirect("localoffer:my-entry", slug)
