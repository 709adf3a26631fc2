"""`manage.py worker`: does the tasks that wait in the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.crypto import get_random_string

from portal.running.worker import PatientWorker, give_back_abandoned


class Command(BaseCommand):
    help = "Do the tasks that wait: mail, imports and other longer jobs. Run as many as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--interval", type=float, default=1, help="seconds between looks when nothing waits"
        )
        parser.add_argument("--batch", action="store_true", help="do what waits now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop. A task that is being done is finished first."""
        give_back_abandoned(timezone.now())
        worker = PatientWorker(
            queue_names=["*"],
            interval=options["interval"],
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.run()
