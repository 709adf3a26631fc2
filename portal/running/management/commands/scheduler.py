"""`manage.py scheduler`: starts the work that comes round."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from portal.running.schedule import every_job
from portal.running.scheduler import plan_jobs, start_due

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Start the work that comes round: digests, reminders, cleaning. Two of them start nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=5, help="seconds between looks")
        parser.add_argument("--once", action="store_true", help="look once, say what was started, and stop")
        parser.add_argument("--list", action="store_true", help="say what comes round and start nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, start what is due, wait; until told to stop. A database that is away is waited for."""
        if options["list"]:
            for job in every_job():
                self.stdout.write(f"{job.name:<32} {job.plan}")
            return
        if options["once"]:
            plan_jobs(timezone.now())
            self.stdout.write("\n".join(start_due(timezone.now())))
            return
        stopping = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_args: stopping.set())
        self.run_until(stopping, options["interval"])

    def run_until(self, stopping: threading.Event, interval: float) -> None:
        """Look every `interval` seconds until `stopping` is set."""
        is_planned = False
        while not stopping.is_set():
            close_old_connections()
            try:
                if not is_planned:
                    plan_jobs(timezone.now())
                    is_planned = True
                start_due(timezone.now())
            except DatabaseError as problem:
                logger.error("The schedule could not be read: %s", type(problem).__name__)
            stopping.wait(interval)
