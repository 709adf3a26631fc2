"""The site that journeys walk: the real server in its own process, on its own database with the demo area.

Loading the demo area takes a while, so it is done once for each state of the code that makes it, kept under
VAR_DIR/journeys as a pattern, and copied for each test process. What one journey changes, the next one sees;
nothing that journeys do reaches the other tests' database.
"""

import email
import fcntl
import hashlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
SERVE = [sys.executable, "-m", "uvicorn", "portal.asgi:application", "--log-level", "warning"]
WHAT_MAKES_THE_DEMO = [
    "localoffer/migrations/*.py",
    "localoffer/models/*.py",
    "localoffer/demo/**/*",
    "localoffer/finding/**/*.py",
    "localoffer/*.py",
    "portal/*/migrations/*.py",
    "portal/accounts/*.py",
    "portal/pages/**/*.py",
    "portal/people/**/*.py",
    "portal/search/**/*.py",
    "localoffer/management/commands/*.py",
    "portal/pages/management/commands/*.py",
]


@dataclass(frozen=True)
class Site:
    """A running site: its address, and the environment that its management commands need."""

    url: str
    environment: dict[str, str]
    log: Path

    def manage(self, *words: str) -> str:
        """Run a management command against this site's database and return what it prints."""
        return _manage(self.environment, *words)

    def mails(self, to: str) -> list[EmailMessage]:
        """The mails that the site sent to that address, oldest first, read from its files of mail."""
        folder = Path(self.environment["VAR_DIR"]) / "mail"
        read = [
            email.message_from_bytes(file.read_bytes(), policy=policy.default)
            for file in sorted(folder.glob("*.eml"))
        ]
        return [mail for mail in read if to in str(mail["To"])]


@contextmanager
def running_site(var: Path, worker: str) -> Iterator[Site]:
    """Serve a fresh copy of the demo area on a free port; stop the server at the end."""
    home = var / "journeys" / worker
    home.mkdir(parents=True, exist_ok=True)
    environment = _copy_of_the_demo(var / "journeys", home, worker)
    port = free_port()
    environment["BASE_URL"] = f"http://127.0.0.1:{port}"  # links in mails lead here
    shutil.rmtree(home / "mail", ignore_errors=True)
    log = home / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "uvicorn",
                "portal.asgi:application",
                "--port",
                str(port),
                "--log-level",
                "warning",
            ],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/", server, log)
            yield Site(f"http://127.0.0.1:{port}", environment, log)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _copy_of_the_demo(folder: Path, home: Path, worker: str) -> dict[str, str]:
    address = os.environ.get("DATABASE_URL", "")
    mark = _mark_of_the_code()
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if address.startswith("postgres"):
            pattern = folder / f"postgres-pattern-{mark}"
            database = _postgres_copy(address, pattern, worker)
        else:
            pattern = folder / f"sqlite-pattern-{mark}"
            database = _sqlite_copy(pattern, home)
        media = pattern / "test-media"
        shutil.rmtree(home / "test-media", ignore_errors=True)
        if media.exists():
            shutil.copytree(media, home / "test-media")
    environment = _environment(home, database)
    _manage(environment, "build_assets")
    return environment


def _sqlite_copy(pattern: Path, home: Path) -> str:
    kept, making = pattern / "site.sqlite3", pattern / "making.sqlite3"
    if not kept.exists():
        for old in pattern.parent.glob("sqlite-pattern-*"):
            shutil.rmtree(old)
        _load_demo(pattern, f"sqlite:///{making}")
        with closing(sqlite3.connect(making)) as settling:
            # Nobody had a page open while it was loaded: a page opened now has nothing to catch up on.
            settling.execute("DELETE FROM realtime_change")
            settling.commit()
            settling.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        making.rename(kept)
    copy = home / "site.sqlite3"
    for leftover in home.glob("site.sqlite3*"):
        leftover.unlink()
    shutil.copy(kept, copy)
    return f"sqlite:///{copy}"


def _postgres_copy(address: str, pattern: Path, worker: str) -> str:
    kept, copy = pattern.name.replace("-", "_"), f"journeys_{worker}"
    with psycopg.connect(_with_database(address, "postgres"), autocommit=True) as server:
        known = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
        if kept not in known or not pattern.exists():
            making = f"{kept}_making"
            _create_database(server, making)
            _load_demo(pattern, _with_database(address, making))
            _drop_database(server, kept)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(making), sql.Identifier(kept)))
        _create_database(server, copy, template=kept)
    return _with_database(address, copy)


def _drop_database(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _create_database(server: psycopg.Connection, name: str, template: str = "template1") -> None:
    _drop_database(server, name)
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))


def _load_demo(home: Path, database: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    environment = _environment(home, database)
    _manage(environment, "migrate", "--verbosity", "0")
    _manage(environment, "load_demo")
    _manage(environment, "rebuild_search")


def _environment(home: Path, database: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "VAR_DIR": str(home),
        "DATABASE_URL": database,
        "MAIL_FILES": "1",
    }


def _manage(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _mark_of_the_code() -> str:
    """A short name for the code that makes the demo area, so that a change makes it again."""
    files = {file for pattern in WHAT_MAKES_THE_DEMO for file in ROOT.glob(pattern) if file.is_file()}
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.suffix != ".pyc":
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _with_database(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_it_answers(address: str, server: subprocess.Popen, log: Path) -> None:
    """Wait for the server's first good answer; raise RuntimeError with its log if it ends or answers 5xx."""
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
            raise RuntimeError(f"The first page answers {answer.code}:\n{log.read_text()}") from answer
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")
