"""What is held about me: a parent asks and downloads on a phone, and the desk answers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import PHONE

pytestmark = pytest.mark.journey
MINE, DESK = "/my-account/what-you-hold/", "/staff/data/"


def test_parent_asks_and_downloads_and_the_desk_answers(
    page: Page,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    axe: Callable[..., None],
) -> None:
    parent, desk = page, new_context(viewport=PHONE).new_page()
    sign_in(parent, "nan@larkshire.example", then=MINE)
    parent.get_by_label("What should we know?").fill("My name has two Es.")
    parent.get_by_role("button", name="Send my request").click()
    expect(parent.locator(".gt-error-summary")).to_contain_text("Choose what you want")
    axe(parent)
    parent.get_by_label("Something about me is wrong").check()
    parent.get_by_role("button", name="Send my request").click()
    expect(parent.locator("main")).to_contain_text("We answer by")
    axe(parent)
    parent.get_by_role("link", name="Download what you hold about me").click()
    expect(parent.locator("h1")).to_have_text("Download what you hold about me")
    axe(parent)
    with parent.expect_download() as copy:
        parent.get_by_role("button", name="Download").click()
    assert copy.value.suggested_filename.endswith(".zip")

    sign_in(desk, "admin@larkshire.example", then=DESK)
    axe(desk)
    desk.get_by_role("link", name="How long we keep things").click()
    expect(desk.locator("h1")).to_have_text("How long do we keep things?")
    axe(desk)
    desk.goto(DESK)
    desk.get_by_role("link", name="Something about me is wrong").click()
    expect(desk.locator("main")).to_contain_text("My name has two Es.")
    axe(desk)
    desk.get_by_role("link", name="See what we hold").click()
    expect(desk.locator("h1")).to_contain_text("What we hold")
    axe(desk)
    held = desk.url
    for link, heading in (("Make a copy of everything", "Make a copy"), ("Delete everything", "Delete")):
        desk.goto(held)
        desk.get_by_role("link", name=link).click()
        expect(desk.locator("h1")).to_contain_text(heading)
        axe(desk)
    desk.goto(DESK)
    desk.get_by_role("link", name="Something about me is wrong").click()
    desk.get_by_label("Done", exact=True).check()
    desk.get_by_role("button", name="Note the answer").click()
    parent.goto(MINE)
    expect(parent.locator("main")).to_contain_text("Done")
