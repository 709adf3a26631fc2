"""The site with things that change (tests/live_site), beside the journeys' own site, on its database."""

import subprocess
import sys
from pathlib import Path

import httpx

from .site import ROOT, Site, free_port, wait_until_it_answers

SETTINGS = "tests.live_site.settings"


class LiveSite:
    """A running site with things that change, which can be stopped and started again."""

    def __init__(self, site: Site) -> None:
        port = free_port()
        self.environment = {**site.environment, "DJANGO_SETTINGS_MODULE": SETTINGS}
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        self.log = Path(site.environment["VAR_DIR"]) / f"live-{port}.log"
        self.server: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "uvicorn", "portal.asgi:application", "--log-level", "warning"]
        command += ["--port", str(self.port), "--timeout-graceful-shutdown", "1"]
        with self.log.open("a") as log:
            self.server = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        wait_until_it_answers(f"{self.url}/healthz", self.server, self.log)

    def stop(self) -> None:
        """Stop the server, if it runs."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=20)

    def change(self, identity: str, *lines: str, topic: str = "shown-thing") -> None:
        """Change a thing as somebody on another page does."""
        address = f"{self.url}/live-things/change/{topic}/{identity}/"
        assert httpx.post(address, data={"words": "|".join(lines)}).text == "changed"
