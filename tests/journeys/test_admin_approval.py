"""A provider corrects an entry; families see it once an editor has approved it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

ENTRY = "/find-help/entry/sleep-kit-loans/"
SERVICES = "/cms/snippets/localoffer/service/"
NEW_WORDS = "No wait: a person answers on Tuesday and Thursday evenings"


def press_below_the_form(page: Page, label: str) -> None:
    """Press a button of the form's menu, which is folded behind the first one."""
    page.click("footer button[aria-label='Show more actions'], footer [data-w-dropdown-target=toggle]")
    page.get_by_role("button", name=label, exact=True).click()


def test_edit_by_a_provider_is_public_only_after_an_editor_approves_it(
    desk_page: Page,
    page: Page,
    new_context: Callable[..., object],
    sign_in: Callable[[Page, str], None],
) -> None:
    provider, family = desk_page, page
    family.goto(ENTRY)
    expect(family.locator("main")).not_to_contain_text(NEW_WORDS)

    sign_in(provider, "provider@larkshire.example")
    provider.goto(SERVICES)
    titles = provider.locator(".title-wrapper a")
    expect(titles).to_have_text(
        [
            "Sleep clinic for disabled children",
            "Sleep helpline",
            "Sleep kit loans",
            "Teenagers and sleep workshop",
        ]
    )
    provider.get_by_role("link", name="Sleep kit loans").click()
    provider.fill("#id_wait_time", NEW_WORDS)
    press_below_the_form(provider, "Send for approval")
    expect(provider.locator(".messages")).to_contain_text("sent to the Local Offer editors")

    family.reload()
    expect(family.locator("main")).not_to_contain_text(NEW_WORDS)

    editor = new_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(editor, "editor@larkshire.example")
    editor.goto("/cms/")
    expect(editor.locator("main")).to_contain_text("Sleep kit loans")
    editor.goto(SERVICES + "?waiting=yes")
    editor.locator(".title-wrapper a", has_text="Sleep kit loans").click()
    entry = editor.url.rstrip("/").rsplit("/", 1)[1]
    editor.goto(f"{SERVICES}history/{entry}/revisions/compare/live...latest/")
    expect(editor.locator("main")).to_contain_text("Wait, in words")
    expect(editor.locator("main")).to_contain_text("Thursday evenings")
    editor.get_by_role("link", name="Edit").click()
    press_below_the_form(editor, "Approve and publish")
    expect(editor.locator(".messages")).to_contain_text("Sleep kit loans")

    family.reload()
    expect(family.locator("main")).to_contain_text(NEW_WORDS)


@pytest.mark.parametrize(
    "address",
    [
        "/cms/local-offer/freshness/",
        "/cms/local-offer/coverage/",
        "/cms/local-offer/imports/",
        "/cms/local-offer/imports/new/",
    ],
)
def test_our_own_admin_pages_have_nothing_for_axe_to_find(
    desk_page: Page, sign_in: Callable[[Page, str], None], axe: Callable[..., None], address: str
) -> None:
    sign_in(desk_page, "editor@larkshire.example")
    desk_page.goto(address)
    axe(desk_page, "main .nice-padding")
