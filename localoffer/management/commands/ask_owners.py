"""Do today's work about checks now, as the schedule does each morning."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from localoffer.checking_day import note, tell_everyone


class Command(BaseCommand):
    help = (
        "Ask whoever keeps entries whether they are still right, hide what nobody confirmed, and keep the "
        "share of entries checked in time. Running it again on the same day does nothing more."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        done = tell_everyone(at)
        note(at)
        self.stdout.write(
            f"{done.mails} mails to owners; {done.to_editors} entries that nobody keeps told to editors."
        )
