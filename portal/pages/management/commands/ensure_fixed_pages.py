from typing import Any

from django.core.management.base import BaseCommand

from portal.pages.fixed_pages import ensure_fixed_pages


class Command(BaseCommand):
    help = "Makes the home page and the pages every area must have, where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = ensure_fixed_pages(by=None)
        self.stdout.write(f"Made {made} pages.")
