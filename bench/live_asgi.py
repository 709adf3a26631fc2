"""The site with one socket address more, whose consumer is also a plain one of Channels."""

from typing import Any

from portal.asgi import application as site

from .live_app import plain_sockets

_plain = plain_sockets()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Give `/ws/both/` to the consumer that does both; all else to the site."""
    if scope["type"] == "websocket" and scope["path"] == "/ws/both/":
        await _plain(scope, receive, send)
    else:
        await site(scope, receive, send)
