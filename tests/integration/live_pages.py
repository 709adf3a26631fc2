"""Things that change, and pages that listen, for tests of live parts."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from django.conf import settings
from django.db import transaction
from django.test import Client

from portal.asgi import application
from portal.realtime.publishing import publish_on_commit
from portal.realtime.routing import ADDRESS

OUR_ORIGIN = b"http://testserver"
PATIENCE = 20  # seconds; only a test that fails waits so long


class LivePage:
    """One open page's socket."""

    def __init__(
        self, client: Client | None = None, origin: bytes | None = OUR_ORIGIN, path: str = ADDRESS
    ) -> None:
        headers = [(b"host", b"testserver")]
        if origin is not None:
            headers.append((b"origin", origin))
        if client is not None:
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={session}".encode()))
        self.socket = ApplicationCommunicator(
            application,
            {"type": "websocket", "path": path, "headers": headers, "query_string": b"", "subprotocols": []},
        )

    async def open(self) -> bool:
        """Whether the socket let us in."""
        await self.socket.send_input({"type": "websocket.connect"})
        answer = await self.socket.receive_output(timeout=PATIENCE)
        return answer["type"] == "websocket.accept"

    async def says(self, text: str) -> None:
        """Send any text."""
        await self.socket.send_input({"type": "websocket.receive", "text": text})

    async def join(self, *tokens: str, version: str = "") -> dict[str, Any]:
        """Ask for what these tokens give; return the answer."""
        await self.says(json.dumps({"join": [[token, version] for token in tokens]}))
        return await self.hears()

    async def hears(self) -> dict[str, Any]:
        """The next message."""
        output = await self.socket.receive_output(timeout=PATIENCE)
        assert output["type"] == "websocket.send", output
        return json.loads(output["text"])

    async def hears_nothing(self, seconds: float = 0.2) -> bool:
        """Whether nothing comes for a while."""
        return await self.socket.receive_nothing(timeout=seconds)

    async def is_closed_with(self) -> int:
        """The code the socket is closed with."""
        output = await self.socket.receive_output(timeout=PATIENCE)
        assert output["type"] == "websocket.close", output
        return output["code"]

    async def close(self) -> None:
        """Close the page."""
        await self.socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.socket.wait(timeout=PATIENCE)


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    """Run a scenario in a loop of its own; the database is this thread's, inside the test's transaction."""
    async_to_sync(scenario)()


def keep_and_tell(capture: Callable[..., Any], act: Callable[[], None]) -> None:
    """Do something in a transaction and then what waits for its commit."""
    with capture(execute=True), transaction.atomic():
        act()


async def change(capture: Callable[..., Any], topic: str, identity: str, times: int = 1) -> None:
    """Change a thing so often, in a transaction each, as a page's thread does."""

    def act() -> None:
        for _ in range(times):
            keep_and_tell(capture, lambda: publish_on_commit(topic, identity))

    await database_sync_to_async(act)()
