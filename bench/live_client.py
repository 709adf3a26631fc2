"""Two thousand open pages in a process of their own: `python -m bench.live_client PORT` prints what they saw.

500 of them are signed in and listen to a thing of their own beside the public one.
"""

import asyncio
import json
import statistics
import sys
import time
import urllib.request
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from portal.realtime.descriptors import allow_many_sockets

PAGES, AT_ONCE = 2_000, 50
ROUNDS = 5
FETCHES = 2_000
QUIET = 1.5  # seconds without a message after which nothing more comes


class Pages:
    """Open pages, and when each heard what."""

    def __init__(self, port: int, address: str) -> None:
        self.port, self.address = port, address
        self.sockets: list[ClientConnection] = []
        self.heard: list[tuple[float, int, str]] = []
        self.lost = 0
        self._readers: list[asyncio.Task[None]] = []

    async def open(self, people: list[list[str]], public: str) -> None:
        """Open every page and wait until it has joined."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> ClientConnection:
            async with gate:
                mine = people[number] if number < len(people) else None
                socket = await connect(
                    f"ws://127.0.0.1:{self.port}{self.address}",
                    origin=f"http://127.0.0.1:{self.port}",  # type: ignore[arg-type]
                    additional_headers={"Cookie": f"sessionid={mine[0]}"} if mine else None,
                    compression=None,
                    open_timeout=60,
                    ping_interval=None,
                )
                wanted = [[public, ""], *([[mine[1], ""]] if mine else [])]
                await socket.send(json.dumps({"join": wanted}))
                joined = json.loads(await socket.recv())["joined"]
                if len(joined) != len(wanted):
                    raise RuntimeError(f"A page joined {joined} of {wanted}")
                return socket

        self.sockets = await asyncio.gather(*(one(number) for number in range(PAGES)))
        self._readers = [asyncio.create_task(self._read(number)) for number in range(PAGES)]

    async def _read(self, number: int) -> None:
        heard, socket = self.heard, self.sockets[number]
        try:
            async for text in socket:
                heard.append((time.monotonic(), number, str(text)))
        except Exception:
            self.lost += 1
        else:
            self.lost += 1

    async def after(self, path: str) -> tuple[list[float], list[tuple[float, int, str]]]:
        """Ask the site for a change; return when it was kept, and all that was heard until it is quiet."""
        self.heard.clear()
        kept = (await asyncio.to_thread(ask, self.port, path))["kept"]
        while time.monotonic() - (self.heard[-1][0] if self.heard else kept[1]) < QUIET:
            await asyncio.sleep(0.1)
        return kept, list(self.heard)

    async def close(self) -> None:
        """Close every page."""
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*(socket.close() for socket in self.sockets))


def ask(port: int, path: str) -> dict[str, Any]:
    """What the site answers at `path`."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
        return dict(json.load(answer))


async def measure(port: int) -> dict[str, Any]:
    """Open the pages twice: for the site's socket alone, and for one that is also a plain consumer."""
    known = await asyncio.to_thread(ask, port, "/bench/people/")
    before = (await asyncio.to_thread(ask, port, "/bench/told/"))["memory"]
    pages = Pages(port, "/ws/live/")
    await pages.open(known["people"], known["public"])
    held = (await asyncio.to_thread(ask, port, "/bench/told/"))["memory"]
    result: dict[str, Any] = {"memory": (held - before) / PAGES}
    result["private"] = await _private(pages, known["people"])
    await pages.close()
    both = Pages(port, "/ws/both/")
    await both.open(known["people"], known["public"])
    ours, plain = [], []
    for _ in range(ROUNDS):
        ours.append(await _last(both, "/bench/change/bench-public/1/1/"))
        plain.append(await _last(both, "/bench/plain/"))
    result |= {"ours": statistics.median(ours), "plain": statistics.median(plain)}
    result["burst"] = await _burst(both)
    result["lost"] = pages.lost + both.lost
    await both.close()
    return result | await _fetches(port)


async def _last(pages: Pages, path: str) -> float:
    """Seconds from the commit until the last page heard of it. Raises when one did not."""
    kept, heard = await pages.after(path)
    if {number for _at, number, _text in heard} != set(range(PAGES)):
        raise RuntimeError(f"{path}: only {len(heard)} pages heard of it")
    return max(at for at, _number, _text in heard) - kept[0]


async def _private(pages: Pages, people: list[list[str]]) -> int:
    """How many of 20 people heard of their own thing, and nobody else did."""
    right = 0
    for number in range(0, 500, 25):
        _kept, heard = await pages.after(f"/bench/change/bench-private/{people[number][2]}/1/")
        right += [who for _at, who, _text in heard] == [number]
    return right


async def _burst(pages: Pages) -> dict[str, Any]:
    """Fifty changes: how many notices the busiest page got, and how many pages missed the last change."""
    kept, heard = await pages.after("/bench/change/bench-public/1/50/")
    latest: dict[int, float] = {}
    notices: dict[int, int] = {}
    for at, number, _text in heard:
        latest[number] = at
        notices[number] = notices.get(number, 0) + 1
    missed = PAGES - sum(at >= kept[1] for at in latest.values())
    return {"notices": max(notices.values()), "missed": missed, "took": kept[1] - kept[0]}


async def _fetches(port: int) -> dict[str, Any]:
    """Every page fetches the part after a change: how many renderings that took, and how long."""
    from bench.http import _read_answer

    await asyncio.to_thread(ask, port, "/bench/change/bench-public/1/1/")
    before = (await asyncio.to_thread(ask, port, "/bench/told/"))["rendered"]

    async def some(count: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(count):
            writer.write(b"GET /bench/part/1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            await _read_answer(reader, "/bench/part/1/")
        writer.close()

    started = time.monotonic()
    await asyncio.gather(*(some(FETCHES // 20) for _ in range(20)))
    took = time.monotonic() - started
    after = (await asyncio.to_thread(ask, port, "/bench/told/"))["rendered"]
    return {"rendered": after - before, "fetched_in": took}


if __name__ == "__main__":
    allow_many_sockets()
    print(json.dumps(asyncio.run(measure(int(sys.argv[1])))))
