"""Which hubs this process has: one for each event loop that serves sockets."""

import asyncio
import threading
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from .hub import Hub

_hubs: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()
_lock = threading.Lock()


def hub_of_this_loop() -> "Hub":
    """The hub of the running loop; made when it is first asked for."""
    from .hub import Hub

    loop = asyncio.get_running_loop()
    with _lock:
        if loop not in _hubs:
            _hubs[loop] = Hub()
        return _hubs[loop]


def tell_this_process(group: str, change_id: int) -> None:
    """Hand a change to every hub here, from any thread."""
    with _lock:
        running = list(_hubs.items())
    for loop, hub in running:
        if not loop.is_closed():
            loop.call_soon_threadsafe(hub.changed, group, change_id)
