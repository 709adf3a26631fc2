"""An editor makes a page and its Easy Read twin, and sees when the twin no longer matches."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

SECTION = "Everyday life"
TITLE = "How to ask for a quiet room"
BEHIND = "/cms/page-versions/"


def insert(page: Page, kind: str) -> None:
    """Add a block at the end of the page's words."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=kind, exact=True).click()


def open_new(page: Page, kind: str, parent: str, title: str) -> str:
    """Begin a page of `kind` under `parent` as a draft, with an empty heading. Returns its number."""
    page.goto(f"/cms/pages/add/pages/{kind}/{parent}/", wait_until="networkidle")
    page.locator("#id_title").press_sequentially(title)
    page.locator("#id_summary").focus()
    expect(page.locator("#id_slug")).not_to_have_value("")  # its address, which follows the title
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/**")
    number = number_in(page.url)
    insert(page, "Heading")
    return number


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("has been published")


def number_in(address: str) -> str:
    """The number of a page in one of its addresses in the admin."""
    found = re.search(r"/pages/([0-9]+)/", address)
    assert found, address
    return found[1]


def section_number(page: Page) -> str:
    page.goto(f"/cms/pages/search/?q={SECTION}")
    return number_in(page.locator("main td a", has_text=SECTION).first.get_attribute("href") or "")


def write_guidance(page: Page) -> str:
    """Make and publish a page with several blocks. Returns its number."""
    number = open_new(page, "guidancepage", section_number(page), TITLE)
    page.fill("[name=body-0-value]", "What a quiet room is")
    insert(page, "Picture with words")
    page.select_option("[name=body-1-value-picture]", label="School")
    page.locator(".DraftEditor-editorContainer [contenteditable=true]").click()
    page.keyboard.type("A calm place to sit.")
    insert(page, "Quote")
    page.fill("[name=body-2-value-words]", "It helped him to stay.")
    page.fill("[name=body-2-value-who]", "a parent carer")
    publish(page)
    return number


def write_twin(page: Page, guidance: str) -> None:
    open_new(page, "easyreadpage", guidance, f"{TITLE}: Easy Read")
    page.fill("[name=rows-0-value]", "A quiet room")
    page.get_by_role("tab", name="Checking").click()
    page.get_by_label("This matches the English as it is now").check()
    publish(page)


def test_page_with_blocks_is_published_and_its_easy_read_twin_flagged_when_the_english_changes(
    desk_page: Page, page: Page, sign_in: Callable[[Page, str], None]
) -> None:
    editor, family = desk_page, page
    sign_in(editor, "editor@larkshire.example")
    guidance = write_guidance(editor)
    family.goto(editor.locator(".messages a", has_text="View live").get_attribute("href") or "")
    for said in ("What a quiet room is", "A calm place to sit.", "It helped him to stay."):
        expect(family.locator("main")).to_contain_text(said)

    write_twin(editor, guidance)
    editor.goto(BEHIND)
    expect(editor.locator("main")).not_to_contain_text(TITLE)
    family.reload()
    family.locator("main").get_by_role("link", name="Easy Read").click()
    expect(family.locator("main")).to_contain_text("This matches the English page of")
    expect(family.locator("main")).not_to_contain_text("has changed since then")

    editor.goto(f"/cms/pages/{guidance}/edit/")
    editor.fill("[name=body-0-value]", "What a calm room is")
    publish(editor)
    editor.goto(BEHIND)
    expect(editor.locator("main")).to_contain_text(f"{TITLE}: Easy Read")
    family.reload()
    expect(family.locator("main")).to_contain_text("The English page has changed since then")
