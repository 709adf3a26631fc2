"""Pages as people meet them: in every theme, by keyboard, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

ADDRESSES = [
    "/",
    "/get-help-now/",
    "/get-help-now/easy-read/",
    "/glossary/",
    "/contact/",
    "/listen/",
    "/accessibility-statement/",
    "/how-to-complain/",
    "/search/?words=complain",
    "/ehc-plans/",
    "/ehc-plans/ask-for-an-assessment/",
    "/first-steps/what-is-the-local-offer/",
    "/family/money-and-benefits/",
    "/help-at-school/sen-support/easy-read/",
    "/pl/help-at-school/sen-support/",
    "/ur/ehc-plans/ask-for-an-assessment/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_nothing_for_axe_to_find(page: Page, axe: Callable[..., None], address: str) -> None:
    assert page.goto(address).status == 200
    axe(page)


def test_message_sent_without_scripts_gets_a_number(page_without_scripts: Page) -> None:
    page = page_without_scripts
    page.goto("/contact/")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("link", name="Write what you want to say")).to_be_visible()
    page.get_by_label("I have a question").check()
    page.get_by_label("What do you want to say?").fill("When is the pool open?")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="We have your message")).to_be_visible()
    expect(page.get_by_text("Contact-20")).to_be_visible()


def test_contact_with_errors_takes_focus_and_is_accessible(page: Page, axe: Callable[..., None]) -> None:
    page.goto("/contact/")
    page.get_by_label("Your email").fill("robin-at-home")
    page.get_by_role("button", name="Send it").click()
    expect(page.locator(".gt-error-summary")).to_be_focused()
    axe(page)


def test_home_search_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.get_by_label("What do you need help with?").focus()
    page.keyboard.type("speech therapy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find-help/?words=speech*")


def test_easy_read_is_one_link_away_and_says_what_it_matches(page: Page) -> None:
    page.goto("/get-help-now/")
    page.locator(".gt-versions").get_by_role("link", name="Easy Read").click()
    expect(page.get_by_text("This matches the English page of")).to_be_visible()


def test_parent_gets_from_home_to_a_plan_step_by_step_and_to_urdu_without_scripts(
    page_without_scripts: Page,
) -> None:
    page = page_without_scripts
    page.goto("/")
    page.get_by_role("link", name="EHC plans", exact=True).click()
    page.get_by_role("link", name="How do I ask for an EHC needs assessment?").click()
    expect(page.get_by_role("heading", name="You get the final plan")).to_be_visible()
    page.locator(".gt-versions").get_by_role("link", name="اردو").click()
    expect(page.locator("article")).to_have_attribute("dir", "rtl")


def test_video_plays_with_captions(page: Page) -> None:
    page.goto("/first-steps/what-is-the-local-offer/")
    ready = """
    async video => {
        video.muted = true;
        await video.play();
        const track = video.textTracks[0];
        while (!track.activeCues || !track.activeCues.length) await new Promise(r => setTimeout(r, 100));
        return [Math.round(video.duration), track.activeCues[0].text];
    }
    """
    length, caption = page.locator("video").first.evaluate(ready)
    assert length > 30
    assert caption.startswith("This is your Local Offer.")
