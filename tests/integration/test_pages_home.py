"""Home, section and guidance pages of a small site, as readers meet them."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.actions import put_page
from portal.pages.area import get_area
from portal.pages.fixed_pages import ensure_area
from portal.pages.models import AreaSettings, StepByStepPage
from portal.pages.writing import step

from .pages_site import add_guidance, small_site, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_home_shows_new_guidance_and_not_fixed_statements(client: Client) -> None:
    site = small_site()
    add_guidance(site.section, "grants")
    news = BeautifulSoup(client.get("/").content, "html.parser").select(".gt-news a")
    assert [link.text for link in news] == ["Grants", "Money for your family"]


def test_section_lists_its_pages_without_twins(client: Client) -> None:
    small_site()
    cards = BeautifulSoup(client.get("/money/").content, "html.parser").select(".gt-card__link")
    assert [card.text for card in cards] == ["Money for your family"]


def test_empty_section_says_what_will_be_here(client: Client) -> None:
    site = small_site()
    site.guidance.delete()
    assert "Pages about this will be here" in client.get("/money/").content.decode()


def test_guidance_says_who_answers_for_it_and_when_it_was_read(client: Client) -> None:
    site = small_site()
    import datetime

    add_guidance(
        site.section,
        "grants",
        reviewed_date=datetime.date(2026, 3, 3),
        next_review_date=datetime.date(2027, 3, 3),
        responsible_post="Finance officer",
    )
    page = client.get("/money/grants/").content.decode()
    for words_shown in ("Tuesday 3 March 2026", "Wednesday 3 March 2027", "Finance officer"):
        assert words_shown in page


def test_step_by_step_is_one_numbered_list(client: Client) -> None:
    site = small_site()
    steps = [
        step("Ask", "<p>Write to us.</p>", who="You", how_long="about 2 weeks"),
        step("Wait", "<p>We read.</p>"),
    ]
    put_page(
        parent=site.section,
        kind=StepByStepPage,
        slug="steps",
        by=None,
        title="Asking",
        body=words("First"),
        steps=steps,
    )
    items = BeautifulSoup(client.get("/money/steps/").content, "html.parser").select("ol.gt-steps > li")
    assert [item.select_one("h2").text for item in items] == ["Ask", "Wait"]
    assert "about 2 weeks" in items[0].text


def test_unpublished_page_is_not_found(client: Client) -> None:
    site = small_site()
    site.guidance.unpublish()
    assert client.get("/money/benefits/").status_code == 404


def test_area_is_read_once_and_follows_an_editors_change(django_assert_num_queries: Callable) -> None:
    area = ensure_area(by=None)
    assert get_area().council_name == "Larkshire County Council"
    with django_assert_num_queries(0):
        get_area()
    area.council_name = "Larkshire Council"
    area.save()
    assert get_area().council_name == "Larkshire Council"


def test_area_before_set_up_has_a_name_and_is_not_saved() -> None:
    assert get_area().area_name == "Larkshire"
    assert not AreaSettings.objects.exists()


def test_sitemap_lists_pages_that_are_published(client: Client) -> None:
    site = small_site()
    add_guidance(site.section, "grants").unpublish()
    page = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/money/benefits/</loc>" in page
    assert "grants" not in page


def test_robots_leaves_lists_and_editors_alone(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /cms/" in response.content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()
