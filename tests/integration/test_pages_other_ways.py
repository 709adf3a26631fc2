"""A reader of another language, or of Easy Read, finds the pages written for them from any page."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.actions import put_easy_read, put_translation
from portal.pages.writing import row

from .pages_site import SmallSite, small_site, words

pytestmark = pytest.mark.django_db
ADDRESS = "/easy-read-and-languages/"


@pytest.fixture
def site() -> SmallSite:
    return small_site()


def shown(client: Client, address: str = ADDRESS) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_foot_of_a_page_names_each_language_in_itself(site: SmallSite, client: Client) -> None:
    links = shown(client, "/contact/").select(f".gt-footer a[href^='{ADDRESS}']")
    assert [link.text for link in links] == ["Easy Read", "বাংলা", "Polski", "Română", "اردو"]
    assert links[-1]["lang"] == "ur"
    assert links[-1]["dir"] == "rtl"


def test_page_lists_twins_and_translations_under_their_own_headings(site: SmallSite, client: Client) -> None:
    put_easy_read(page=site.guidance, by=None, rows=[row("money", "<p>You may get money.</p>")])
    put_translation(page=site.guidance, language="pl", by=None, title="Pieniądze", body=words("Zasiłek."))
    page = shown(client)
    assert len(page.select("[aria-labelledby=easy-read] a")) == 1
    polish = page.select("[aria-labelledby=pl] a")
    assert [link.text for link in polish] == ["Pieniądze"]
    assert polish[0]["href"].startswith("/pl/")
    assert page.select_one("[aria-labelledby=pl]")["lang"] == "pl"


def test_language_without_a_page_says_so_and_how_to_ask(site: SmallSite, client: Client) -> None:
    put_translation(page=site.guidance, language="pl", by=None, title="Pieniądze", body=words("Zasiłek."))
    page = shown(client)
    assert "no page in this language yet" in page.select_one("#ur").text
    assert page.select_one("a[href='/contact/?about=format']")


def test_draft_translation_is_not_listed(site: SmallSite, client: Client) -> None:
    polish = put_translation(
        page=site.guidance, language="pl", by=None, title="Pieniądze", body=words("Zasiłek.")
    )
    polish.unpublish()
    assert not shown(client).select("a[href^='/pl/']")


def test_list_asks_as_many_queries_for_one_as_for_many(
    site: SmallSite, client: Client, django_assert_max_num_queries
) -> None:
    for language in ("pl", "ur", "ro"):
        put_translation(page=site.guidance, language=language, by=None, title=language, body=words("x"))
    with django_assert_max_num_queries(6):
        client.get(ADDRESS)
