import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from localoffer.demo.larger import make_directory


class Command(BaseCommand):
    help = (
        "Add many made-up entries, mixed from the demo area's own parts. The same seed makes the same ones."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--services", type=int, default=10_000, help="how many entries to make")
        parser.add_argument("--seed", type=int, default=7, help="another number makes another directory")
        parser.add_argument("--without-history", action="store_true", help="leave out each entry's history")

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEMO_AREA", False):
            raise CommandError("These entries are made up, so they are made in the demo only.")
        if options["services"] < 1:
            raise CommandError("Say how many entries to make: 1 or more.")
        began = time.perf_counter()
        added = make_directory(
            services=options["services"],
            seed=options["seed"],
            today=timezone.localdate(),
            with_history=not options["without_history"],
        )
        if added:
            call_command("rebuild_search", verbosity=0)
        self.stdout.write(f"Added {added} entries in {time.perf_counter() - began:.0f} seconds.")
