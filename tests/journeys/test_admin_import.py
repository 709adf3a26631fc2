"""An editor brings a saved feed in: checks it, reads what would change, does it, and families find it."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.integration.feed_server import service

from .site import Site

pytestmark = pytest.mark.journey

NEW = "/cms/local-offer/imports/new/"
OURS = "main .nice-padding"  # the rest of the page is Wagtail's own
NAME = "Kite flying for new arrivals"
FEED = [service(901, name=NAME), {**service(902), "name": ""}]


def send(page: Page, **choices: str) -> None:
    page.goto(NEW)
    if "source" in choices:
        page.select_option("[name=source]", label=choices["source"])
    else:
        page.fill("[name=name]", choices["name"])
        page.check("[name=kind][value=oruk]")
    body = json.dumps(FEED).encode()
    page.set_input_files("[name=file]", {"name": "feed.json", "mimeType": "application/json", "buffer": body})
    page.get_by_role("button", name="Check it").click()


def test_saved_feed_comes_in_after_a_check_and_nothing_doubles(
    desk_page: Page, page: Page, sign_in: Callable[[Page, str], None], axe: Callable[..., None]
) -> None:
    editor, family = desk_page, page
    sign_in(editor, "editor@larkshire.example")
    send(editor, name="Kite county")
    expect(editor.locator("#import-progress [role=status]")).to_have_text("Checked: nothing changed yet")
    expect(editor.locator(OURS)).to_contain_text(NAME)
    expect(editor.locator("#refused")).to_have_text("Rows we could not take (1)")
    axe(editor, OURS)
    family.goto(f"/find-help/?words={NAME}")
    expect(family.locator("main")).not_to_contain_text("01632")
    expect(family.get_by_role("link", name=NAME, exact=True)).to_have_count(0)

    editor.get_by_role("button", name="Do it now").click()
    expect(editor.locator("#import-progress [role=status]")).to_have_text("Done")
    axe(editor, OURS)
    editor.get_by_role("link", name="See the entries from Kite county").click()
    expect(editor.locator(".title-wrapper a")).to_have_text([NAME])
    family.reload()
    expect(family.get_by_role("link", name=NAME, exact=True).first).to_be_visible()

    send(editor, source="Kite county")
    expect(editor.get_by_role("button", name="Do it now")).to_have_count(0)
    expect(editor.locator(OURS)).to_contain_text("No row that we could take would change anything.")


def set_run(site: Site, fields: str) -> str:
    """Put the run of a directory of its own into a state, as the background task does; return its number."""
    made = site.manage(
        "shell",
        "--no-imports",
        "-c",
        "from localoffer.models import ImportRun, ImportSource;"
        "source = ImportSource.objects.get_or_create(name='Slow county', kind='oruk')[0];"
        f"run = ImportRun.objects.update_or_create(source=source, defaults=dict({fields}))[0];"
        "print(run.pk)",
    )
    return made.strip().splitlines()[-1]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_progress_is_shown_and_the_page_tells_when_it_is_done(
    site: Site,
    new_context: Callable[..., object],
    sign_in: Callable[[Page, str], None],
    axe: Callable[..., None],
    scripts: bool,
) -> None:
    number = set_run(site, "state='reading', rows_read=250, rows_expected=1000")
    context = new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, "editor@larkshire.example")
    page.goto(f"/cms/local-offer/imports/{number}/")
    expect(page.locator("#import-progress")).to_contain_text("250 of 1000 rows read (25%)")
    if scripts:  # axe is a script itself
        axe(page, OURS)
    set_run(site, "state='checked', rows_read=1000, new=7")
    expect(page.locator("#import-progress [role=status]")).to_have_text(
        "Checked: nothing changed yet", timeout=20_000
    )
    expect(page.locator("#import-progress td").first).to_have_text("7")
    expect(page.get_by_role("button", name="Do it now")).to_be_visible()
