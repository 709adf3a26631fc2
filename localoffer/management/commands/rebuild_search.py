"""Make the search's index afresh."""

from typing import Any

from django.core.management.base import BaseCommand

from localoffer.finding.index import rebuild
from portal.pages.index import rebuild_pages


class Command(BaseCommand):
    help = "Make the search's index of entries and pages afresh. Safe at any time: searches go on."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} entries and {rebuild_pages()} pages can be found.")
