"""`manage.py demo`: the whole site on one machine, in one command."""

import os
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.running.processes import SOCKETS, Part, behind_the_pages, is_port_free, module, run_together

SIGN_INS_END = "@larkshire.example"
PASSWORD = "larkshire-demo-2026"  # noqa: S105 - public, and made in the demo area only


class Command(BaseCommand):
    help = "Get the demo area ready and serve it: pages, sockets, the worker and the scheduler."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--only-prepare", action="store_true", help="get everything ready, serve nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then serve until Ctrl-C. Refuses settings that are not the demo's."""
        if not getattr(settings, "DEMO_AREA", False):
            raise CommandError("This serves the demo area only. For a real site, see docs/running.md.")
        host, port = options["host"], options["port"]
        if not options["only_prepare"] and not is_port_free(host, port):
            raise CommandError(
                f"Port {port} is taken. Stop what uses it, or choose another: make run PORT={port + 1}"
            )
        self.prepare()
        if not options["only_prepare"]:
            self.say_where_to_look(f"http://{host}:{port}")
            self.serve(host, port)

    def prepare(self) -> None:
        """Tables, built files, the demo area and its search index; each quick when it is there already."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("build_assets")
        if apps.get_model("localoffer", "Service").objects.exists():
            call_command("rebuild_search")
        else:
            self.stdout.write("Loading Larkshire, the demo area (a minute or so, this once)")
            call_command("load_demo")

    def say_where_to_look(self, address: str) -> None:
        """Print the addresses and the sign-ins."""
        self.stdout.write(f"\nGolden Thread is starting at {address}\n")
        self.stdout.write(f"  Find help       {address}/find-help/")
        self.stdout.write(f"  For editors     {address}/cms/")
        self.stdout.write(f"  The open feed   {address}/api/oruk/v3/")
        self.stdout.write(f"  Mail it sends   {settings.EMAIL_FILE_PATH}, a file each\n")
        self.stdout.write(f"Demo sign-ins, all with the password {PASSWORD}:")
        people = get_user_model().objects.filter(email__endswith=SIGN_INS_END).order_by("email")
        for email, post in people.values_list("email", "post"):
            self.stdout.write(f"  {email:<30} {post}")
        there = address.replace("127.0.0.1", "localhost")
        self.stdout.write(
            "\nStaff set up a second step at their first sign-in. Any authenticator app will do;"
        )
        self.stdout.write(f"so will a passkey, at an address with a name: {there}/sign-in/")
        self.stdout.write("\nPress Ctrl-C to stop.\n")

    def serve(self, host: str, port: int) -> None:
        """Serve pages and sockets from one process, with the worker and the scheduler beside it."""
        site = module(
            "uvicorn",
            "portal.asgi:application",
            *("--host", host, "--port", str(port)),
            *("--log-level", "warning", "--no-server-header", *SOCKETS),
        )
        parts = [Part("site", site), *behind_the_pages()]
        ended = run_together(parts, {**os.environ, "BASE_URL": f"http://{host}:{port}"})
        if ended:
            raise CommandError(
                f"The {ended} stopped by itself, so everything was stopped. Its reason is above."
            )
        self.stdout.write("Stopped.")
