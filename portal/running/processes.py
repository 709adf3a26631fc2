"""Several processes that live and die together: the site's servers, its worker and its scheduler."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STOP_SECONDS = 15
# What uvicorn is told about sockets: a page says little, and hears a few bytes that compression only slows.
SOCKETS = ("--ws-max-size", "65536", "--ws-per-message-deflate", "false", "--timeout-graceful-shutdown", "3")


@dataclass(frozen=True)
class Part:
    """One process: what people call it, and its command."""

    name: str
    command: Sequence[str]


class Stopped(Exception):
    """Somebody asked us to stop."""


def run_together(parts: Sequence[Part], environment: Mapping[str, str]) -> str | None:
    """Start every part and wait. Ctrl-C or a terminate signal stops them all and returns None; when one
    ends by itself the others are stopped too, and its name is returned."""
    running: list[tuple[Part, subprocess.Popen[bytes]]] = []
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        for part in parts:
            # A session of its own, so that Ctrl-C reaches the parts once, from here, and in order.
            process = subprocess.Popen(part.command, env=dict(environment), start_new_session=True)  # noqa: S603
            running.append((part, process))
        return _first_to_end(running)
    except (KeyboardInterrupt, Stopped):
        return None
    finally:
        signal.signal(signal.SIGTERM, before)
        _stop_all([process for _part, process in running])


def is_port_free(host: str, port: int) -> bool:
    """True when a server could listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return False
    return True


def module(name: str, *words: str) -> list[str]:
    """The command that runs a Python module of this environment."""
    return [sys.executable, "-m", name, *words]


def behind_the_pages() -> list[Part]:
    """What runs beside the servers: the worker for mail and longer jobs, and the scheduler that starts what
    comes round."""
    return [Part(name, [sys.executable, "manage.py", name, "-v", "0"]) for name in ("worker", "scheduler")]


def _stop(_signal: int, _frame: object) -> None:
    raise Stopped


def _first_to_end(running: list[tuple[Part, subprocess.Popen[bytes]]]) -> str:
    while True:
        for part, process in running:
            if process.poll() is not None:
                return part.name
        time.sleep(0.2)


def _stop_all(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
