"""Load the first sets of synonyms."""

from typing import Any

from django.core.management.base import BaseCommand

from localoffer.finding.synonyms import ensure_seed_synonyms


class Command(BaseCommand):
    help = "Load the first sets of words that find each other. What editors have changed is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Added {ensure_seed_synonyms()} sets of words that find each other.")
