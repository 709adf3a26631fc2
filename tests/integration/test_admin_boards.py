"""The editors' boards: how fresh the directory is, and what it covers."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from localoffer.models import HeadingPage, Service, ServiceTerm, TaxonomyTerm
from localoffer.models.service import Status
from tests.integration.directory_people import Area, make_service
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db


def rows(client: Client, name: str) -> dict[str, list[str]]:
    """The rows of a board's first table by their heading."""
    page = BeautifulSoup(client.get(reverse(f"localoffer_admin:{name}")).content, "html.parser")
    lines = page.select_one("table").select("tbody tr")
    return {
        line.th.get_text(" ", strip=True): [cell.get_text(" ", strip=True) for cell in line.select("td")]
        for line in lines
    }


def test_freshness_board_counts_each_state_and_lists_what_nobody_checked(client: Client, area: Area) -> None:
    today = timezone.localdate()
    facts = {"assured_date": today, "next_check_date": today + timedelta(days=30), "responsible": "Manager"}
    Service.objects.filter(pk=area.own.pk).update(**facts)
    make_service(area.own_provider, "Ended long ago", status=Status.ENDED)
    sign_in_fully(client, area.editor)
    board = rows(client, "freshness")
    assert board["Up to date"] == ["1", "50%"]
    assert board["Time to check"] == ["0", "0%"]
    assert board["Not checked for too long"] == ["1", "50%"]
    assert board["No post keeps it right"][0] == "1"
    page = client.get(reverse("localoffer_admin:freshness")).content.decode()
    assert "Otter evenings" in page
    assert "Ended long ago" not in page


def test_freshness_board_without_entries_says_what_will_be_here(client: Client, area: Area) -> None:
    Service.objects.update(live=False)
    sign_in_fully(client, area.editor)
    page = client.get(reverse("localoffer_admin:freshness")).content.decode()
    assert "There are no published entries yet." in page


def test_coverage_board_counts_entries_and_pages_under_each_heading(client: Client, area: Area) -> None:
    term = TaxonomyTerm.objects.get(slug="heading-5")
    ServiceTerm.objects.create(service=area.own, term=term)
    HeadingPage.objects.create(heading=6, page=Page.objects.get(depth=2))
    sign_in_fully(client, area.editor)
    board = rows(client, "coverage")
    assert len(board) == 19
    [five] = [cells for heading, cells in board.items() if heading.startswith("5.")]
    assert five[0].startswith("1 entry under")
    assert five[2:] == ["12 January 2026", "1"]
    [six] = [cells for heading, cells in board.items() if heading.startswith("6.")]
    assert six[0] == "0"
    [seven] = [cells for heading, cells in board.items() if heading.startswith("7.")]
    assert seven[0] == "Nothing yet"
    assert (
        "17 of 19 headings have nothing yet"
        in client.get(reverse("localoffer_admin:coverage")).content.decode()
    )


def test_coverage_board_lists_a_draft_page_that_meets_nothing_yet(client: Client, area: Area) -> None:
    page = Page.objects.get(depth=2)
    Page.objects.filter(pk=page.pk).update(live=False)
    HeadingPage.objects.create(heading=6, page=page)
    sign_in_fully(client, area.editor)
    [six] = [cells for heading, cells in rows(client, "coverage").items() if heading.startswith("6.")]
    assert six[0] == "Nothing yet"
    assert "(draft: does not count yet)" in six[1]


def test_coverage_board_count_opens_a_list_of_as_many_entries(client: Client, area: Area) -> None:
    term = TaxonomyTerm.objects.get(slug="heading-5")
    for entry in (area.own, area.other, make_service(area.own_provider, "Over", status=Status.ENDED)):
        ServiceTerm.objects.create(service=entry, term=term)
    sign_in_fully(client, area.editor)
    board = BeautifulSoup(client.get(reverse("localoffer_admin:coverage")).content, "html.parser")
    [link] = board.select("td a[href*='heading=']")
    assert link.get_text().startswith("2")
    listed = BeautifulSoup(client.get(link["href"]).content, "html.parser").select(".title-wrapper a")
    assert {entry.get_text(strip=True) for entry in listed} == {"Saturday splash", "Otter evenings"}


def test_coverage_board_prints_no_paragraph_number_that_is_not_known(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    numbered = {heading.split(".")[0] for heading in rows(client, "coverage") if "paragraph" in heading}
    assert numbered == {"1", "2", "3", "5", "15", "17"}


def test_coverage_board_takes_as_many_queries_for_many_pages(
    client: Client, area: Area, django_assert_max_num_queries
) -> None:
    sign_in_fully(client, area.editor)
    page = Page.objects.get(depth=2)
    client.get(reverse("localoffer_admin:coverage"))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse("localoffer_admin:coverage"))
    for heading in range(1, 20):
        HeadingPage.objects.create(heading=heading, page=page)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("localoffer_admin:coverage"))


def test_page_is_linked_to_a_heading_once_and_taken_off_again(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = Page.objects.get(depth=2)
    for _ in range(2):
        client.post(reverse("localoffer_admin:link_heading_page"), {"heading": "6", "page": page.pk})
    link = HeadingPage.objects.get()
    assert (link.heading, link.page_id) == (6, page.pk)
    assert client.get(reverse("localoffer_admin:unlink_heading_page", args=[link.pk])).status_code == 405
    client.post(reverse("localoffer_admin:unlink_heading_page", args=[link.pk]))
    assert not HeadingPage.objects.exists()


def test_linking_without_a_page_says_what_to_do(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = client.post(reverse("localoffer_admin:link_heading_page"), {"heading": "6", "page": ""})
    assert page.status_code == 200
    assert "Choose the page that tells families about this heading." in page.content.decode()


@pytest.mark.parametrize("name", ["link_heading_page", "unlink_heading_page"])
def test_links_are_not_changed_by_a_provider(client: Client, area: Area, name: str) -> None:
    link = HeadingPage.objects.create(heading=6, page=Page.objects.get(depth=2))
    sign_in_fully(client, area.member)
    args = [link.pk] if name == "unlink_heading_page" else []
    client.post(reverse(f"localoffer_admin:{name}", args=args), {"heading": "7", "page": link.page_id})
    assert list(HeadingPage.objects.values_list("heading", flat=True)) == [6]


def test_freshness_board_takes_as_many_queries_for_many_entries(
    client: Client, area: Area, django_assert_max_num_queries
) -> None:
    sign_in_fully(client, area.editor)
    client.get(reverse("localoffer_admin:freshness"))
    with django_assert_max_num_queries(25) as few:
        client.get(reverse("localoffer_admin:freshness"))
    for number in range(8):
        make_service(area.own_provider, f"Club {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("localoffer_admin:freshness"))
