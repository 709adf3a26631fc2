"""Load postcodes from the ONS Postcode Directory or Code-Point Open."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localoffer.finding.postcode_files import Refused, UnknownLayout
from localoffer.finding.postcode_import import import_postcodes


class Command(BaseCommand):
    help = "Load postcodes from the ONS Postcode Directory or Code-Point Open (the zip file, or a csv file)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip or csv file, as it was downloaded")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file at {file}.")
        try:
            done = import_postcodes(path=file, refuse=self._refuse)
        except UnknownLayout as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{done.taken} postcodes taken, {done.ended} no longer in use left out, {done.refused} refused."
        )

    def _refuse(self, row: Refused) -> None:
        self.stderr.write(f"{row.file} line {row.line}: {row.reason}")
