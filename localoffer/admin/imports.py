"""Bringing entries in from a file or a feed: check first, read what would change, then do it."""

import csv
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from portal.access.spreadsheets import safe_cell
from portal.files.refusing import ask_again

from ..importers.csv_layout import example_file
from ..importers.starting import start_import
from ..models import ImportRun
from ..models.imports import RunState
from .boards import editors_only
from .import_form import ImportForm

BUSY = frozenset({RunState.WAITING, RunState.READING, RunState.WRITING})
REFUSED_ON_A_PAGE = 50


@editors_only
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """Earlier imports, newest first."""
    runs = ImportRun.objects.select_related("source", "started_by").order_by("-created_at", "-pk")
    page = Paginator(runs, 25).get_page(request.GET.get("p"))
    return render(request, "localoffer_admin/imports.html", {"page": page})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Choose what to bring in; sending the form starts the check, which changes nothing."""
    known = {"source": request.GET.get("source", "")} if request.GET.get("source", "").isdigit() else None
    form = ImportForm(request.POST or None, request.FILES or None, initial=known)
    if request.method == "POST" and form.is_valid():
        run = start_import(
            source=form.chosen_source(), file=form.cleaned_data["file"], dry_run=True, by=request.user
        )
        return redirect("localoffer_admin:import_run", run.pk)
    ask_again(form, "file", "your file")
    return render(request, "localoffer_admin/import_new.html", {"form": form})


# The lists that the import's report keeps (localoffer.importers.reporting), in the order to read them.
LISTS = (
    ("notes", "Please note"),
    ("unknown_columns", "Columns that we do not know, left out"),
    ("new", "New"),
    ("changed", "Changed"),
    ("kept", "Kept as an editor wrote it"),
    ("drafts", "With an edit that waits here; the edit was left alone"),
    ("gone", "No longer in the source"),
    ("warnings", "Single values left out"),
)
SHOWN_OF_A_LIST = 100


def _said(entry: Any) -> str:
    """One line of a list, in words."""
    if not isinstance(entry, dict):
        return str(entry)
    line = f"Line {entry['line']}: " if entry.get("line") else ""
    more = ", ".join(entry.get("fields", [])) or "; ".join(entry.get("problems", []))
    return f"{line}{entry.get('name') or 'no name'}" + (f" ({more})" if more else "")


def _lists(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The lists that hold something, each cut to a length that can be read."""
    lists = []
    for key, title in LISTS:
        entries = report.get(key, [])
        if entries:
            whole = len(entries) + report.get("longer", {}).get(key, 0)
            shown = [_said(entry) for entry in entries[:SHOWN_OF_A_LIST]]
            lists.append({"title": title, "shown": shown, "whole": whole, "more": whole - len(shown)})
    return lists


def _run_context(run: ImportRun) -> dict[str, Any]:
    expected = run.rows_expected or 0
    return {
        "run": run,
        "busy": run.state in BUSY,
        "percent": min(100, round(100 * run.rows_read / expected)) if expected else None,
        "lists": _lists(run.report),
        "can_do": run.is_dry_run and run.state == RunState.CHECKED,
        "changes_nothing": not (run.new or run.changed or run.gone),
        "failed": run.state == RunState.FAILED,
        "counts": [
            ("New", run.new),
            ("Changed", run.changed),
            ("The same as before", run.same),
            ("Kept as an editor wrote it", run.kept_by_hand),
            ("No longer in the source", run.gone),
            ("Refused", run.refused),
        ],
    }


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What one import did or would do; a check that is done can be carried out from here."""
    run = get_object_or_404(ImportRun.objects.select_related("source", "started_by"), pk=pk)
    context = _run_context(run)
    if request.method == "POST":
        if not context["can_do"]:
            messages.error(request, "This check is not ready. Wait until it is done, or start a new one.")
            return redirect("localoffer_admin:import_run", run.pk)
        real = start_import(
            source=run.source,
            file=run.file or None,
            dry_run=False,
            by=request.user,
            end_gone="end_gone" in request.POST,
        )
        return redirect("localoffer_admin:import_run", real.pk)
    refusals = run.refusals.order_by("line", "pk")
    context["refusals"] = Paginator(refusals, REFUSED_ON_A_PAGE).get_page(request.GET.get("p"))
    return render(request, "localoffer_admin/import_run.html", context)


@editors_only
@require_safe
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the run's page that changes while it works, for the page to fetch again."""
    run = get_object_or_404(ImportRun.objects.select_related("source"), pk=pk)
    return render(request, "localoffer_admin/import_progress.html", _run_context(run))


@editors_only
@require_safe
def import_example(request: HttpRequest) -> HttpResponse:
    """The CSV file with every column that we know and three rows of invented help."""
    response = HttpResponse(example_file(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="directory-example.csv"'
    return response


@editors_only
@require_safe
def import_refusals(request: HttpRequest, pk: int) -> HttpResponse:
    """Every refused row with its line and reason, as a CSV file."""
    run = get_object_or_404(ImportRun, pk=pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{run.pk}.csv"'
    writer = csv.writer(response)
    writer.writerow(["line", "key", "name", "reason"])
    for row in run.refusals.order_by("line", "pk").iterator():
        writer.writerow([row.line or "", *map(safe_cell, (row.key, row.name, row.reason))])
    return response
