"""Sockets through Channels, pages through the WSGI handler in threads.

Django's own ASGI handler hops threads at each synchronous middleware and costs several times more
(docs/decisions/001), so pages go to the WSGI handler through a2wsgi.
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

PAGE_THREADS = 10
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def no_socket(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Refuse a socket: nothing on the site offers one yet."""
    await receive()
    await send({"type": "websocket.close", "code": 4404})


application = ProtocolTypeRouter(
    {"http": WSGIMiddleware(get_wsgi_application(), workers=PAGE_THREADS), "websocket": no_socket}
)
