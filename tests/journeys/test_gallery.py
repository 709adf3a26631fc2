"""Every component in every theme, in a real browser: axe finds nothing, nothing overflows, focus is seen."""

import pytest
from playwright.sync_api import Page

THEMES = ("system", "light", "cream", "dark", "yellow-on-black")
pytestmark = pytest.mark.journey

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_SMALL = """() => [...document.querySelectorAll(
    'main button, main summary, main label.gt-radios__label, main label.gt-checkboxes__label, .gt-nav a, ' +
    'main .gt-button, main input.gt-input, main select, .gt-footer__link, main .gt-filter__label'
  )].filter((e) => e.offsetParent && !e.closest('.gt-definition'))
   .filter((e) => e.getBoundingClientRect().height < 47.5)
   .map((e) => e.className + ': ' + e.textContent.trim().slice(0, 30))"""


@pytest.mark.parametrize("theme", THEMES)
def test_gallery_has_nothing_axe_finds(page: Page, axe, theme: str) -> None:
    page.goto(f"/gallery/?theme={theme}")
    axe(page)


@pytest.mark.parametrize("theme", THEMES)
def test_settings_page_has_nothing_axe_finds(page: Page, axe, theme: str) -> None:
    page.goto("/how-i-use-this-site/")
    page.check(f"input[name=theme][value={theme}]")
    page.click("text=Save and show me here")
    assert page.get_attribute("html", "data-theme") == theme
    axe(page)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_needs_scrolling_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/gallery/?text_size=largest&line_spacing=widest")
    assert page.evaluate(SIDEWAYS) <= 0


def test_targets_are_48_pixels_high(page: Page) -> None:
    page.goto("/gallery/")
    assert page.evaluate(TOO_SMALL) == []


def test_error_summary_takes_focus_and_leads_to_the_box(page: Page) -> None:
    page.goto("/gallery/")
    assert page.evaluate("document.activeElement.className") == "gt-error-summary"
    page.click(".gt-error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_wrong-name"


def test_choice_shows_at_once_and_is_kept_without_scripts_too(page: Page, page_without_scripts: Page) -> None:
    page.goto("/how-i-use-this-site/")
    page.check("input[name=text_size][value=largest]")
    assert page.get_attribute("html", "data-text-size") == "largest"

    page_without_scripts.goto("/picture-credits/")
    page_without_scripts.click("text=How I use this site")
    page_without_scripts.check("input[name=theme][value=dark]")
    page_without_scripts.click("text=Save and go back")
    assert page_without_scripts.url.endswith("/picture-credits/")
    assert page_without_scripts.get_attribute("html", "data-theme") == "dark"


def test_largest_words_are_not_broken_where_they_are_chosen(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/how-i-use-this-site/")
    page.check("input[name=text_size][value=largest]")
    page.click("text=Save and show me here")
    words = page.locator(".gt-settings label > span:last-child:text-matches('^[A-Z][a-z]+$')")
    assert words.count() > 8
    assert words.evaluate_all("all => all.filter(one => one.getClientRects().length > 1)") == []
    heights = words.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert len(set(heights)) == 1, "a word stands on two lines"


def test_reading_aloud_says_why_where_there_is_no_voice(page: Page) -> None:
    page.goto("/how-i-use-this-site/")
    page.wait_for_selector("gt-voice-check:has-text('no voice of its own')")
    assert page.locator("gt-voice-check button").count() == 0


def test_reading_ruler_follows_the_keyboard(page: Page) -> None:
    page.goto("/how-i-use-this-site/")
    page.check("input[name=ruler][value=on]")
    page.click("text=Save and show me here")
    first = page.locator("gt-reading-ruler").bounding_box()["y"]
    page.focus(".gt-settings__buttons button >> nth=0")
    assert page.locator("gt-reading-ruler").bounding_box()["y"] != first


def test_half_filled_answer_is_kept_for_this_tab(page: Page) -> None:
    page.goto("/how-i-use-this-site/")
    page.check("input[name=keep_place][value=on]")
    page.click("text=Save and show me here")
    page.check("input[name=theme][value=cream]")
    page.goto("/picture-credits/")
    page.goto("/how-i-use-this-site/")
    assert page.is_checked("input[name=theme][value=cream]")
    assert page.get_attribute("html", "data-theme") == "system"  # kept, not yet saved
