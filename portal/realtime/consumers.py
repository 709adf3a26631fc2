"""The socket of an open page: it joins by signed tokens and says only that things changed."""

import asyncio
from datetime import timedelta

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from . import queries, rights, tokens
from .hubs import hub_of_this_loop
from .listener import Listener
from .messages import MOST_REGIONS, BadMessage, Pace, understand, words
from .origin import is_our_page
from .queries import State
from .tokens import Right
from .topics import is_public_group, key_of_group

NOT_OURS, BAD_MESSAGE, TOO_MUCH = 4403, 4400, 4429
MARGIN = timedelta(minutes=2)  # between reading what a page shows and its change being kept, and clocks apart


class LiveConsumer(AsyncWebsocketConsumer):
    """One page. Who it is comes from its session; what it may hear from its tokens and the topics' rules."""

    channel_layer_alias = None  # the hub holds the one subscription a process needs

    async def connect(self) -> None:
        """Open for a page of this site; refuse every other."""
        if not is_our_page(self.scope["headers"], settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS):
            await self.close(NOT_OURS)
            return
        user = self.scope["user"]
        self.hub = hub_of_this_loop()
        self.pace = Pace(last=asyncio.get_running_loop().time())
        self.listener = Listener(
            self._send_text,
            user.pk if user.is_authenticated else None,
            self.scope["session"].session_key if user.is_authenticated else None,
        )
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Forget the page."""
        if listener := getattr(self, "listener", None):
            await self.hub.leave(listener, list(listener.groups))

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Hear what the page wants. One that says too much, or nothing sensible, is closed."""
        if not self.pace.allows(asyncio.get_running_loop().time()):
            await self.close(TOO_MUCH)
            return
        try:
            said = understand(text_data)
        except BadMessage:
            await self.close(BAD_MESSAGE)
            return
        await self.hub.leave(self.listener, [f"topic.{key}" for key in said.leave])
        if said.join:
            await self._join(said.join)

    async def _join(self, wanted: tuple[tuple[str, str], ...]) -> None:
        good, renew, is_out = self._read(wanted)
        private = {(group, self.listener.user_pk) for group in good if not is_public_group(group)}
        if private:
            refused = private - await database_sync_to_async(rights.those_allowed)(private)
            for group, _user_pk in refused:
                del good[group]
                renew.append(key_of_group(group))
                await self.hub.leave(self.listener, [group])
        if len(self.listener.groups | set(good)) > MOST_REGIONS + 1:  # and the person's own rights
            await self.close(TOO_MUCH)
            return
        await self.hub.join(self.listener, list(good))
        # After joining, so that what changes between the two is told of either way.
        states = await database_sync_to_async(queries.states_of)(list(good)) if good else {}
        self.listener.tell(
            words(
                joined=[key_of_group(group) for group in good],
                changed=[
                    key_of_group(group)
                    for group, known in good.items()
                    if _has_changed(states[group], *known)
                ],
                renew=renew,
                signedIn=self.listener.user_pk is not None,
                signedOut=is_out,
            )
        )

    def _read(
        self, wanted: tuple[tuple[str, str], ...]
    ) -> tuple[dict[str, tuple[Right, str]], list[str], bool]:
        """What the tokens give, the names of those that must be renewed, and whether a sign-in is missing."""
        good: dict[str, tuple[Right, str]] = {}
        renew: list[str] = []
        is_out = False
        for token, version in wanted:
            try:
                right = tokens.read(token, self.listener.user_pk)
                good[right.group] = (right, version)
            except tokens.Refused as refused:
                if self.listener.user_pk is None and tokens.is_for_somebody(token):
                    is_out = True
                elif str(refused):
                    renew.append(str(refused))
        return good, renew, is_out

    async def _send_text(self, text: str) -> None:
        await self.base_send({"type": "websocket.send", "text": text})


def _has_changed(state: State, right: Right, version: str) -> bool:
    """Whether a page is behind: by the version it has, or, as first rendered, by when that was.

    A page as first rendered need not carry a version: reading one for each of its regions would often cost
    more than fetching again, now and then, a thing that changed just before.
    """
    if version:
        return version != str(state.version)
    return state.changed is not None and state.changed >= right.made - MARGIN
