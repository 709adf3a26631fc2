"""Fetches JSON from a feed: patiently, but never without end, and never from inside our own network."""

import json
import socket
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any

import httpcore
import httpx
from django.conf import settings

from .addresses import CheckedNetwork, Resolve, checked
from .reading import SourceTrouble

MEGABYTE = 1024 * 1024
LARGEST_ANSWER = 20 * MEGABYTE  # a page of 100 whole services is about 1 MB
LARGEST_FEED = 1024 * MEGABYTE  # 10,000 whole services are about 100 MB
LONGEST_SECONDS = 2 * 60 * 60
LONGEST_PAUSE = 60.0  # whatever a feed asks for in Retry-After
MOST_HOPS = 5
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})
TIMEOUTS = {"connect": 10.0, "read": 30.0, "write": 10.0, "pool": 30.0}
HEADERS = (
    ("Accept", "application/json"),
    ("Accept-Encoding", "gzip"),
    ("User-Agent", "Golden Thread directory import"),
)
_TOO_LARGE = "over {} MB, which is too much. Check the address, or ask who runs the feed for smaller pages."
_BROKEN = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)


@dataclass(frozen=True)
class Answer:
    """What came back: the status, and for 200 the JSON value."""

    status: int
    value: Any = None


@dataclass(frozen=True)
class _Got:
    status: int
    headers: dict[str, str]
    body: bytes


class Fetcher:
    """Reads JSON addresses over one set of connections; keeps count of bytes and time over all of them."""

    def __init__(
        self,
        *,
        allowed: Collection[str] = (),
        pauses: Sequence[float] = (1, 3, 9),
        resolve: Resolve = socket.getaddrinfo,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.allowed = allowed
        self._pauses = pauses
        self._wait = wait
        self._bytes = 0
        self._count = threading.Lock()
        self._ends = time.monotonic() + LONGEST_SECONDS
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=CheckedNetwork(allowed=allowed, resolve=resolve),
        )

    @classmethod
    def from_settings(cls) -> "Fetcher":
        """A fetcher as the site is set up."""
        return cls(allowed=settings.FEED_HOSTS_ALLOWED, pauses=settings.FEED_RETRY_PAUSES)

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def get(self, address: str) -> Answer:
        """The JSON at an address. A feed that is busy or stumbles is asked again after a pause.

        Raises SourceTrouble, in words for an editor, when it cannot be read. A client error such as 404 comes
        back as its status, for the caller knows what was asked.
        """
        for pause in (*self._pauses, None):
            asked_pause = 0.0
            try:
                got = self._follow(checked(address, self.allowed))
                if got.status not in TRY_AGAIN:
                    return _answer(got)
                trouble = f"it answers with error {got.status}"
                asked_pause = _retry_after(got.headers.get("retry-after", ""))
            except _BROKEN as problem:
                trouble = _words_for(problem)
            if pause is None or time.monotonic() > self._ends:
                break
            self._wait(min(max(float(pause), asked_pause), LONGEST_PAUSE))
        raise SourceTrouble(
            f"The feed stopped answering ({trouble}). Nothing was changed. Please try again later."
        )

    def _follow(self, url: httpx.URL) -> _Got:
        """Ask, and go where the feed sends us: each step is checked as the first was."""
        for _ in range(MOST_HOPS + 1):
            got = self._once(url)
            if got.status not in MOVED:
                return got
            try:
                further = url.join(got.headers.get("location", ""))
            except (httpx.InvalidURL, ValueError, UnicodeError):
                further = httpx.URL("")
            step = checked(str(further), self.allowed)
            if url.scheme == "https" and step.scheme == "http":
                raise SourceTrouble(
                    "The feed sends us on to an address that is not secure. Ask who runs it for a secure one."
                )
            url = step
        raise SourceTrouble(
            f"The feed sends us on from address to address, over {MOST_HOPS} times. Check the address."
        )

    def _once(self, url: httpx.URL) -> _Got:
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path or b"/"
        )
        headers = [("Host", url.netloc.decode("ascii")), *HEADERS]
        with self._pool.stream("GET", target, headers=headers, extensions={"timeout": TIMEOUTS}) as response:
            names = {
                key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers
            }
            body = b"".join(self._body(response, names)) if response.status == 200 else b""
        return _Got(response.status, names, body)

    def _body(self, response: httpcore.Response, headers: dict[str, str]) -> Iterator[bytes]:
        """The body, unpacked by us: a small answer may unpack to a very large one."""
        size = 0
        for part in _unpacked(response.iter_stream(), headers.get("content-encoding", "")):
            size += len(part)
            with self._count:
                self._bytes += len(part)
            if size > LARGEST_ANSWER:
                raise SourceTrouble(
                    f"One answer of the feed is {_TOO_LARGE.format(LARGEST_ANSWER // MEGABYTE)}"
                )
            if self._bytes > LARGEST_FEED:
                raise SourceTrouble(f"The feed is {_TOO_LARGE.format(LARGEST_FEED // MEGABYTE)}")
            if time.monotonic() > self._ends:
                raise SourceTrouble("The feed took over two hours. Please try again when it is less busy.")
            yield part


def _unpacked(parts: Iterator[bytes], packing: str) -> Iterator[bytes]:
    how = packing.strip().lower()
    if how in ("", "identity"):
        yield from parts
        return
    if how not in ("gzip", "x-gzip"):
        raise SourceTrouble("The feed is packed in a way we cannot read. Ask who runs it to send it as gzip.")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        for part in parts:
            waiting = part
            while waiting:
                yield unpacker.decompress(waiting, MEGABYTE)
                waiting = unpacker.unconsumed_tail
    except zlib.error as problem:
        raise SourceTrouble("An answer of the feed is damaged. Please try again later.") from problem


def _answer(got: _Got) -> Answer:
    if got.status in (401, 403):
        raise SourceTrouble("This feed wants a key or password. Ask who runs it for the open address.")
    if got.status != 200:
        return Answer(got.status)
    try:
        return Answer(200, json.loads(got.body, parse_constant=lambda name: None))
    except (ValueError, RecursionError) as problem:
        if "html" in got.headers.get("content-type", "").lower():
            raise SourceTrouble(
                "This address gives a web page, not a feed. Use the address of the Open Referral UK API."
            ) from problem
        raise SourceTrouble("An answer of the feed is not whole, correct JSON. Try again later.") from problem


def _retry_after(text: str) -> float:
    """The seconds that a feed asks us to wait: a number, or the moment when to come back."""
    if text.strip().isdigit() and len(text) < 10:
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return 0.0
    moment = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _words_for(problem: Exception) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in str(problem):
        return "its certificate is not valid"
    if isinstance(problem, httpcore.TimeoutException):
        return "it takes too long"
    if isinstance(problem, httpcore.ConnectError):
        return "we cannot reach it"
    return "it broke off in the middle"
