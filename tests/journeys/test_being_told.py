"""Being told: following without an account, from the page to the mail file and out again; a bounce at the
right desk, on a page that stands open."""

import base64
import json
import re
import urllib.parse
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from .site import Site

pytestmark = pytest.mark.journey
FAMILY, INVITED = "kim.follows@larkshire.example", "new.colleague@larkshire.example"
ENTRY, SERVICES = "/find-help/entry/waiting-well/", "/cms/snippets/localoffer/service/"
PROVIDER_SECRET = "provider:only-for-tests"  # of portal/settings/test.py


def link_in(mail: EmailMessage, part: str) -> str:
    """The first address in a mail whose path holds `part`."""
    found = re.search(rf"http://\S*{part}\S*", mail.get_body(("plain",)).get_content())
    assert found, mail
    return found[0]


def test_family_follows_an_entry_by_email_and_stops_with_one_click(
    page: Page,
    desk_page: Page,
    site: Site,
    sign_in: Callable[..., None],
    axe: Callable[..., None],
) -> None:
    page.goto(ENTRY)
    page.get_by_role("link", name="Tell me when this changes").click()
    axe(page)
    page.get_by_label("What is your email address?").fill(FAMILY)
    page.get_by_role("button", name="Tell me by email").click()
    expect(page.locator("h1")).to_have_text("Look in your email")
    (question,) = site.mails(FAMILY)
    page.goto(link_in(question, "/following/confirm/"))
    axe(page)
    page.get_by_role("button", name="Yes, tell me").click()
    expect(page.locator("main")).to_contain_text("Waiting Well")
    axe(page)

    sign_in(desk_page, "editor@larkshire.example")
    desk_page.goto(f"{SERVICES}?q=Waiting+Well")
    desk_page.get_by_role("link", name="Waiting Well", exact=True).click()
    desk_page.fill("#id_wait_time", "We answer at once this week")
    desk_page.click("footer button[aria-label='Show more actions'], footer [data-w-dropdown-target=toggle]")
    desk_page.get_by_role("button", name="Publish", exact=True).click()
    expect(desk_page.locator(".messages")).to_contain_text("Waiting Well")

    _question, told = site.mails(FAMILY)
    assert "waiting" not in str(told["Subject"]).lower()
    page.goto(link_in(told, "/find-help/entry/"))
    expect(page.locator("main")).to_contain_text("We answer at once this week")
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = urllib.parse.urlencode({"List-Unsubscribe": "One-Click"}).encode()
    leave = str(told["List-Unsubscribe"]).strip(" <>\r\n")
    with urllib.request.urlopen(leave, one_click, timeout=10) as answer:
        assert answer.status == 200
    page.goto(link_in(told, "/following/(?!stop)"))
    expect(page.locator("main")).to_contain_text("You do not follow this any more")


def test_bounce_turns_up_at_the_desk_of_whoever_sent_the_invitation(
    desk_page: Page, site: Site, sign_in: Callable[..., None], axe: Callable[..., None]
) -> None:
    sign_in(desk_page, "admin@larkshire.example", then="/people-and-roles/invite/")
    desk_page.get_by_label("Email").fill(INVITED)
    desk_page.get_by_label("Local Offer editor").check()
    desk_page.get_by_label("Which organisation").select_option(label="Larkshire Council")
    desk_page.get_by_role("button", name="Send the invitation").click()
    expect(desk_page.locator(".gt-messages")).to_be_visible()
    assert len(site.mails(INVITED)) == 1
    desk_page.goto("/notices/")
    desk_page.get_by_role("button", name="Mark all as read").click()  # of the demo area's own
    new = desk_page.locator(".gt-notices__item--new")
    expect(new).to_have_count(0)

    report(site, {"RecordType": "Bounce", "Type": "HardBounce", "TypeCode": 1, "Email": INVITED, "ID": 1})

    expect(new).to_contain_text("Mail to somebody you work with does not arrive.")
    axe(desk_page)
    new.get_by_role("button", name="Open it").click()
    expect(desk_page.locator("main")).to_contain_text(INVITED)
    expect(desk_page.locator("main")).to_contain_text("You invited somebody at this address")
    axe(desk_page)


def report(site: Site, told: dict[str, object]) -> None:
    """What Postmark sends when a mail comes back, as its manual shows it, with the secret in the address."""
    body = {"MessageID": "883953f4-6105-42a2-a16a-77a8eac79483", "BouncedAt": "2026-11-23T10:00:00Z", **told}
    secret = base64.b64encode(PROVIDER_SECRET.encode()).decode()
    request = urllib.request.Request(
        f"{site.url}/mail/reports/postmark/",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Basic {secret}"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200
