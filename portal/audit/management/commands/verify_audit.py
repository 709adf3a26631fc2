from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit.checking import verify


class Command(BaseCommand):
    help = (
        "Walk the record of who did what and who looked, and say whether a row was changed, removed, put in "
        "or moved. Ends with 1 and the number of the first bad row when it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect",
            metavar="NUMBER:HASH",
            help="a row written down earlier from what this command printed; it must still be there",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify(_witness(options["expect"]))
        if not verdict.is_whole:
            raise CommandError(f"First bad row: {verdict.bad_number}. {verdict.problem}")
        self.stdout.write(f"The record is whole: {verdict.rows} rows.")
        if verdict.last:
            self.stdout.write(f"It ends with {verdict.last}:{verdict.hash}")


def _witness(given: str | None) -> tuple[int, str] | None:
    if not given:
        return None
    number, _, written = given.partition(":")
    if not number.isdigit() or len(written) != 64:
        raise CommandError("Write --expect as the command printed it: a number, a colon and 64 letters.")
    return int(number), written
