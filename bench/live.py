"""Live pages: 2,000 of them on one public thing, 500 signed in with a thing of their own, one ASGI process.

The pages live in a second process (bench/live_client.py). Their sockets are also in one of Channels' groups,
so that a plain group send goes to the same sockets in the same run.
"""

import json
import subprocess
import sys
import tempfile

from .http import ROOT, _environment, _manage, _server
from .live_client import FETCHES, PAGES
from .rows import Row

TIMES_FASTER = 3.0
BURST, FEW = 50, 10
KB_A_PAGE = 100


def run() -> list[Row]:
    """Measure the demo's layout: one uvicorn process for pages and sockets, SQLite, the in-process layer."""
    with tempfile.TemporaryDirectory(prefix="gt-bench-") as folder:
        environment = _environment(folder, "bench.site_live", "")
        _manage(environment, "build_assets")
        _manage(environment, "migrate", "--verbosity", "0")
        command = ["uvicorn", "bench.live_asgi:application", "--log-level", "warning"]
        command += ["--ws-per-message-deflate", "false"]
        with _server(command, environment, "/bench/told/") as port:
            done = subprocess.run(
                [sys.executable, "-m", "bench.live_client", str(port)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                check=True,
                text=True,
            )
    return _rows(json.loads(done.stdout.splitlines()[-1]))


def _rows(seen: dict) -> list[Row]:
    burst = seen["burst"]
    whole = not (burst["missed"] or seen["lost"]) and seen["private"] == 20
    return [
        Row(
            f"From commit to the notice on the last of {PAGES:,} open pages",
            f"{seen['ours'] * 1000:.0f} ms",
            f"{seen['plain'] * 1000:.0f} ms (plain Channels group send, same sockets)",
            seen["plain"] / seen["ours"],
            TIMES_FASTER,
        ),
        Row(
            f"Burst of {BURST} changes in {burst['took'] * 1000:.0f} ms to {PAGES:,} pages",
            f"{burst['notices']} notices a page, {burst['missed']} pages missed the last",
            f"{BURST} changes",
            BURST / burst["notices"] if whole else 0,
            BURST / FEW,
        ),
        Row(
            "Open pages that kept their connection through it all",
            f"{PAGES - seen['lost']:,}",
            f"{PAGES:,}",
            (PAGES - seen["lost"]) / PAGES,
            1,
        ),
        Row(
            "Memory of the server for each open page",
            f"{seen['memory']:.0f} KB",
            f"{KB_A_PAGE} KB at most",
            KB_A_PAGE / seen["memory"],
            1,
        ),
        Row(
            f"{FETCHES:,} pages fetch a public part after a change",
            f"{seen['rendered']} rendering, {FETCHES / seen['fetched_in']:.0f} a second",
            f"{FETCHES:,} answers",
            FETCHES / seen["rendered"],
            FETCHES,
        ),
    ]
