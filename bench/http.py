"""Requests a second of the search page against a bare template page, on the same server in the same run.

Two layouts are measured, each with 10,000 services: the demo's (one uvicorn process, pages through a2wsgi,
SQLite, memory cache) and production's (granian, one worker a core, PostgreSQL and Valkey). The uncached
search asks something else each time; the cached one asks the same. The bare page is the site's own frame
around one sentence, through the same middleware.
"""

import asyncio
import itertools
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode, urlsplit, urlunsplit

from .rows import Row

ROOT = Path(__file__).resolve().parents[1]
SERVICES = 10_000
SECONDS = 6.0
WARMING_SECONDS = 8.0  # of searches that are not measured: the site has been up for a moment
CONNECTIONS = 8
ROUNDS = 3  # each page is measured so often, in turn, and its best round counts
UNCACHED_TARGET, CACHED_TARGET = 0.3, 0.9
WORDS = (
    "speech therapy",
    "autism",
    "short breaks",
    "families learning",
    "sleep",
    "swimming",
    "sign language",
    "transport",
    "respite",
    "nursery",
    "college",
    "hearing",
)
CACHED_SEARCH = "/find-help/?" + urlencode({"words": "families learning", "level": "everyone"})


def run() -> list[Row]:
    """Measure both layouts; production's only where DATABASE_URL and REDIS_URL name servers."""
    rows = _demo_layout()
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres") and os.environ.get("REDIS_URL"):
        rows += _production_layout(address)
    return rows


def _demo_layout() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="gt-bench-") as folder:
        environment = _environment(folder, "bench.site_demo", "")
        _make_directory(environment)
        command = ["uvicorn", "portal.asgi:application", "--log-level", "warning"]
        with _server(command, environment) as port:
            return _rows(port, "demo layout (uvicorn + a2wsgi, SQLite)")


def _production_layout(address: str) -> list[Row]:
    name = "bench_http"
    _postgres(address, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    database = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    try:
        with tempfile.TemporaryDirectory(prefix="gt-bench-") as folder:
            _make_directory(_environment(folder, "bench.site_demo", database))
            environment = _environment(folder, "bench.site_production", database) | {
                "SECRET_KEY": "measuring-only-" * 5,
                "ALLOWED_HOSTS": "127.0.0.1",
                "BASE_URL": "http://127.0.0.1",
                "AREA_NAME": "Larkshire",
                "MEDIA_BUCKET": "measuring-only",
                "FROM_EMAIL": "nobody@larkshire.example",
                "EMAIL_URL": "smtp://127.0.0.1:25",
                "SECURE_SSL_REDIRECT": "0",
            }
            _manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
            command = ["granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
            command += ["--workers", str(os.cpu_count() or 2), "--blocking-threads", "4"]
            with _server([*command, "portal.wsgi:application"], environment) as port:
                return _rows(port, "production layout (granian, PostgreSQL, Valkey)")
    finally:
        _postgres(address, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _rows(port: int, layout: str) -> list[Row]:
    different = _different_searches()
    asyncio.run(requests_a_second(port, different, WARMING_SECONDS))
    measured = {"bare": 0.0, "uncached": 0.0, "cached": 0.0}
    for _ in range(ROUNDS):
        for page, paths in (
            ("bare", itertools.repeat("/bare/")),
            ("uncached", different),
            ("cached", itertools.repeat(CACHED_SEARCH)),
        ):
            measured[page] = max(measured[page], asyncio.run(requests_a_second(port, paths)))
    bare = measured["bare"]
    return [
        Row(
            f"Search page, {kind}, {layout}",
            f"{measured[kind]:.0f} a second",
            f"{bare:.0f} a second (bare template page)",
            measured[kind] / bare,
            target,
        )
        for kind, target in (("uncached", UNCACHED_TARGET), ("cached", CACHED_TARGET))
    ]


def _different_searches() -> Iterator[str]:
    """Addresses of searches, none twice."""
    everything = [
        {"words": words, "age": age, "level": level, "sort": sort, "cost": cost, "page": page}
        for words in WORDS
        for age in range(26)
        for level in ("everyone", "targeted", "specialist")
        for sort in ("best", "name", "checked")
        for cost in ("free", "paid")
        for page in (1, 2, 3, 4)
    ]
    random.Random(2026).shuffle(everything)
    return (f"/find-help/?{urlencode(search)}" for search in everything)


async def requests_a_second(port: int, paths: Iterator[str], seconds: float = SECONDS) -> float:
    """Ask for the paths over a few kept connections for so long; every answer must be 200."""
    started = perf_counter()
    counts = await asyncio.gather(
        *(_ask_until(port, paths, started + seconds) for _ in range(CONNECTIONS)),
    )
    return sum(counts) / (perf_counter() - started)


async def _ask_until(port: int, paths: Iterator[str], end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    try:
        while perf_counter() < end:
            path = next(paths)
            head = (
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
                "Accept-Language: en\r\nX-Forwarded-Proto: https\r\n\r\n"
            )
            writer.write(head.encode())
            await _read_answer(reader, path)
            done += 1
    finally:
        writer.close()
    return done


async def _read_answer(reader: asyncio.StreamReader, path: str) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = head.split(" ", 2)[1]
    if status != "200":
        raise RuntimeError(f"{path} answered {status}")
    if "transfer-encoding: chunked" in head:
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
        return
    length = next(line.split(":")[1] for line in head.splitlines() if line.startswith("content-length:"))
    await reader.readexactly(int(length))


def _environment(folder: str, settings: str, database: str) -> dict[str, str]:
    return {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": database}


def _make_directory(environment: dict[str, str]) -> None:
    _manage(environment, "build_assets")
    _manage(environment, "migrate", "--verbosity", "0")
    fill = f"import django; django.setup(); from bench.directory import fill; fill({SERVICES})"
    subprocess.run(
        [sys.executable, "-c", fill], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def _manage(environment: dict[str, str], *words: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _postgres(address: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


@contextmanager
def _server(command: list[str], environment: dict[str, str], first: str = "/bare/") -> Iterator[int]:
    from tests.journeys.site import free_port, wait_until_it_answers

    port = free_port()
    words = [sys.executable, "-m", *command, "--port", str(port)]
    with tempfile.NamedTemporaryFile("w+", suffix=".log") as log:
        server = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}{first}", server, Path(log.name))
            for _ in range(
                3 if first == "/bare/" else 0
            ):  # every worker has its bitsets in memory before anything is measured
                asyncio.run(requests_a_second(port, itertools.repeat(CACHED_SEARCH), 1.0))
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)
