"""How one open page is told: without waiting for it, once of each thing, losing nothing."""

import asyncio
import resource

import pytest

from portal.realtime.descriptors import allow_many_sockets
from portal.realtime.listener import Listener

pytestmark = pytest.mark.one_database


class SlowPage:
    """A page that takes a message only when it is let."""

    def __init__(self):
        self.taken = []
        self.may = asyncio.Semaphore(0)
        self.listener = Listener(self._take)

    async def _take(self, text):
        await self.may.acquire()
        self.taken.append(text)


def test_slow_page_holds_nobody_up_and_hears_once_of_each_thing():
    async def scenario():
        page = SlowPage()
        for _ in range(50):
            page.listener.tell("a changed")
        page.listener.tell("b changed")
        await asyncio.sleep(0)
        for _ in range(50):
            page.listener.tell("a changed")  # while the first is on its way: once more, not fifty times
        for _ in range(10):
            page.may.release()
        await page.listener.told()
        return page.taken

    taken = asyncio.run(scenario())

    assert sorted(taken) == ["a changed", "a changed", "b changed"]


def test_change_after_a_notice_was_sent_is_told_again():
    async def scenario():
        page = SlowPage()
        page.may.release()
        page.listener.tell("a changed")
        await page.listener.told()
        page.may.release()
        page.listener.tell("a changed")
        await page.listener.told()
        return page.taken

    assert asyncio.run(scenario()) == ["a changed", "a changed"]


def test_page_that_went_away_is_given_up_quietly():
    async def gone(text):
        raise ConnectionError

    async def scenario():
        listener = Listener(gone)
        listener.tell("a changed")
        listener.tell("b changed")
        await listener.told()

    asyncio.run(scenario())


def test_process_may_hold_as_many_sockets_as_the_system_allows():
    allowed = allow_many_sockets()

    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (allowed, allowed)
