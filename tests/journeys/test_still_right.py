"""A provider's click from a real mail changes open pages in other browsers; it needs no scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .site import Site
from .test_narrow import TOO_SMALL

pytestmark = pytest.mark.journey
ADDRESS = "hello@coppering-athletic.example"
ENTRY, NAME = "adapted-climbing-at-the-village", "Adapted climbing at the Village"
STALE = "This may be out of date"


@pytest.fixture(scope="module")
def link(site: Site) -> str:
    """The link in the mail that the owner of the entry got, from the site's file of mail."""
    site.manage("ask_owners")
    [mail] = site.mails(ADDRESS)
    words = mail.get_body(("plain",)).get_content()
    [address] = re.findall(r"https?://\S+/still-right/\S+", words)
    return address.removeprefix(site.url)


def open_and_listen(page: Page, address: str) -> None:
    """Open a page and wait until its socket has joined; from here on it may not be loaded again."""
    with page.expect_websocket() as opened:
        page.goto(address)
    opened.value.wait_for_event("framereceived")
    page.evaluate("window.isStillThisPage = true")


def test_a_click_from_a_mail_changes_pages_that_families_have_open(
    link: str,
    new_context: Callable[..., BrowserContext],
    page: Page,
    desk_page: Page,
    axe: Callable[..., None],
) -> None:
    open_and_listen(page, f"/find-help/entry/{ENTRY}/")
    expect(page.get_by_text(STALE)).to_be_visible()
    open_and_listen(desk_page, "/find-help/?words=climbing")
    card = desk_page.locator(".gt-entry", has_text=NAME)
    expect(card.get_by_text("May be out of date")).to_be_visible()

    owner = new_context(viewport={"width": 390, "height": 844}).new_page()
    owner.goto(link)
    axe(owner)
    assert owner.evaluate(TOO_SMALL) == []
    kept = owner.locator(".gt-keep", has_text=NAME)
    kept.get_by_role("button", name="Yes, still right").click()
    expect(owner.get_by_text(f"Families now see that {NAME} was checked today")).to_be_visible()

    expect(page.get_by_text(STALE)).to_have_count(0)
    expect(page.locator(".gt-help__checked")).to_contain_text("by the ")
    expect(card.get_by_text("May be out of date")).to_have_count(0)

    kept.get_by_role("link", name="Places, wait, closed today").click()
    axe(owner)
    owner.get_by_label("Or write how many").fill("5")
    owner.get_by_role("button", name="Save the number of places").click()
    owner.get_by_role("button", name="One fewer").click()
    expect(owner.locator(".gt-tell__now").first).to_contain_text("4 places left")
    for seen in (page, card):
        expect(seen.get_by_text("4 places left")).to_be_visible()
        expect(seen.get_by_text("told us today at")).to_be_visible()
    for opened in (page, desk_page):
        axe(opened, "main")
        assert opened.evaluate("window.isStillThisPage"), "the page was loaded again"


def test_without_scripts_one_press_confirms_and_two_send_a_change(
    link: str, page_without_scripts: Page
) -> None:
    page = page_without_scripts
    page.goto(link)
    entry = page.locator(".gt-keep").last
    name = entry.locator("h2").inner_text()
    entry.get_by_role("button", name="Yes, still right").click()
    expect(page.get_by_text(f"Families now see that {name} was checked today")).to_be_visible()

    page.locator(".gt-keep", has_text=name).get_by_role("link", name="Something has changed").click()
    page.get_by_label("How long is the usual wait?").fill("About 3 weeks just now")
    page.get_by_role("button", name="Send it to an editor").click()
    expect(page.get_by_text("Your change waits for an editor")).to_be_visible()


def test_page_of_how_current_the_directory_is_can_be_read_by_everyone(
    page: Page, axe: Callable[..., None]
) -> None:
    page.goto("/find-help/how-current/")
    expect(page.get_by_role("heading", name="Month by month")).to_be_visible()
    axe(page)
