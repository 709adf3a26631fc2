"""Where sockets are answered: one address, for everyone."""

from collections.abc import Awaitable, Callable
from typing import Any

from channels.auth import AuthMiddlewareStack

from .consumers import LiveConsumer

ADDRESS = "/ws/live/"
NO_SUCH_SOCKET = 4404
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_live = AuthMiddlewareStack(LiveConsumer.as_asgi())


async def sockets(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Open the live socket; refuse any other address."""
    if scope["path"] == ADDRESS:
        await _live(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.close", "code": NO_SUCH_SOCKET})
