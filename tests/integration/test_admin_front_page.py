"""The admin's front page says what waits, for an editor and for somebody who speaks for a provider."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from localoffer.models import FamilyQuestion, MissingNote, Service
from portal.pages.models import GuidancePage
from tests.integration.directory_people import Area, make_service
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db


def front(client: Client, user: object) -> BeautifulSoup:
    sign_in_fully(client, user)
    return BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")


def send_in(area: Area) -> None:
    area.own.summary = "Changed."
    area.own.save_revision(user=area.member)
    area.own.get_workflow().start(area.own, area.member)


def test_front_page_of_an_editor_counts_what_waits_and_leads_there(client: Client, area: Area) -> None:
    today = timezone.localdate()
    Service.objects.filter(pk=area.other.pk).update(assured_date=today, next_check_date=None)
    FamilyQuestion.objects.create(service=area.other, question="Is it warm?", asked_date=date(2026, 2, 2))
    MissingNote.objects.create(words="A choir")
    MissingNote.objects.create(words="A lift")
    send_in(area)
    page = front(client, area.editor)
    links = page.select("section[aria-labelledby=directory-to-do] a")
    assert [link.get_text() for link in links] == [
        "1 edit waits for approval",
        "1 entry not checked for too long",
        "1 entry with a question that nobody has answered",
        "2 notes about missing help in the last 30 days",
    ]
    for link in links:
        assert client.get(link["href"]).status_code == 200


def test_front_page_of_an_editor_says_nothing_when_nothing_waits(client: Client, area: Area) -> None:
    Service.objects.update(assured_date=timezone.localdate(), next_check_date=None)
    assert front(client, area.editor).select_one("#directory-to-do") is None


def test_front_page_of_a_provider_lists_own_entries_with_their_state(client: Client, area: Area) -> None:
    make_service(area.own_provider, "Splash for two")
    send_in(area)
    page = front(client, area.member)
    rows = [
        [cell.get_text(strip=True) for cell in row.select("td")]
        for row in page.select("section[aria-labelledby=directory-own] tbody tr")
    ]
    assert {row[0]: row[1] for row in rows} == {
        "Saturday splash": "Waits for an editor",
        "Splash for two": "Not checked for too long",
    }
    assert "Otter evenings" not in page.get_text()


def test_front_page_of_a_provider_puts_what_was_sent_back_first(client: Client, area: Area) -> None:
    make_service(area.own_provider, "A first one")
    send_in(area)
    state = area.own.current_workflow_task_state
    state.task.specific.on_action(state, area.editor, "reject", comment="Say when.")
    [first, _] = front(client, area.member).select("section[aria-labelledby=directory-own] tbody tr")
    assert "Saturday splash" in first.get_text()
    assert "Sent back: open it to read why" in first.get_text()


def test_front_page_of_a_provider_offers_no_reports(client: Client, area: Area) -> None:
    assert '"reports"' not in str(front(client, area.member))
    assert '"reports"' in str(front(client, area.editor))


def test_front_page_of_a_provider_takes_as_many_queries_for_many_entries(
    client: Client, area: Area, django_assert_max_num_queries
) -> None:
    front(client, area.member)
    with django_assert_max_num_queries(60) as few:
        front(client, area.member)
    for number in range(8):
        make_service(area.own_provider, f"Club {number}")
    with django_assert_max_num_queries(len(few)):
        front(client, area.member)


def test_signed_in_without_a_provider_sees_no_entries(client: Client, area: Area) -> None:
    page = front(client, area.stranger)
    assert page.select_one("#directory-own") is None
    assert page.select_one("#directory-to-do") is None


def test_front_page_of_a_provider_speaks_of_no_pages(client: Client, area: Area) -> None:
    home = Page.objects.get(depth=2)
    home.add_child(instance=GuidancePage(title="Never reviewed", slug="never-reviewed"))
    assert front(client, area.editor).select_one("#pages-to-do") is not None
    assert front(client, area.member).select_one("#pages-to-do") is None
