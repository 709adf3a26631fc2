"""The hub of one process: it hears of changes once and tells every open page here.

Channels' own groups hold one queue for each socket and encode each message for each. Here a process has one
subscription for each thing that somebody listens to, one encoded text for each change, and a mark for each
thing that changed instead of a queue: fifty changes within one tick are one notice, and none is lost.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Any

from channels.db import database_sync_to_async
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.conf import settings

from . import queries, rights
from .listener import Listener
from .messages import words
from .topics import RIGHTS, is_public_group, key_of_group, rights_group

logger = logging.getLogger(__name__)
TICK, LONGEST_TICK = 0.05, 0.4  # seconds within which changes become one notice; longer while they go on
REMEMBERED = 2_000  # ids of changes already told of
AGAIN_AFTER = 1.0  # seconds until rights are asked for again that the database could not tell
RIGHTS_EVERY = 60.0  # seconds between looks at whether people are still signed in


class Hub:
    """Who listens to what in this process. It lives in one event loop."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._changed: dict[str, None] = {}
        self._flushed = 0.0
        self._pause = TICK
        self._flush_due = False
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._subscribed: set[str] = set()
        self._subscribing = asyncio.Lock()
        self._starting = asyncio.Lock()
        self._channel = ""
        self._work: list[asyncio.Task[None]] = []
        self._checks: set[asyncio.Task[None]] = set()

    @property
    def all_listeners(self) -> set[Listener]:
        """Every page that listens to anything here."""
        return {listener for listeners in self._listeners.values() for listener in listeners}

    async def join(self, listener: Listener, groups: list[str]) -> None:
        """Let `listener` hear of `groups` from now on. The caller has checked that it may."""
        await self._start()
        if listener.user_pk is not None:
            groups = [*groups, rights_group(listener.user_pk)]
        new = [group for group in groups if group not in self._listeners]
        for group in groups:
            self._listeners.setdefault(group, set()).add(listener)
            listener.groups.add(group)
        for group in new:
            await self._subscribe(group)

    async def leave(self, listener: Listener, groups: list[str]) -> None:
        """Stop telling `listener` of `groups`; unknown ones are passed over."""
        for group in groups:
            listener.groups.discard(group)
            here = self._listeners.get(group)
            if here is None:
                continue
            here.discard(listener)
            if not here:
                del self._listeners[group]
                await self._subscribe(group)

    def changed(self, group: str, change_id: int) -> None:
        """Note that a thing changed, and tell soon. A change that was told of already is passed over."""
        if change_id in self._seen:
            return
        self._seen[change_id] = None
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        if group not in self._listeners:
            return
        self._mark([group], self._pause)

    def _mark(self, groups: list[str], pause: float) -> None:
        """Tell of `groups` at once, or `pause` after the last time."""
        self._changed.update(dict.fromkeys(groups))
        if not self._flush_due:
            self._flush_due = True
            loop = asyncio.get_running_loop()
            loop.call_at(max(loop.time(), self._flushed + pause), self._flush)

    def _flush(self) -> None:
        self._flush_due = False
        now = asyncio.get_running_loop().time()
        goes_on = now - self._flushed < 2 * self._pause
        self._pause = min(2 * self._pause, LONGEST_TICK) if goes_on else TICK
        self._flushed = now
        groups, self._changed = self._changed, {}
        private = []
        for group in groups:
            if is_public_group(group):
                self._tell(group)
            else:
                private.append(group)
        if private:
            self._in_background(self._tell_those_who_still_may(private))

    def _tell(self, group: str) -> None:
        text = words(changed=[key_of_group(group)])
        for listener in self._listeners.get(group, ()):
            listener.tell(text)

    async def _tell_those_who_still_may(self, groups: list[str]) -> None:
        """Ask the rule again for each person who listens, then tell, or end what may no longer be heard."""
        try:
            for group in groups:
                if group.startswith(RIGHTS):
                    await self._look_at_rights(group)
                    self._in_background(self._look_again(group))
                else:
                    await self._end_lost_rights([group])
                    self._tell(group)
        except Exception:  # nobody is told who may not know, and nothing is forgotten
            logger.warning("Live notices: could not ask for rights.", exc_info=True)
            self._mark(groups, AGAIN_AFTER)

    async def _look_again(self, group: str) -> None:
        """Once more a moment later: Django says that somebody leaves just before the session ends."""
        await asyncio.sleep(AGAIN_AFTER)
        try:
            await self._look_at_rights(group)
        except Exception:  # the regular look at sessions comes anyway
            logger.warning("Live notices: could not ask for rights.", exc_info=True)

    async def _look_at_rights(self, group: str) -> None:
        listeners = set(self._listeners.get(group, ()))
        await self._end_ended_sessions(listeners)
        await self._end_lost_rights(
            list({group for one in listeners for group in one.groups if not is_public_group(group)})
        )

    async def _end_lost_rights(self, groups: list[str]) -> None:
        pairs = {
            (group, listener.user_pk)
            for group in groups
            if not group.startswith(RIGHTS)
            for listener in self._listeners.get(group, ())
        }
        if not pairs:
            return
        allowed = await database_sync_to_async(rights.those_allowed)(pairs)
        for group in groups:
            for listener in list(self._listeners.get(group, ())):
                if (group, listener.user_pk) in pairs - allowed:
                    await self.leave(listener, [group])
                    listener.tell(words(renew=[key_of_group(group)]))

    async def _end_ended_sessions(self, listeners: set[Listener]) -> None:
        known = [one for one in listeners if one.user_pk is not None and one.session_key]
        if not known:
            return
        pairs = [(one.session_key or "", one.user_pk or 0) for one in known]
        standing = await database_sync_to_async(queries.still_signed_in)(pairs)
        for listener in known:
            if listener.session_key not in standing and listener.user_pk is not None:
                await self.leave(listener, [one for one in listener.groups if not is_public_group(one)])
                listener.user_pk = listener.session_key = None
                listener.tell(words(signedOut=True))

    # ---- Hearing of changes

    async def _start(self) -> None:
        async with self._starting:
            if self._work:
                return
            last = await database_sync_to_async(queries.newest_change)()
            before = await database_sync_to_async(queries.changes_after)(last)
            self._seen.update(dict.fromkeys(change_id for change_id, _group in before if change_id <= last))
            layer = get_channel_layer()
            work = [self._look_for_changes(last), self._look_at_sessions()]
            if not isinstance(layer, InMemoryChannelLayer):
                await self._open_channel(layer)
                work.append(self._receive(layer))
            loop = asyncio.get_running_loop()
            self._work = [loop.create_task(one) for one in work]

    async def _open_channel(self, layer: Any) -> None:
        try:
            self._channel = await layer.new_channel()
        except Exception:  # pages join all the same, and hear by the table
            logger.warning("Live notices: the channel layer did not answer.", exc_info=True)

    async def _subscribe(self, group: str) -> None:
        """Bring the channel layer's view in line with ours, whatever came in between."""
        layer = get_channel_layer()
        if isinstance(layer, InMemoryChannelLayer) or not self._channel:
            return
        async with self._subscribing:
            wanted, has = group in self._listeners, group in self._subscribed
            try:
                if wanted and not has:
                    await layer.group_add(group, self._channel)
                    self._subscribed.add(group)
                elif has and not wanted:
                    self._subscribed.discard(group)
                    await layer.group_discard(group, self._channel)
            except Exception:  # Redis is away: changes come by the table until it is back
                logger.warning("Live notices: the channel layer did not answer.", exc_info=True)

    async def _receive(self, layer: Any) -> None:
        while True:
            if not self._channel:
                await asyncio.sleep(AGAIN_AFTER)
                await self._open_channel(layer)
                continue
            try:
                message = await layer.receive(self._channel)
                self.changed(message["group"], message["id"])
            except Exception:
                logger.warning("Live notices: the channel layer did not answer.", exc_info=True)
                await asyncio.sleep(AGAIN_AFTER)

    async def _look_for_changes(self, last: int) -> None:
        """Changes made by another process in the demo; changes whose message was lost anywhere."""
        while True:
            await asyncio.sleep(settings.LIVE_LOOK_SECONDS)
            if not self._listeners:
                continue
            try:
                found = await database_sync_to_async(queries.changes_after)(last)
            except Exception:  # the database is away: look again later
                logger.warning("Live notices: could not look for changes.", exc_info=True)
                continue
            for change_id, group in found:
                self.changed(group, change_id)
                last = max(last, change_id)
            for group in [one for one in self._listeners if one not in self._subscribed]:
                await self._subscribe(group)

    async def _look_at_sessions(self) -> None:
        while True:
            await asyncio.sleep(RIGHTS_EVERY)
            try:
                await self._end_ended_sessions(self.all_listeners)
            except Exception:
                logger.warning("Live notices: could not look at sessions.", exc_info=True)

    def _in_background(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._checks.add(task)
        task.add_done_callback(self._checks.discard)
