"""The site search over pages and words; the directory joins it by the same registry."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.actions import put_easy_read, put_translation, seed_glossary
from portal.pages.index import rebuild_pages, search_pages
from portal.pages.writing import row
from portal.search.sites import Findings, Hit, register_source

from .pages_site import SmallSite, add_guidance, small_site, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SmallSite:
    return small_site()


def titles(query: str) -> list[str]:
    return [hit.title for hit in search_pages(query, 10).hits]


def test_search_finds_a_page_by_its_body_and_by_other_forms(site: SmallSite) -> None:
    assert titles("disability allowances") == ["Money for your family"]


def test_search_puts_a_title_before_a_passing_word(site: SmallSite) -> None:
    add_guidance(site.section, "passing", body=words("The bus also costs. Sleep is a passing word."))
    add_guidance(site.section, "sleep", body=words("How to rest."))
    assert titles("sleep") == ["Sleep", "Passing"]


def test_search_without_a_page_for_every_word_shows_a_few_for_the_long_ones(site: SmallSite) -> None:
    for number in range(5):
        add_guidance(site.section, f"assessment-{number}", body=words("How an assessment goes."))
    found = search_pages("council refused assessment", 10)
    assert len(found.hits) == found.total == 3
    assert {hit.title.split("-")[0] for hit in found.hits} == {"Assessment"}
    assert titles("trampolines") == []
    assert titles("said no assessment") == []


def test_search_follows_publishing_and_unpublishing(site: SmallSite) -> None:
    site.guidance.body = json.dumps(words("All about trampolines."))
    draft = site.guidance.save_revision()
    assert titles("trampolines") == []
    draft.publish()
    assert titles("trampolines") == ["Money for your family"]
    site.guidance.refresh_from_db()
    site.guidance.unpublish()
    assert titles("trampolines") == []


def test_search_forgets_a_deleted_page(site: SmallSite) -> None:
    site.guidance.delete()
    assert search_pages("allowance", 10).total == 0


def test_search_does_not_list_an_easy_read_twin_beside_its_page(site: SmallSite) -> None:
    put_easy_read(page=site.guidance, by=None, rows=[row("money", "<p>Allowance money</p>")])
    assert titles("allowance") == ["Money for your family"]


def test_search_says_the_language_of_a_translation(site: SmallSite, client: Client) -> None:
    put_translation(page=site.guidance, language="pl", by=None, title="Zasiłek", body=words("Pieniądze."))
    page = BeautifulSoup(client.get("/search/?words=zasiłek").content, "html.parser")
    assert [(link.text, link["lang"]) for link in page.select(".gt-results a")] == [("Zasiłek", "pl")]
    assert "Page in Polish" in page.text


def test_rebuild_gives_the_same_as_publishing_did(site: SmallSite) -> None:
    before = titles("allowance")
    assert rebuild_pages() == 2
    assert titles("allowance") == before


def results(client: Client, address: str) -> dict[str, list[str]]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return {
        group["aria-labelledby"].removeprefix("found-"): [link.text for link in group.select("h3 a")]
        for group in page.select(".gt-results")
    }


def test_search_page_groups_what_it_finds(site: SmallSite, client: Client) -> None:
    seed_glossary(by=None)
    add_guidance(site.section, "senco", title="Meeting your SENCO")
    found = results(client, "/search/?words=senco")
    assert found["pages"] == ["Meeting your SENCO"]
    assert found["words"] == ["SENCO"]


def test_search_page_shows_a_source_that_another_room_registered(
    site: SmallSite, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.search import sites

    monkeypatch.setattr(sites, "_sources", dict(sites._sources))
    hit = Hit("A club", "/find-help/entry/a-club/", "Fun", "Help")
    register_source("clubs", "Clubs", lambda words, limit: Findings(9, [hit], "/find-help/?words=club"))
    page = client.get("/search/?words=club").content.decode()
    assert "/find-help/entry/a-club/" in page
    assert "See all 9 in Clubs" in page


def test_search_page_of_one_part_is_an_address(site: SmallSite, client: Client) -> None:
    for number in range(7):
        add_guidance(site.section, f"swim-{number}", title=f"Swimming {number}")
    assert len(results(client, "/search/?words=swimming")["pages"]) == 5
    only = results(client, "/search/?words=swimming&in=pages")
    assert list(only) == ["pages"]
    assert len(only["pages"]) == 7


@pytest.mark.parametrize("words_typed", ["", "   ", "%00", "\"'()*:-^", "a" * 5000, "NOT AND OR", "zzzzqq"])
def test_search_page_never_breaks(site: SmallSite, client: Client, words_typed: str) -> None:
    response = client.get("/search/", {"words": words_typed, "in": "nowhere", "page": "-1"})
    assert response.status_code == 200


def test_search_page_that_finds_nothing_says_what_to_do(site: SmallSite, client: Client) -> None:
    page = client.get("/search/?words=zzzzqq").content.decode()
    assert "We found nothing" in page
    assert "Use fewer words" in page


def test_search_page_escapes_what_was_typed(site: SmallSite, client: Client) -> None:
    assert "<script>x" not in client.get("/search/?words=<script>x</script>").content.decode()
