"""Saying "I do not feel safe" with one press, and leaving quickly."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey
PAGE = "/i-do-not-feel-safe/"


def test_one_press_tells_it_without_scripts_and_nothing_stays(page_without_scripts: Page) -> None:
    page = page_without_scripts
    page.goto(PAGE)
    page.fill("textarea[name=words]", "Something that nobody else should read")
    page.click("text=Please talk to me")

    page.wait_for_selector("h1:has-text('Thank you for telling us')")
    assert "nobody else should read" not in page.content()
    page.go_back()
    assert page.input_value("textarea[name=words]") == ""


def test_pages_about_safety_have_nothing_axe_finds_and_fit_a_small_screen(page: Page, axe) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in (PAGE, f"{PAGE}sent/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("way", ["link", "keys"])
def test_leaving_quickly_takes_the_place_of_the_page(page: Page, way: str) -> None:
    page.goto("/glossary/")
    page.goto(PAGE)
    # The weather page is another site's; a page of ours stands in for it.
    page.eval_on_selector(".gt-leave-quickly", "link => { link.href = '/picture-credits/' }")
    page.focus("textarea[name=words]")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.type("a")  # a key between: not three in a row
    page.keyboard.press("Escape")
    assert page.url.endswith(PAGE)

    if way == "link":
        page.click("text=Leave quickly >> nth=0")
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")

    page.wait_for_url("**/picture-credits/")
    page.go_back()
    page.wait_for_url("**/glossary/")
