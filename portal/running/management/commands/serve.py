"""`manage.py serve`: the production layout on one machine, for a proxy to stand in front of."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.running.processes import SOCKETS, Part, behind_the_pages, is_port_free, module, run_together


class Command(BaseCommand):
    help = "Serve pages (granian), sockets (uvicorn), the worker and the scheduler behind a proxy."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8001, help="pages; sockets get the next port")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 2, help="page processes")
        parser.add_argument("--threads", type=int, default=4, help="threads in each page process")
        parser.add_argument("--keep-static", action="store_true", help="do not collect static files again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, collect static files, then serve until a stop signal."""
        host, port = options["host"], options["port"]
        for wanted in (port, port + 1):
            if not is_port_free(host, wanted):
                raise CommandError(f"Port {wanted} is taken. Stop what uses it, or give another with --port.")
        if waiting_migrations():
            raise CommandError("The database is not up to date. Run: manage.py migrate")
        if not options["keep_static"]:
            call_command("build_assets")
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Pages at {host}:{port}, sockets (/ws/) at {host}:{port + 1}. Ctrl-C stops.")
        ended = run_together(self.parts(host, port, options["workers"], options["threads"]), os.environ)
        if ended:
            raise CommandError(
                f"The {ended} stopped by itself, so everything was stopped. Its reason is above."
            )

    def parts(self, host: str, port: int, workers: int, threads: int) -> list[Part]:
        """The four kinds of process and their commands."""
        pages = module(
            "granian",
            *("--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"),
            *("--workers", str(workers), "--blocking-threads", str(threads)),
            *("--respawn-failed-workers", "--log-level", "warning"),
            "portal.wsgi:application",
        )
        sockets = module(
            "uvicorn",
            "portal.asgi:application",
            *("--host", host, "--port", str(port + 1)),
            *("--log-level", "warning", "--no-server-header", "--proxy-headers", *SOCKETS),
        )
        return [Part("page server", pages), Part("socket server", sockets), *behind_the_pages()]


def waiting_migrations() -> bool:
    """True when the database lacks a change that the code expects."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
