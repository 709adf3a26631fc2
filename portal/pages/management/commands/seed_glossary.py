from typing import Any

from django.core.management.base import BaseCommand

from portal.pages.actions import seed_glossary


class Command(BaseCommand):
    help = (
        "Adds the glossary terms of our own file that are not there yet. Terms that editors changed are kept."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        added = seed_glossary(by=None)
        self.stdout.write(f"Added {added} words to the glossary.")
