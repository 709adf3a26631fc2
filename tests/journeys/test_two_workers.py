"""Two servers on PostgreSQL and Redis: what is done through one reaches a browser on the other."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .live_server import LiveSite
from .site import Site


@pytest.fixture(scope="module")
def two(site: Site) -> Iterator[tuple[LiveSite, LiveSite]]:
    servers = LiveSite(site), LiveSite(site)
    for server in servers:
        server.start()
    yield servers
    for server in servers:
        server.stop()


@pytest.fixture
def live_url(two: tuple[LiveSite, LiveSite]) -> str:
    """The browser is on the second one."""
    return two[1].url


def test_change_made_through_one_worker_reaches_a_browser_on_the_other(two, page):
    first, second = two
    assert first.url != second.url
    first.change("far", "9 places left")
    with page.expect_websocket() as opened:
        page.goto("/live-things/shown/far/")
    opened.value.wait_for_event("framereceived")
    expect(page.locator("live-region li")).to_have_text(["9 places left"])

    first.change("far", "8 places left")

    expect(page.locator("live-region li")).to_have_text(["8 places left"])
