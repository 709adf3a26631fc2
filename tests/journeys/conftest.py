"""Journeys: a real browser walks the real site. See docs/testing.md."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from .browser import Watch, axe_violations, start_browser
from .site import Site, running_site

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# A busy machine may hold a server up for some seconds. What comes at once is not waited for.
expect.set_options(timeout=20_000)
DEMO_PASSWORD = "larkshire-demo-2026"  # every demo sign-in has it


# Two servers meet only on a database and a Redis that both reach: see scripts/test.sh.
_SHARED = os.environ.get("DATABASE_URL", "").startswith("postgres") and os.environ.get("REDIS_URL")
collect_ignore = [] if _SHARED else ["test_two_workers.py"]


@pytest.fixture(scope="session")
def site(worker_id: str) -> Iterator[Site]:
    """The running site with the demo area; `site.manage("command")` runs a management command on its data."""
    with running_site(Path(settings.VAR_DIR).resolve(), worker_id) as running:
        yield running


@pytest.fixture(scope="session")
def live_url(site: Site) -> str:
    """The running site's address, without a slash at the end."""
    return site.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, and Django then refuses queries in other tests here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = start_browser(playwright)
        yield started
        started.close()


@pytest.fixture
def watch(live_url: str) -> Iterator[Watch]:
    """Fails the test when a page it opened logged an error or called another host."""
    noted = Watch(urlsplit(live_url).netloc)
    yield noted
    assert not noted.troubles, "\n".join(noted.troubles)


@pytest.fixture
def new_context(browser: Browser, live_url: str, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser context of your own: `new_context(viewport=..., java_script_enabled=False)`."""
    opened: list[BrowserContext] = []

    def open_context(**options: object) -> BrowserContext:
        context = browser.new_context(
            base_url=live_url, locale="en-GB", timezone_id="Europe/London", **options
        )
        context.set_default_timeout(15_000)
        context.on("page", watch.follow)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone, 390 by 844. `page.goto("/find-help/")` goes to the running site."""
    return new_context(viewport=PHONE).new_page()


@pytest.fixture
def desk_page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a desk, 1280 wide."""
    return new_context(viewport=DESK).new_page()


@pytest.fixture
def page_without_scripts(new_context: Callable[..., BrowserContext]) -> Page:
    """A phone whose browser runs no scripts."""
    return new_context(viewport=PHONE, java_script_enabled=False).new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """`axe(page)` fails with what axe found, no rule off; `axe(page, "main")` looks inside one part only."""

    def check(page: Page, within: str | None = None) -> None:
        if within:
            page.locator(within).first.wait_for()  # a page that was just asked for may not be there yet
        found = axe_violations(page, within)
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture(scope="session")
def sign_in() -> Callable[[Page, str], None]:
    """`sign_in(page, "editor@larkshire.example")` signs that page's browser context in, second step and all.

    An account that needs a second step and has none sets up an app, as people do; its secret is kept for the
    next time that it signs in here.
    """
    apps: dict[str, App] = {}

    def enter(page: Page, email: str, password: str = DEMO_PASSWORD, then: str = "/cms/") -> None:
        page.goto(f"/sign-in/password/?next={then}")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda address: "/sign-in/password/" not in address)
        if "/sign-in/second-step/" in page.url:
            page.fill("input[name=code]", apps[email].code())
            page.click("main form:has(input[name=code]) button")
        elif "/my-account/second-step/" in page.url:
            apps[email] = set_up_app(page)
        page.wait_for_url(lambda address: "/sign-in/" not in address and "/second-step/" not in address)

    return enter


class App:
    """An authenticator app. Each of its codes opens the door once, so it never shows the same one twice."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.shown: set[int] = set()

    def code(self) -> str:
        """A code that works now: of this half minute, the one before or the next."""
        while True:
            now = int(time.time()) // 30
            fresh = [at for at in (now, now - 1, now + 1) if at not in self.shown]
            if fresh:
                self.shown.add(fresh[0])
                return format_hotp_value(hotp_value(self.secret, fresh[0]))
            time.sleep(1)


def set_up_app(page: Page, look: Callable[[Page], None] = lambda page: None) -> App:
    """Set up an app from the page that asks for a second step, and go on from the spare codes.

    `look` is called with each page on the way.
    """
    page.get_by_role("link", name="An app on your phone").click()
    page.wait_for_url("**/second-step/app/**")
    look(page)
    app = App(page.locator(".gt-secret").inner_text().replace(" ", ""))
    page.fill("input[name=code]", app.code())
    page.get_by_role("button", name="Save it").click()
    page.wait_for_url("**/codes/**")
    look(page)
    page.get_by_role("link", name="I have kept them. Go on").click()
    return app
