"""Show the CSV layout: the example file, or the page about it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from localoffer.importers.csv_layout import example_file
from localoffer.importers.csv_page import layout_page


class Command(BaseCommand):
    help = "Print the example CSV file of a directory, or with --page the page that explains its columns."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--example", action="store_true", help="the example file (this is what you get anyway)"
        )
        what.add_argument(
            "--page", action="store_true", help="the page about the columns (docs/csv-layout.md)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(layout_page() if options["page"] else example_file().decode(), ending="")
