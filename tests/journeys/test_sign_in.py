"""Coming in: a parent by invitation and code, staff with a second step, and a passkey."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .browser import Watch
from .conftest import DEMO_PASSWORD, PHONE, set_up_app
from .site import Site

CO_ORDINATOR = "coordinator@larkshire.example"


def newest_mail(site: Site, to: str) -> str:
    """The words of the last mail to that address."""
    return site.mails(to)[-1].get_body(("plain",)).get_content()


def code_for(site: Site, to: str) -> str:
    """The code in the last mail to that address."""
    found = re.search(r"\d{4}-\d{4}", newest_mail(site, to))
    assert found, newest_mail(site, to)
    return found[0]


def arrive(page: Page, heading: str) -> None:
    """Wait until the page with that heading is there: a click has then led where it should."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state("load")


def test_co_ordinator_sets_up_a_second_step_and_invites_a_parent_who_signs_in_by_code(
    site: Site, desk_page: Page, page_without_scripts: Page, axe: Callable[..., None]
) -> None:
    staff, parent, address = desk_page, page_without_scripts, "invited.parent@larkshire.example"

    # With the right password she is still stopped, wherever she wants to go, until the second step is set up.
    staff.goto("/people-and-roles/")
    arrive(staff, "Sign in")
    axe(staff)
    staff.get_by_role("link", name="Use a password").click()
    arrive(staff, "Sign in with a password")
    axe(staff)
    staff.get_by_label("Your email address").fill(CO_ORDINATOR)
    staff.get_by_label("Your password").fill(DEMO_PASSWORD)
    staff.get_by_role("button", name="Sign in").click()
    arrive(staff, "Set up a second step")
    for stopped in ("/my-account/", "/records/", "/people-and-roles/"):
        staff.goto(stopped)
        arrive(staff, "Set up a second step")
    axe(staff)
    set_up_app(staff, look=axe)
    arrive(staff, "People and roles")
    axe(staff)

    # She invites a parent; the mail says nothing of what for.
    staff.get_by_role("link", name="Invite somebody").click()
    arrive(staff, "Invite somebody")
    axe(staff)
    staff.get_by_label("What is their email address?").fill(address)
    staff.get_by_label("Parent carer", exact=True).check()
    staff.get_by_role("button", name="Send the invitation").click()
    expect(staff.get_by_role("heading", name=address)).to_be_visible()
    axe(staff)
    mail = newest_mail(site, address)
    assert "parent" not in mail.lower()

    # The parent, with scripts off: the link, the code, and in.
    link = re.search(r"http://\S+/invitation/\S+", mail)
    assert link
    parent.goto(link[0])
    parent.get_by_role("button", name="Email me a code").click()
    arrive(parent, "Look in your email")
    parent.get_by_label("The code in the email").fill("1234")
    parent.get_by_role("button", name="Sign in").click()
    expect(parent.get_by_role("alert")).to_contain_text("That code is not right")
    parent.get_by_label("The code in the email").fill(code_for(site, address))
    parent.get_by_role("button", name="Sign in").click()
    expect(parent.get_by_text("Parent carer")).to_be_visible()
    parent.get_by_role("button", name="Yes, join").click()
    arrive(parent, "Welcome")
    parent.get_by_role("link", name="Go to My account").click()
    expect(parent.get_by_text("You are here as: Parent carer.")).to_be_visible()
    staff.reload()
    expect(staff.get_by_text("Joined").first).to_be_visible()


@pytest.fixture
def phone_with_passkeys(browser: Browser, site: Site) -> Iterator[Page]:
    """A phone that keeps passkeys and knows its owner, on the name that passkeys need."""
    port = urlsplit(site.url).port
    watch = Watch(f"localhost:{port}")
    context = browser.new_context(base_url=f"http://localhost:{port}", locale="en-GB", viewport=PHONE)
    context.set_default_timeout(15_000)
    context.on("page", watch.follow)
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()
    assert not watch.troubles, "\n".join(watch.troubles)


def test_new_account_gets_a_passkey_and_signs_in_with_nothing_else(
    site: Site, phone_with_passkeys: Page, page: Page, axe: Callable[..., None]
) -> None:
    phone, address = phone_with_passkeys, "passkey.parent@larkshire.example"
    phone.goto("/sign-up/")
    axe(phone)
    phone.get_by_label("Your email address").fill(address)
    phone.get_by_role("button", name="Send me a code").click()
    arrive(phone, "Is this your address?")
    axe(phone)
    phone.get_by_label("The code in the email").fill(code_for(site, address))
    phone.get_by_role("button", name="Go on").click()
    arrive(phone, "Your account is ready")
    axe(phone)

    phone.get_by_role("link", name="Add a passkey").click()
    arrive(phone, "Add a passkey")
    axe(phone)
    phone.get_by_label("What is this passkey on?").fill("My phone")
    phone.get_by_role("button", name="Make a passkey").click()
    arrive(phone, "Keep these spare codes")
    phone.goto("/my-account/passkeys/")
    expect(phone.get_by_role("heading", name="My phone")).to_be_visible()
    axe(phone)
    phone.goto("/my-account/where-signed-in/")
    axe(phone)
    phone.goto("/my-account/")
    axe(phone)
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url(lambda address: urlsplit(address).path == "/")

    phone.goto("/sign-in/?next=/my-account/second-step/")
    phone.get_by_role("button", name="Use a passkey").click()
    arrive(phone, "My second step")
    axe(phone)

    # A number is no name for a passkey: the page says where it works.
    page.goto("/sign-in/")
    expect(page.get_by_text("Passkeys do not work at this address. Open http://localhost:")).to_be_visible()
