"""Bring entries in from another directory: a feed by its address, a saved feed, or a CSV file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from localoffer.importers.addresses import checked
from localoffer.importers.csv_layout import example_csv
from localoffer.importers.reading import SourceTrouble
from localoffer.importers.reporting import lines_of
from localoffer.importers.running import perform
from localoffer.importers.starting import record_import
from localoffer.models import ImportRun, ImportSource
from localoffer.models.imports import RunState, SourceKind

KINDS = {
    ".csv": SourceKind.CSV,
    ".json": SourceKind.ORUK,
    ".ndjson": SourceKind.ORUK,
    ".jsonl": SourceKind.ORUK,
}


class Command(BaseCommand):
    help = (
        "Bring entries in from a directory: the address of an Open Referral UK feed, such a feed saved as "
        ".json, or a .csv file. Without --yes nothing is changed: it says what would be new, changed, gone "
        "or refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", help="an address (https://...), a .json file or a .csv file")
        parser.add_argument("--yes", action="store_true", help="write it; without this it is only tried out")
        parser.add_argument(
            "--name",
            help="what this directory is called here; the same name each time, so that nothing doubles. "
            "Without it: the host of the address, or the name of the file",
        )
        parser.add_argument(
            "--end-gone",
            action="store_true",
            help="also mark as ended what the directory no longer holds; else it is only listed",
        )
        parser.add_argument("--neighbour", action="store_true", help="this is another area's directory")
        parser.add_argument(
            "--example", action="store_true", help="print an example of the CSV layout, and do nothing else"
        )

    def handle(self, *args: Any, source: str | None, **options: Any) -> None:
        if options["example"]:
            self.stdout.write(example_csv(), ending="")
            return
        if not source:
            raise CommandError("Say what to bring in: an address, a .json file or a .csv file.")
        try:
            if source.lower().startswith(("http://", "https://")):
                run = self._from_address(source, options)
            else:
                run = self._from_file(Path(source), options)
        except KeyboardInterrupt as stop:
            raise CommandError("You stopped the import. Nothing was changed.") from stop
        self._tell(run, options)

    def _from_address(self, address: str, options: dict[str, Any]) -> ImportRun:
        try:
            host = checked(address, settings.FEED_HOSTS_ALLOWED).host
        except SourceTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        known = ImportSource.objects.filter(address=address, kind=SourceKind.ORUK).order_by("pk").first()
        name = options["name"] or (known.name if known else host)
        source = self._source(name, SourceKind.ORUK, options)
        source.address = address
        return self._perform(source, None, options)

    def _from_file(self, path: Path, options: dict[str, Any]) -> ImportRun:
        kind = KINDS.get(path.suffix.lower())
        if kind is None:
            raise CommandError(
                f"{path} is no address, .json file or .csv file. Those are what can be brought in."
            )
        if not path.is_file():
            raise CommandError(f"There is no file at {path}.")
        try:
            with path.open("rb") as opened:
                source = self._source(options["name"] or path.stem, kind, options)
                return self._perform(source, File(opened, name=path.name), options)
        except PermissionError as problem:
            raise CommandError(f"You may not read {path}.") from problem

    def _source(self, name: str, kind: SourceKind, options: dict[str, Any]) -> ImportSource:
        name = name.strip()
        if not name or len(name) > 160:
            raise CommandError("Give the directory a name of 1 to 160 characters with --name.")
        source = ImportSource.objects.filter(name__iexact=name).order_by("pk").first()
        if source and source.kind != kind:
            raise CommandError(
                f"“{source}” was brought in as {source.get_kind_display()} before. "
                "Give this one another name with --name."
            )
        source = source or ImportSource(name=name, kind=kind)
        source.is_neighbour = source.is_neighbour or options["neighbour"]
        return source

    def _perform(self, source: ImportSource, file: File[Any] | None, options: dict[str, Any]) -> ImportRun:
        self.stderr.write(f"Reading {source}" + ("" if options["yes"] else " to see what would change"))
        run = record_import(
            source=source, file=file, dry_run=not options["yes"], by=None, end_gone=options["end_gone"]
        )
        return perform(run, progress=self.stderr.write)

    def _tell(self, run: ImportRun, options: dict[str, Any]) -> None:
        if run.state == RunState.FAILED:
            raise CommandError(run.error)
        refusals = run.refusals.order_by("line", "pk").values_list("line", "key", "name", "reason")
        for line in lines_of(run.report, list(refusals)):
            self.stdout.write(line)
        if run.is_dry_run:
            self.stdout.write("Nothing was changed. To do this, run the same again with --yes.")
        elif run.gone and not options["end_gone"]:
            self.stdout.write("What is no longer in the source was left as it is. --end-gone ends it.")
