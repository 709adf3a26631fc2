"""A real web server on this machine that gives an Open Referral UK feed, well or badly, as a test asks."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

Body = dict[str, Any]
BASE = "/api/oruk/v3/"
IN_LIST = ("id", "name", "description", "status", "organization_id", "organization", "last_modified")


def made_id(*parts: object) -> str:
    """The same id each time for the same words."""
    return str(uuid5(NAMESPACE_URL, " ".join(map(str, parts))))


def organization(name: str = "Otter Trust") -> Body:
    return {"id": made_id("organization", name), "name": name, "description": f"{name} helps families."}


def service(number: int, **changes: Any) -> Body:
    """A service as its own address gives it, with one row of most things under it."""
    key = made_id("service", number)
    place = {
        "id": made_id("place", number),
        "location_type": "physical",
        "name": f"Hall {number}",
        "latitude": 53.01,
        "longitude": -0.91,
        "addresses": [
            {
                "id": made_id("address", number),
                "address_1": f"{number} Mill Lane",
                "city": "Otterby",
                "state_province": "Larkshire",
                "postal_code": "ZZ3 4AB",
                "country": "GB",
                "address_type": "physical",
            }
        ],
    }
    body = {
        "id": key,
        "name": f"Splash group {number}",
        "description": "Swimming for children who need more time.",
        "status": "active",
        "organization_id": organization()["id"],
        "organization": organization(),
        "schedules": [
            {"id": made_id("schedule", number), "freq": "WEEKLY", "byday": "SA", "opens_at": "10:00Z"}
        ],
        "cost_options": [{"id": made_id("cost", number), "option": "A session", "amount": 2.5}],
        "contacts": [{"id": made_id("contact", number), "name": "The team", "title": "Group leader"}],
        "service_at_locations": [
            {"id": made_id("at", number), "location_id": place["id"], "location": place}
        ],
    }
    return {**body, **changes}


@dataclass
class Reply:
    """What to send. With `cut` the connection breaks off after so many bytes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


@dataclass
class FeedServer:
    """The feed, and what was asked of it. `instead` may answer a request (path, query) in its own way."""

    services: list[Body]
    organizations: list[Body] | None = None
    taxonomies: list[Body] | None = None
    taxonomy_terms: list[Body] | None = None
    takes_full: bool = False
    has_details: bool = True
    most_per_page: int = 10
    instead: Callable[[str, dict[str, str]], Reply | None] = lambda path, query: None
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{BASE}"

    def answer(self, path: str, query: dict[str, str]) -> Reply:
        """The answer to one request for a path under the base, such as "services" or "services/<id>"."""
        own = self.instead(path, query)
        if own is not None:
            return own
        kind, _, key = path.partition("/")
        rows = getattr(self, kind, None) if kind in FeedServer.__dataclass_fields__ else None
        if not isinstance(rows, list) or (key and not self.has_details):
            return Reply(404, b"{}")
        if key:
            found = next((row for row in rows if row.get("id") == key), None)
            return as_json(found) if found else Reply(404, b"{}")
        return self._page(kind, rows, query)

    def _page(self, kind: str, rows: list[Body], query: dict[str, str]) -> Reply:
        if "full" in query and not self.takes_full:
            return Reply(400, b'{"error": "full: this feed does not know it"}')
        size = min(int(query.get("per_page", 10)), self.most_per_page)
        number = int(query.get("page", 1))
        pages = max(1, -(-len(rows) // size))
        some = rows[(number - 1) * size : number * size]
        if kind == "services" and not self.takes_full:
            some = [{name: row[name] for name in IN_LIST if name in row} for row in some]
        return as_json(
            {
                "total_items": len(rows),
                "total_pages": pages,
                "page_number": number,
                "size": len(some),
                "first_page": number == 1,
                "last_page": number >= pages,
                "empty": not some,
                "contents": some,
            }
        )


def as_json(value: Any, *, packed: bool = False) -> Reply:
    """A value as a JSON answer."""
    body = json.dumps(value).encode()
    if packed:
        return Reply(200, gzip.compress(body), {"Content-Encoding": "gzip"})
    return Reply(200, body)


@contextmanager
def running(feed: FeedServer) -> Iterator[FeedServer]:
    """Serve the feed at a free port of this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece: in two, each answer would wait 40 ms for the other side

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            feed.asked.append(self.path)
            path = asked.path.removeprefix(BASE) if asked.path.startswith(BASE) else asked.path
            reply = feed.answer(path.rstrip("/") or path, dict(parse_qsl(asked.query)))
            self.send_response(reply.status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(reply.body))}
            for name, value in {**headers, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body if reply.cut is None else reply.body[: reply.cut])
            self.close_connection = reply.cut is not None

        def log_message(self, *args: Any) -> None:
            """Say nothing: the test's own output is what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    feed.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ids(services: list[Body]) -> set[UUID]:
    return {UUID(row["id"]) for row in services}
