"""A family says by pictures that something is not right; a provider's edit is published in part."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .test_narrow import TOO_SMALL

pytestmark = pytest.mark.journey

ENTRY = "/find-help/entry/sleep-helpline/"
REMARKS = "/cms/local-offer/remarks/"
MINE = "/my-entries/sleep-helpline/"
ANSWER = "They have a new number. It is on the page now."
NEW_SUMMARY = "Talk to somebody who knows about sleep, on the phone or by text."
NEW_START = "Text the word SLEEP, and somebody rings you back in two days."


def test_family_without_scripts_tells_by_pictures_and_an_open_page_shows_the_answer(
    page_without_scripts: Page,
    page: Page,
    desk_page: Page,
    sign_in: Callable[[Page, str], None],
    axe: Callable[..., None],
) -> None:
    family, editor = page_without_scripts, desk_page
    family.goto(ENTRY)
    family.get_by_role("link", name="Something is not right, or I have a question").click()
    family.get_by_role("link", name="Something is not right").click()
    expect(family.locator("main")).to_contain_text("About Sleep helpline")
    family.get_by_label("The phone number is wrong").check()
    family.get_by_label("Nobody answers us").check()
    family.get_by_role("button", name="Send it").click()
    expect(family.locator("h1")).to_have_text("Thank you. We have it")
    reference = family.locator(".gt-reference").first.inner_text()
    code = family.locator(".gt-told__code").inner_text()

    page.goto("/find-help/tell-us/follow/")
    page.get_by_label("What is your code?").fill(code.upper())
    page.get_by_role("button", name="Show me").click()
    expect(page.locator("main")).to_contain_text("The phone number is wrong")
    axe(page)

    sign_in(editor, "editor@larkshire.example")
    editor.goto(REMARKS)
    axe(editor, "main .nice-padding")
    editor.get_by_role("link", name=reference).click()
    expect(editor.locator("main")).to_contain_text("Nobody answers us")
    axe(editor, "main .nice-padding")
    editor.locator("summary", has_text="Answer").click()
    editor.get_by_label("Your answer", exact=False).first.fill(ANSWER)
    editor.get_by_role("button", name="Send the answer").click()
    expect(editor.locator(".messages")).to_contain_text("is answered")

    expect(page.locator("#told-now")).to_have_text("We answered")
    expect(page.locator("main")).to_contain_text(ANSWER)
    family.reload()
    expect(family.locator("main")).to_contain_text(ANSWER)


@pytest.mark.parametrize(
    "address",
    [
        "/find-help/tell-us/",
        "/find-help/tell-us/wrong/",
        "/find-help/tell-us/comment/",
        "/find-help/comments/",
    ],
)
def test_pages_for_telling_us_have_nothing_for_axe_to_find(
    page: Page, axe: Callable[..., None], address: str
) -> None:
    page.goto(address)
    axe(page)


def save(provider: Page, part: str, label: str, words: str) -> None:
    """Open one part of the entry, write, and go back to the list."""
    provider.get_by_role("link", name=part).click()
    provider.get_by_label(label).fill(words)
    provider.get_by_role("button", name="Save and go back to the list").click()
    expect(provider.locator("main")).to_be_visible()


def test_provider_changes_two_parts_on_a_phone_and_an_editor_publishes_one(
    page_without_scripts: Page,
    desk_page: Page,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[[Page, str], None],
    axe: Callable[..., None],
) -> None:
    provider, editor = new_context(viewport={"width": 390, "height": 844}).new_page(), desk_page
    sign_in(provider, "provider@larkshire.example")
    provider.goto("/my-entries/")
    axe(provider)
    assert provider.evaluate(TOO_SMALL) == []
    provider.get_by_role("link", name="Sleep helpline").click()
    axe(provider)
    save(provider, "What is it?", "What is it, in one or two sentences?", NEW_SUMMARY)
    save(provider, "How do we start?", "How do families start?", NEW_START)
    provider.get_by_role("link", name="Read through and send").click()
    axe(provider)
    provider.get_by_role("button", name="Send to the editors").click()
    expect(provider.locator("main")).to_contain_text("Your changes wait for an editor")

    sign_in(editor, "editor@larkshire.example")
    editor.goto("/cms/snippets/localoffer/service/?waiting=yes")
    editor.locator(".title-wrapper a", has_text="Sleep helpline").click()
    editor.get_by_role("link", name="See what changed, and decide").click()
    axe(editor, "main .nice-padding")
    editor.get_by_label("Publish: How to start").check()
    editor.get_by_label("What needs to change, and why?", exact=False).fill("Please say that it is free.")
    editor.get_by_role("button", name="Publish what I ticked, send back the rest").click()
    expect(editor.locator(".messages")).to_contain_text("The rest went back")

    family = page_without_scripts
    family.goto(ENTRY)
    expect(family.locator("main")).to_contain_text(NEW_START)
    expect(family.locator("main")).not_to_contain_text(NEW_SUMMARY)
    provider.goto(MINE)
    expect(provider.locator("main")).to_contain_text("Please say that it is free.")
    provider.get_by_role("link", name="What is it?").click()
    expect(provider.get_by_label("What is it, in one or two sentences?")).to_have_value(NEW_SUMMARY)
    axe(provider)
