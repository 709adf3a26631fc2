"""One open page as the hub sees it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)


class Listener:
    """Keeps, for one socket, what it listens to and what it must still be told.

    A page that takes its messages slowly is told later and only once of each thing: there is a mark for each
    thing that changed, not a queue, so a burst costs no memory and loses nothing.
    """

    __slots__ = ("_sending", "_waiting", "groups", "send", "session_key", "user_pk")

    def __init__(
        self,
        send: Callable[[str], Awaitable[None]],
        user_pk: int | None = None,
        session_key: str | None = None,
    ) -> None:
        self.send, self.user_pk, self.session_key = send, user_pk, session_key
        self.groups: set[str] = set()
        self._waiting: dict[str, None] = {}  # texts, each once, in order
        self._sending: asyncio.Task[None] | None = None

    def tell(self, text: str) -> None:
        """Send `text` soon, without waiting for this page; a text that is waiting already is not added."""
        self._waiting[text] = None
        if self._sending is None:
            self._sending = asyncio.get_running_loop().create_task(self._send_waiting())

    async def told(self) -> None:
        """Wait until everything was handed over."""
        while self._sending is not None:
            await asyncio.shield(self._sending)

    async def _send_waiting(self) -> None:
        try:
            while self._waiting:
                text = next(iter(self._waiting))
                del self._waiting[text]
                await self.send(text)
        except Exception:  # the page went away in the middle; its socket's own end cleans up
            self._waiting.clear()
            logger.debug("A page went away before it was told.", exc_info=True)
        finally:
            self._sending = None
