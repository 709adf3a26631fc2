"""What a first visit weighs over the wire, with everything, in a real browser on the demo area."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.browser import MOST_BYTES, MOST_REQUESTS, start_browser, weigh
from tests.journeys.site import Site, running_site

from .rows import Row


def run() -> list[Row]:
    """Weigh the first visit to home, a search, and an entry."""
    with (
        tempfile.TemporaryDirectory(prefix="gt-bench-") as folder,
        running_site(Path(folder), "bench") as site,
        sync_playwright() as playwright,
    ):
        browser = start_browser(playwright)
        rows = [_row(site, browser, name, path) for name, path in _pages(site)]
        browser.close()
    return rows


def _pages(site: Site) -> list[tuple[str, str]]:
    code = "from localoffer.models import Service; print(Service.objects.published().order_by('pk')[0].slug)"
    slug = site.manage("shell", "--no-imports", "-c", code).split()[-1]
    search = "/find-help/?words=speech+therapy&age=7"
    return [("home", "/"), ("search", search), ("an entry", f"/find-help/entry/{slug}/")]


def _row(site: Site, browser, name: str, path: str) -> Row:
    context = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 844})
    weight = weigh(context.new_page(), path)
    context.close()
    ratio = min(MOST_BYTES / weight.bytes, MOST_REQUESTS / weight.requests)
    ours = f"{weight.bytes / 1000:.0f} KB, {weight.requests} requests"
    return Row(f"First visit to {name}", ours, "at most 100 KB, 20 requests", ratio, 1.0)
