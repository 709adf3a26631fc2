"""Home, section, guidance and fixed pages as readers meet them."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from portal.pages.fixed_pages import ensure_fixed_pages
from portal.pages.models import GuidancePage

from .pages_site import add_guidance, small_site, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

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


@pytest.mark.parametrize("address", FIXED)
def test_fixed_page_opens_for_a_stranger(fixed_pages: None, client: Client, address: str) -> None:
    response = client.get(address)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert len(page.select("h1")) == 1
    assert page.select("main h1")
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", FIXED)
def test_fixed_page_headings_skip_no_level(fixed_pages: None, client: Client, address: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    levels = [int(one.name[1]) for one in page.select("main h1, main h2, main h3, main h4")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("address", FIXED)
def test_fixed_page_carries_nothing_inline(fixed_pages: None, client: Client, address: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert not page.select("style, [style], [onclick], script:not([src])")


def test_fixed_pages_made_twice_make_nothing_more(fixed_pages: None) -> None:
    assert ensure_fixed_pages(by=None) == 0


def test_fixed_page_that_an_editor_changed_stays_changed(fixed_pages: None) -> None:
    page = GuidancePage.objects.get(slug="listen")
    page.title = "Talk to us"
    page.save_revision().publish()
    ensure_fixed_pages(by=None)
    assert GuidancePage.objects.get(slug="listen").title == "Talk to us"


def test_links_of_fixed_pages_to_our_own_pages_work(fixed_pages: None, client: Client) -> None:
    addresses = {
        link["href"].split("#")[0]
        for address in FIXED
        for link in BeautifulSoup(client.get(address).content, "html.parser").select("main a[href^='/']")
    }
    broken = [address for address in sorted(addresses - {""}) if client.get(address).status_code != 200]
    assert broken == []


def test_home_search_is_a_plain_get_form_to_find_help(fixed_pages: None, client: Client) -> None:
    form = BeautifulSoup(client.get("/").content, "html.parser").select_one("main form")
    assert (form["action"], form["method"]) == ("/find-help/", "get")
    assert [box["name"] for box in form.select("input")] == ["words", "postcode", "age"]


def test_home_asks_the_same_few_queries_however_many_pages(
    fixed_pages: None, client: Client, django_assert_num_queries: Callable
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
    fixed_pages: None, client: Client, django_assert_num_queries: Callable
) -> None:
    section = small_site().section
    add_guidance(section, "short")
    add_guidance(section, "long", body=words(*(f"SEND paragraph {n} about an EHCP." for n in range(30))))
    client.get("/money/short/")
    with django_assert_num_queries(GUIDANCE_QUERIES):
        client.get("/money/short/")
    with django_assert_num_queries(GUIDANCE_QUERIES):
        client.get("/money/long/")


def test_reading_writes_nothing(fixed_pages: None, client: Client) -> None:
    before = list(Page.objects.order_by("pk").values())
    for address in FIXED:
        client.get(address)
    assert list(Page.objects.order_by("pk").values()) == before
