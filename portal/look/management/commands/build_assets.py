"""`manage.py build_assets`: style sheet, scripts, font and pictures, ready to send."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.look.assets import assets_dir
from portal.look.building import MissingSource, build


class Command(BaseCommand):
    help = "Builds css/site.css, js/site.js, the font and the pictures that pages load."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Build everything, and say how long it took."""
        started = time.perf_counter()
        try:
            made = build(
                static=settings.BASE_DIR / "static",
                node_modules=settings.BASE_DIR / "node_modules",
                target=assets_dir(),
            )
        except MissingSource as missing:
            raise CommandError(str(missing)) from missing
        self.stdout.write(f"{len(made)} files built in {time.perf_counter() - started:.1f} seconds.")
