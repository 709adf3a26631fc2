"""Bringing entries in from a file or a feed: check first, read what would change, then do it."""

import csv
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from ..importers.starting import start_import
from ..models import ImportRun, ImportSource
from ..models.imports import RunState, SourceKind
from .boards import editors_only

BUSY = frozenset({RunState.WAITING, RunState.READING, RunState.WRITING})
REFUSED_ON_A_PAGE = 50
LARGEST_FILE = 200 * 1024 * 1024  # a feed of 10,000 services saved whole is about a tenth of this


class ImportForm(forms.Form):
    """Where the entries come from: a directory we know already, or a new one; a file, or a feed's address."""

    source = forms.ModelChoiceField(
        label="Which directory do these entries come from?",
        help_text="Choose the same one each time, so that nothing doubles.",
        queryset=ImportSource.objects.order_by("name"),
        required=False,
        empty_label="A new one (name it below)",
    )
    name = forms.CharField(label="Name of the new directory", max_length=160, required=False)
    kind = forms.ChoiceField(
        label="What kind is it?", choices=SourceKind.choices, widget=forms.RadioSelect, required=False
    )
    file = forms.FileField(
        label="A file from your computer",
        help_text="A CSV file in our layout, or an Open Referral UK feed saved as JSON.",
        required=False,
    )
    address = forms.URLField(
        label="Or the address of an open feed",
        help_text="Such as https://directory.example/api/. Leave it empty if you chose a file.",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Write the whole address, such as https://directory.example/api/."},
    )
    is_neighbour = forms.BooleanField(label="This is another area's directory", required=False)

    def clean_file(self) -> Any:
        """The file. Raises ValidationError for one that is too large to take in a page."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError("This file is over 200 MB. Use the import_directory command instead.")
        return file

    def clean(self) -> dict[str, Any]:
        """Check that there is one directory and one place to read from."""
        cleaned: dict[str, Any] = super().clean() or {}
        source, name = cleaned.get("source"), (cleaned.get("name") or "").strip()
        if source is None and not name and "source" not in self.errors:
            self.add_error("name", "Choose a directory above, or write the name of the new one.")
        if source is None and name and ImportSource.objects.filter(name__iexact=name).exists():
            self.add_error("name", "There is a directory with this name. Choose it in the list above.")
        if source is None and name and not cleaned.get("kind"):
            self.add_error("kind", "Choose what kind of directory it is.")
        self._check_where(cleaned, source)
        return cleaned

    def _check_where(self, cleaned: dict[str, Any], source: ImportSource | None) -> None:
        file, address = cleaned.get("file"), cleaned.get("address")
        if {"file", "address"} & set(self.errors):
            return
        if file and address:
            self.add_error("address", "Use a file or an address, not both.")
        if not file and not address and not (source and source.address):
            self.add_error("file", "Choose a file, or write the address of a feed.")
        kind = source.kind if source else cleaned.get("kind")
        if address and kind == SourceKind.CSV:
            self.add_error("address", "A CSV file has to be uploaded. Only feeds have an address.")

    def chosen_source(self) -> ImportSource:
        """The directory chosen or newly named, with the address given; not saved here."""
        data = self.cleaned_data
        source: ImportSource = data["source"] or ImportSource(
            name=data["name"].strip(), kind=data["kind"], is_neighbour=data["is_neighbour"]
        )
        if data["address"]:
            source.address = data["address"]
        return source


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
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = start_import(
            source=form.chosen_source(), file=form.cleaned_data["file"], dry_run=True, by=request.user
        )
        return redirect("localoffer_admin:import_run", run.pk)
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


def _safe_cell(text: str) -> str:
    """A spreadsheet would run a cell that starts like a formula; a quote before it keeps it words."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


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
        writer.writerow([row.line or "", *map(_safe_cell, (row.key, row.name, row.reason))])
    return response
