"""Home, section, guidance and fixed pages as readers meet them."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from portal.pages.actions import put_page, seed_glossary
from portal.pages.area import get_area
from portal.pages.fixed_pages import ensure_area, ensure_fixed_pages
from portal.pages.models import AreaSettings, GuidancePage, StepByStepPage
from portal.pages.writing import step

from .pages_site import add_guidance, small_site, words

pytestmark = pytest.mark.django_db

FIXED = [
    "/",
    "/get-help-now/",
    "/get-help-now/easy-read/",
    "/contact/",
    "/listen/",
    "/accessibility-statement/",
    "/privacy/",
    "/how-to-complain/",
    "/glossary/",
    "/search/",
    "/a-to-z/",
    "/easy-read-and-languages/",
]


# Wagtail asks for the site, the language, the home page, each level of the address, the page itself and who
# may see it. Ours are the page's versions (2), the way to it (1), and on the home page needs and news (2).
HOME_QUERIES = 10
GUIDANCE_QUERIES = 12


@pytest.fixture
def fixed() -> None:
    ensure_fixed_pages(by=None)
    seed_glossary(by=None)


@pytest.mark.parametrize("address", FIXED)
def test_fixed_page_opens_for_a_stranger(fixed: None, client: Client, address: str) -> None:
    response = client.get(address)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert len(page.select("h1")) == 1
    assert page.select("main h1")
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", FIXED)
def test_fixed_page_headings_skip_no_level(fixed: None, client: Client, address: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    levels = [int(one.name[1]) for one in page.select("main h1, main h2, main h3, main h4")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("address", FIXED)
def test_fixed_page_carries_nothing_inline(fixed: None, client: Client, address: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert not page.select("style, [style], [onclick], script:not([src])")


def test_fixed_pages_made_twice_make_nothing_more(fixed: None) -> None:
    assert ensure_fixed_pages(by=None) == 0


def test_fixed_page_that_an_editor_changed_stays_changed(fixed: None) -> None:
    page = GuidancePage.objects.get(slug="listen")
    page.title = "Talk to us"
    page.save_revision().publish()
    ensure_fixed_pages(by=None)
    assert GuidancePage.objects.get(slug="listen").title == "Talk to us"


def test_links_of_fixed_pages_to_our_own_pages_work(fixed: None, client: Client) -> None:
    addresses = {
        link["href"].split("#")[0]
        for address in FIXED
        for link in BeautifulSoup(client.get(address).content, "html.parser").select("main a[href^='/']")
    }
    broken = [address for address in sorted(addresses - {""}) if client.get(address).status_code != 200]
    assert broken == []


def test_home_search_is_a_plain_get_form_to_find_help(fixed: None, client: Client) -> None:
    form = BeautifulSoup(client.get("/").content, "html.parser").select_one("main form")
    assert (form["action"], form["method"]) == ("/find-help/", "get")
    assert [box["name"] for box in form.select("input")] == ["words", "postcode", "age"]


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


def test_home_asks_the_same_few_queries_however_many_pages(
    fixed: None, client: Client, django_assert_num_queries: Callable
) -> None:
    client.get("/")
    section = small_site().section
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/")
    for number in range(5):
        add_guidance(section, f"page-{number}")
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/")


def test_guidance_asks_the_same_few_queries_however_long_it_is(
    fixed: None, client: Client, django_assert_num_queries: Callable
) -> None:
    section = small_site().section
    add_guidance(section, "short")
    add_guidance(section, "long", body=words(*(f"SEND paragraph {n} about an EHCP." for n in range(30))))
    client.get("/money/short/")
    with django_assert_num_queries(GUIDANCE_QUERIES):
        client.get("/money/short/")
    with django_assert_num_queries(GUIDANCE_QUERIES):
        client.get("/money/long/")


def test_reading_writes_nothing(fixed: None, client: Client) -> None:
    before = list(Page.objects.order_by("pk").values())
    for address in FIXED:
        client.get(address)
    assert list(Page.objects.order_by("pk").values()) == before


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
