"""What is covered: the 19 headings with what meets each, and the gaps said plainly."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from localoffer.coverage import coverage, gaps_in
from localoffer.headings import HEADINGS
from localoffer.models import HeadingPage, ServiceTerm, Taxonomy, TaxonomyTerm
from localoffer.models.service import Status

from .finding_directory import make_service

pytestmark = pytest.mark.django_db
ADDRESS = "/find-help/what-is-covered/"


@pytest.fixture
def terms():
    taxonomy, _ = Taxonomy.objects.get_or_create(key=Taxonomy.HEADING, defaults={"name": "Headings"})
    for one in HEADINGS:
        TaxonomyTerm.objects.get_or_create(taxonomy=taxonomy, slug=one.slug, defaults={"name": one.title})


def filed(name: str, number: int, **fields):
    service = make_service(name, **fields)
    ServiceTerm.objects.create(service=service, term=TaxonomyTerm.objects.get(slug=f"heading-{number}"))
    return service


def test_heading_is_met_by_published_entries_and_says_when_checked(client, terms):
    filed("Shown", 12, assured_date=date(2026, 9, 1))
    filed("Draft", 13, live=False)
    filed("Over", 14, status=Status.ENDED)
    rows = {row.heading.number: row for row in coverage()}
    assert rows[12].count == 1
    assert rows[12].checked == date(2026, 9, 1)
    assert rows[13].is_gap
    assert rows[14].is_gap


def test_heading_is_met_by_a_live_page_but_not_by_a_draft(client, terms):
    root = Page.objects.get(depth=1)
    live = root.add_child(title="How to complain well", slug="complain-well", live=True)
    draft = root.add_child(title="Not yet", slug="not-yet", live=False)
    HeadingPage.objects.create(heading=17, page=live)
    HeadingPage.objects.create(heading=19, page=draft)
    rows = {row.heading.number: row for row in coverage()}
    assert not rows[17].is_gap
    assert rows[19].is_gap


def test_examples_are_the_last_checked_and_the_rest_are_a_search(client, terms):
    for number in range(6):
        filed(f"Entry {number}", 12, assured_date=date(2026, 9, 1 + number))
    row = coverage()[11]
    assert [one.name for one in row.examples] == ["Entry 5", "Entry 4", "Entry 3", "Entry 2"]
    assert row.more == 2
    assert b"?heading=heading-12" in client.get(ADDRESS).content


def test_page_says_gaps_and_prints_only_paragraphs_known_to_be_the_laws(client, terms):
    filed("Shown", 12)
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")
    text = page.get_text(" ", strip=True)
    assert "18 of the 19 have nothing yet" in text
    assert len(page.select(".gt-covered__row")) == 19
    printed = {number for number in range(1, 20) if f"paragraph {number} " in text}
    assert printed == {1, 2, 3, 5, 15, 17}


def test_few_queries_whatever_the_size(client, terms, django_assert_num_queries):
    for number in range(1, 20):
        filed(f"Entry {number}", number)
    with django_assert_num_queries(3):
        rows = coverage()
    assert gaps_in(rows) == 0
