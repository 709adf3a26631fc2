from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portal.datarights.retention import Outcome, apply


class Command(BaseCommand):
    help = (
        "Say what has been kept long enough, by count and with the reason; with --yes, let it go. "
        "People with a hold are skipped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="let it go; without this nothing is changed")

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = apply(at=timezone.now(), really=options["yes"])
        for one in outcomes:
            self.stdout.write(_said(one, "went" if options["yes"] else "would go"))
        total = sum(one.goes for one in outcomes)
        if options["yes"]:
            self.stdout.write(f"{total} went.")
        else:
            self.stdout.write(f"{total} would go. Nothing was changed: add --yes to let them go.")


def _said(one: Outcome, verb: str) -> str:
    rule = one.rule
    held = f", {one.on_hold} kept by a hold" if one.on_hold else ""
    return (
        f"{one.goes} {verb}{held}: {rule.what} ({one.model}), before {one.kept_from:%d.%m.%Y}: "
        f"{rule.length} from {rule.counts_from}. {rule.source}."
    )
