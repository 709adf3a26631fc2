"""A picture card: made by a supporter, used on another tablet, cancelled, and the tablet closed at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE

SUPPORTER = "supporter@larkshire.example"
pytestmark = pytest.mark.journey


def test_card_is_made_used_on_another_tablet_and_cancelled(
    desk_page: Page,
    new_context: Callable,
    sign_in: Callable[..., None],
    axe: Callable[..., None],
) -> None:
    staff, tablet = desk_page, new_context(viewport=PHONE, java_script_enabled=True).new_page()
    sign_in(staff, SUPPORTER, then="/records/")
    staff.goto("/records/")
    staff.get_by_role("link", name="Robin").click()
    staff.get_by_role("link", name="Picture cards").click()
    axe(staff)
    staff.get_by_role("group", name="Which picture should be on the card?").get_by_text("Bus").click()
    staff.get_by_role("group", name="Should they pick a picture").get_by_text("Cake").click()
    staff.get_by_role("button", name="Make the card").click()
    expect(staff.get_by_role("heading", name="Print this card now")).to_be_visible()
    axe(staff)
    staff.get_by_text("Their tablet has no camera?").click()
    address = staff.locator(".gt-told__address").inner_text()

    # On the tablet, nobody types anything: one wrong picture, then the right one.
    tablet.goto(address)
    expect(tablet.get_by_role("heading", name="Pick your picture")).to_be_visible()
    axe(tablet)
    tablet.get_by_role("button", name="Bike").click()
    expect(tablet.get_by_role("alert")).to_contain_text("Try again")
    tablet.get_by_role("button", name="Cake").click()
    expect(tablet.get_by_role("heading", name="Hello Robin")).to_be_visible()
    axe(tablet)
    tablet.get_by_role("link", name="Who is near me").click()
    expect(tablet.get_by_text("Miss Okoro", exact=True)).to_be_visible()
    assert tablet.goto("/records/").status == 404
    assert tablet.goto("/my-account/").status == 404
    tablet.goto("/my-space/")
    expect(tablet.get_by_text("Your space closes at")).to_be_visible()

    # The card is lost: one press on the desk, and the tablet's next page is the end.
    staff.get_by_role("link", name="I have printed it").click()
    staff.get_by_role("button", name="It is lost. Cancel it").click()
    expect(staff.get_by_text("That card does not work any more")).to_be_visible()
    tablet.get_by_role("link", name="Who looked at my things").click()
    expect(tablet.get_by_role("heading", name="All finished")).to_be_visible()
    axe(tablet)
    assert tablet.goto(address).status == 404
    expect(tablet.get_by_role("heading", name="This card does not work")).to_be_visible()
