from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.pages.actions import forget_old_messages


class Command(BaseCommand):
    help = (
        "Deletes answered messages that have been kept as long as the privacy page says. Run it every night."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        gone = forget_old_messages(by=None, now=timezone.now())
        self.stdout.write(f"Deleted {gone} old messages.")
