"""A family looks for help on a phone: home, one sentence, an entry, kept, printed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import PHONE

pytestmark = pytest.mark.journey

SENTENCE = "speech therapy near ZZ3 4AB for a 7 year old, no diagnosis"
THEMES = ["system", "light", "cream", "dark", "yellow-on-black"]
NOTED_PRINTING = "window.timesPrinted = 0; window.print = () => { window.timesPrinted += 1; };"


def fits_the_screen(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def ask(page: Page) -> None:
    page.goto("/")
    page.get_by_label("What do you need help with?").fill(SENTENCE)
    page.get_by_role("button", name="Find help").click()


def see_what_was_found(page: Page) -> str:
    """Check the page of what was found, and return the name of the first entry."""
    expect(page.locator(".gt-found__said")).to_have_text(re.compile(r"^[1-9]\d* places? to get help$"))
    chips = page.get_by_role("list", name="What you chose")
    for words in ("Near ZZ3 4AB", "Age 7", "No diagnosis needed"):
        expect(chips).to_contain_text(words)
    return page.locator(".gt-entry__link").first.inner_text()


def see_it_on_paper(page: Page, name: str) -> None:
    """Check that paper holds the entry with its seven answers, and no buttons."""
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("Do we need a diagnosis, a plan or a referral?")).to_be_visible()
    expect(page.locator(".gt-help__do")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")


@pytest.mark.parametrize("theme", THEMES)
def test_home_to_printed_in_each_theme(
    new_context: Callable[..., BrowserContext], axe: Callable[..., None], live_url: str, theme: str
):
    context = new_context(viewport=PHONE)
    context.add_cookies([{"name": "how_i_use", "value": f"theme:{theme}", "url": live_url}])
    context.add_init_script(NOTED_PRINTING)
    page = context.new_page()
    ask(page)
    name = see_what_was_found(page)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    assert fits_the_screen(page)
    axe(page)
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    axe(page)
    page.get_by_role("button", name="Keep on my list").click()
    expect(page.get_by_text(f"{name} is on your list.")).to_be_visible()
    page.get_by_role("link", name="See my list").click()
    axe(page)
    page.get_by_role("button", name="Print my list").click()
    assert page.evaluate("window.timesPrinted") == 1
    assert fits_the_screen(page)
    see_it_on_paper(page, name)


def press_until_focused(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until what `selector` names has focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector} on {page.url}")


def test_home_to_kept_by_keyboard_only(new_context: Callable[..., BrowserContext]):
    context = new_context(viewport=PHONE)
    context.add_init_script(NOTED_PRINTING)
    page = context.new_page()
    page.goto("/")
    press_until_focused(page, "input[name=words]")
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Enter")
    name = see_what_was_found(page)
    press_until_focused(page, ".gt-entry__link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    press_until_focused(page, "form[action='/my-list/keep/'] button")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{name} is on your list.")).to_be_visible()
    press_until_focused(page, "a[href='/my-list/'].gt-button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My list")
    press_until_focused(page, "[data-print]")
    page.keyboard.press("Space")
    assert page.evaluate("window.timesPrinted") == 1
    see_it_on_paper(page, name)


def test_home_to_printed_without_scripts(page_without_scripts: Page):
    page = page_without_scripts
    ask(page)
    name = see_what_was_found(page)
    page.locator(".gt-filters__summary").click()
    page.get_by_label(re.compile(r"^Free")).check()
    page.get_by_role("button", name="Show what fits").click()
    expect(page.get_by_role("list", name="What you chose")).to_contain_text("Free")
    page.go_back()
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="Keep on my list").click()
    expect(page.get_by_text(f"{name} is on your list.")).to_be_visible()
    page.get_by_role("link", name="See my list").click()
    expect(page.get_by_text("use Print in your browser's menu")).to_be_visible()
    see_it_on_paper(page, name)


def test_filters_work_live_without_moving_focus(desk_page: Page):
    page = desk_page
    page.goto("/find-help/?words=speech")
    before = page.locator(".gt-found__said").inner_text()
    page.locator("#group-time > summary").click()
    box = page.locator("#f-cost-free")
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("list", name="What you chose")).to_contain_text("Free")
    assert "cost=free" in page.url
    expect(page.locator(".gt-found__said")).not_to_have_text(before)
    expect(page.locator("#found-said")).to_have_text(page.locator(".gt-found__said").inner_text())
    expect(box).to_be_focused()
    expect(box).to_be_checked()
    expect(page.locator("#group-time")).to_have_attribute("open", "")
    live = page.locator("#found").inner_text()
    page.reload()
    assert page.locator("#found").inner_text() == live


def test_first_result_is_on_a_phones_first_screen_and_the_boxes_unfold(page: Page):
    page.goto("/find-help/?words=speech+therapy&age=7")
    assert page.locator(".gt-entry__title").first.bounding_box()["y"] < PHONE["height"]
    expect(page.get_by_label("Age", exact=True)).to_be_hidden()
    page.get_by_text("Change postcode, age or distance").click()
    page.get_by_label("Age", exact=True).fill("12")
    page.get_by_role("button", name="Find help").click()
    expect(page.get_by_role("list", name="What you chose")).to_contain_text("Age 12")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_label("Age", exact=True)).to_be_visible()


@pytest.fixture
def ruled_page(new_context: Callable[..., BrowserContext], live_url: str) -> Page:
    """Short breaks with the reading ruler on, the filters open; `watch` fails on what the policy refuses."""
    context = new_context(viewport=PHONE)
    context.add_cookies([{"name": "how_i_use", "value": "ruler:on", "url": live_url}])
    page = context.new_page()
    page.goto("/find-help/?help=short-breaks")
    page.locator(".gt-filters__summary").click()
    page.locator("#group-referral > summary").click()
    return page


def test_filters_chosen_quickly_copy_no_style_from_others(ruled_page: Page):
    page = ruled_page
    page.screenshot(caret="hide")  # leaves an empty style on every box, as other things in a browser do
    assert page.locator("#filters input[style]").count()
    for box in ("#f-referral-self", "#f-cost-free", "#f-diagnosis-no"):
        page.locator(box).check()
    chips = page.get_by_role("list", name="What you chose")
    for words in ("Short breaks", "You can ask yourself", "Free", "No diagnosis needed"):
        expect(chips).to_contain_text(words)


def test_back_twice_at_once_after_filters_shows_where_it_began(ruled_page: Page):
    page = ruled_page
    began = page.locator(".gt-found__said").inner_text()
    chips = page.get_by_role("list", name="What you chose")
    for box, words in (("#f-referral-self", "You can ask yourself"), ("#f-cost-free", "Free")):
        page.locator(box).check()
        expect(chips).to_contain_text(words)
    expect(page.locator("gt-reading-ruler")).to_have_attribute("style", re.compile("translateY"))
    page.evaluate("history.back(); setTimeout(() => history.back(), 30);")
    expect(page).to_have_url(re.compile(r"\?help=short-breaks$"))
    expect(page.locator(".gt-found__said")).to_have_text(began)
    expect(page.locator("#f-referral-self")).not_to_be_checked()


def test_list_shared_with_someone_else_and_taken_back(
    new_context: Callable[..., BrowserContext], axe: Callable[..., None]
):
    mine, theirs = new_context(viewport=PHONE).new_page(), new_context(viewport=PHONE).new_page()
    mine.goto("/find-help/?words=swimming")
    mine.locator(".gt-entry__link").first.click()
    name = mine.get_by_role("heading", level=1).inner_text()
    mine.get_by_role("button", name="Keep on my list").click()
    mine.goto("/my-list/")
    mine.get_by_role("button", name="Make a link to share").click()
    link = mine.locator(".gt-share__link a").get_attribute("href")
    theirs.goto(link)
    expect(theirs.get_by_role("heading", name=name)).to_be_visible()
    axe(theirs)
    theirs.get_by_role("button", name="Keep all of these on my list").click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("My list")
    expect(theirs.get_by_role("heading", name=name)).to_be_visible()
    mine.get_by_role("button", name="Stop sharing").click()
    expect(mine.get_by_text("The link does not work any more.")).to_be_visible()
    assert theirs.request.get(link).status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/find-help/?words=zzzzqq&cost=free",
        "/find-help/?postcode=nowhere&age=old",
        "/find-help/a-to-z/",
        "/find-help/browse/",
        "/find-help/whats-on/",
        "/find-help/missing/",
        "/find-help/what-is-covered/",
        "/my-list/",
    ],
)
def test_each_page_reflows_and_axe_is_silent(page: Page, axe: Callable[..., None], address: str):
    page.goto(address)
    axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert fits_the_screen(page)
