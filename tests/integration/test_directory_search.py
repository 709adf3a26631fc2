"""The search page: every state is an address, a fragment for htmx, and kept for the signed out."""

import gzip
from datetime import date

import brotli
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from localoffer.actions import announce_directory
from localoffer.finding import Search, find
from localoffer.finding.index import rebuild
from localoffer.models import Postcode, TaxonomyTerm
from localoffer.models.service import CostKind, Needed, Status
from localoffer.search_shown import cards_of
from localoffer.topics import DIRECTORY, EVERYTHING
from portal.accounts.models import User
from portal.realtime.queries import version_of
from portal.realtime.topics import group_name
from tests.people_factories import sign_in_fully

from .finding_directory import make_place, make_service, ready

pytestmark = pytest.mark.django_db
ADDRESS = "/find-help/"


@pytest.fixture
def directory():
    Postcode.objects.create(code="ZZ34AB", latitude=53.0, longitude=-0.9)
    near = make_place("The Mill", "Thornby", (53.01, -0.9))
    make_service(
        "Speech drop-in",
        summary="Come and talk.",
        minimum_age=2,
        maximum_age=11,
        cost_kind=CostKind.FREE,
        diagnosis=Needed.NO,
        wait_weeks=2,
        places=[near],
        is_at_place=True,
        terms=[("need", "Speech")],
    )
    make_service("Speech clinic", cost_kind=CostKind.PAID, diagnosis=Needed.YES, terms=[("need", "Speech")])
    make_service("Swimming", cost_kind=CostKind.PAID, terms=[("need", "Autism")])
    ready()


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def titles(response) -> list[str]:
    return [one.get_text() for one in soup(response).select(".gt-entry__link")]


def test_one_sentence_fills_the_boxes_and_finds(client, directory):
    response = client.get(ADDRESS, {"words": "speech near ZZ3 4AB for a 7 year old, no diagnosis"})
    page = soup(response)
    assert titles(response) == ["Speech drop-in"]
    assert page.select_one("#find-words")["value"] == "speech"
    assert page.select_one("#find-postcode")["value"] == "ZZ3 4AB"
    assert page.select_one("#find-age")["value"] == "7"
    assert page.select_one(".gt-found__said").get_text() == "1 place to get help"
    assert "0.7 miles away" in page.get_text() or "Less than a mile away" in page.get_text()


def test_card_says_who_cost_wait_and_what_we_do_not_know(client, directory):
    cards = soup(client.get(ADDRESS, {"words": "speech", "sort": "name"})).select(".gt-entry")
    clinic, drop_in = (card.get_text(" ", strip=True) for card in cards)
    assert "Ages 2 to 11" in drop_in
    assert "About 2 weeks" in drop_in
    assert "No diagnosis needed" in drop_in
    assert "We have not been told yet" in clinic
    assert "Nobody has checked this entry yet" in clinic


def test_closed_for_now_and_stale_are_marked(client):
    make_service("Shut", status=Status.CLOSED_FOR_NOW)
    ready()
    text = soup(client.get(ADDRESS)).get_text()
    assert "Closed for now" in text
    assert "May be out of date" in text


def test_chosen_filters_are_chips_that_take_themselves_away(client, directory):
    response = client.get(ADDRESS, {"words": "speech", "cost": "free", "diagnosis": "no"})
    chips = {chip.get_text(" ", strip=True): chip["href"] for chip in soup(response).select(".gt-chip")}
    free = next(href for words, href in chips.items() if "Free" in words)
    assert "cost=free" not in free
    assert "diagnosis=no" in free
    assert set(titles(client.get(free))) == {"Speech drop-in"}


def test_postcode_we_do_not_know_is_no_chip_because_we_looked_everywhere(client, directory):
    page = soup(client.get(ADDRESS, {"postcode": "M1 1AA", "miles": "5", "cost": "free"}))
    chips = page.select_one(".gt-chips").get_text()
    assert "Free" in chips
    assert "M1 1AA" not in chips
    assert "miles" not in chips
    assert "We do not know the postcode M1 1AA, so we looked everywhere instead." in page.get_text()
    assert page.select_one("#find-postcode")["value"] == "M1 1AA"


def test_each_count_is_what_choosing_gives(client, directory):
    page = soup(client.get(ADDRESS))
    for box in page.select("#filter-groups input"):
        count = int(box.find_next(class_="gt-filter__count").find(string=True, recursive=False))
        found = soup(client.get(ADDRESS, {box["name"]: box["value"]})).select(".gt-entry")
        assert len(found) == count, box["name"]


def test_a_fragment_is_the_part_that_the_page_includes(client, directory):
    asked = {"words": "speech"}
    whole = soup(client.get(ADDRESS, asked)).select_one("#found")
    fragment = client.get(ADDRESS, asked, headers={"HX-Request": "true"})
    part = soup(fragment)
    said = part.select_one("#found-said").extract()
    groups = part.select_one("#filter-groups").extract()
    assert "<html" not in fragment.content.decode()
    assert part.get_text(" ", strip=True) == whole.get_text(" ", strip=True)
    assert said.get_text() == "2 places to get help"
    assert groups.select("input[form=find]")


def test_going_back_in_history_gets_the_whole_page(client, directory):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in client.get(ADDRESS, headers=headers).content


def test_nothing_found_offers_what_to_leave_out_and_to_tell_us(client, directory):
    page = soup(client.get(ADDRESS, {"words": "swimming", "cost": "free"}))
    assert "We found nothing that fits" in page.get_text()
    ways = page.select(".gt-nothing li a")
    assert any(titles(client.get(way["href"])) for way in ways)
    assert "/find-help/missing/?search=swimming" in page.select_one(".gt-nothing .gt-button")["href"]


def test_bad_input_says_what_to_do_and_keeps_what_was_typed(client, directory):
    response = client.get(
        ADDRESS, {"postcode": "nowhere", "age": "old", "sort": "x", "page": "z", "cost": "x"}
    )
    page = soup(response)
    assert response.status_code == 200
    assert page.select_one("#find-postcode")["value"] == "nowhere"
    assert page.select_one("#find-age")["value"] == "old"
    assert page.select_one("#find-age")["aria-describedby"] == "find-age-error"
    assert page.select(".gt-error-summary li a")


def test_words_are_escaped(client, directory):
    assert b"<script>alert" not in client.get(ADDRESS, {"words": '"><script>alert(1)</script>'}).content


def test_page_carries_no_secret_form(client, directory):
    response = client.get(ADDRESS)
    assert b"csrfmiddlewaretoken" not in response.content
    assert not response.cookies


def test_kept_page_asks_one_query_and_is_the_same(client, directory, django_assert_num_queries):
    first = client.get(ADDRESS, {"words": "speech"})
    with django_assert_num_queries(1):
        second = client.get(ADDRESS, {"words": "speech"})
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def test_kept_page_is_compressed_once_and_answers_an_etag(client, directory):
    packed = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    smaller = client.get(ADDRESS, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert smaller["Content-Encoding"] == "br"
    assert len(smaller.content) < len(packed.content)
    assert gzip.decompress(packed.content) == client.get(ADDRESS).content
    assert brotli.decompress(smaller.content) == client.get(ADDRESS).content
    again = client.get(ADDRESS, headers={"If-None-Match": packed["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_kept_page_is_forgotten_when_the_index_changes(client, directory):
    assert "Zebra club" not in titles(client.get(ADDRESS))
    make_service("Zebra club")
    rebuild()
    assert "Zebra club" in titles(client.get(ADDRESS))


def test_page_says_which_version_of_the_directory_it_shows(client, directory):
    """So an open page fetches its entries again only when it is behind, however new the last change is."""
    group = group_name(DIRECTORY, EVERYTHING)
    shown = []
    for name in ("Zebra club", "Quiet zoo"):
        make_service(name)
        announce_directory()
        rebuild()
        for headers in ({}, {"HX-Request": "true"}):
            region = soup(client.get(ADDRESS, headers=headers)).select_one("live-region")
            assert region["version"] == str(version_of(group))
        shown.append(region["version"])
    assert shown[0] < shown[1]


def test_kept_page_differs_by_access_settings(client, directory):
    plain = client.get(ADDRESS)
    client.cookies["how_i_use"] = "theme:dark"
    dark = client.get(ADDRESS)
    assert b'data-theme="dark"' in dark.content
    assert b'data-theme="dark"' not in plain.content


def test_signed_in_people_get_their_own_page(directory):
    client = Client()
    sign_in_fully(client, User.objects.create_user("someone@larkshire.example", "long-enough-password"))
    assert "ETag" not in client.get(ADDRESS)


def test_queries_do_not_grow_with_the_entries(client, directory, django_assert_max_num_queries):
    for number in range(30):
        make_service(f"Club {number}")
    ready()
    client.get(ADDRESS)
    with django_assert_max_num_queries(8):
        client.get(ADDRESS, {"sort": "name"})


def test_cards_their_pictures_and_what_is_true_now_take_three_queries_once(
    client, directory, django_assert_num_queries
):
    client.get(ADDRESS, {"words": "swimming"})
    page = find(Search())
    with django_assert_num_queries(3):
        first = cards_of(page, today=date(2031, 3, 4))
    with django_assert_num_queries(0):
        assert cards_of(page, today=date(2031, 3, 4)) == first
    assert len(first) == 3


def test_card_shows_the_picture_of_its_first_kind_of_help_beside_the_words(client):
    make_service("Club", terms=[("need", "Autism"), ("help", "Short breaks"), ("help", "Clubs")])
    make_service("Talk", terms=[("need", "Autism")])
    make_service("Plain")
    for name, picture in (("Autism", "rainbow"), ("Short breaks", "holiday"), ("Clubs", "clubs")):
        TaxonomyTerm.objects.filter(name=name).update(picture=picture)
    ready()
    cards = {one.select_one("h3").get_text(): one for one in soup(client.get(ADDRESS)).select(".gt-entry")}
    assert cards["Club"].select_one("svg[aria-hidden=true].gt-picture use")["href"].endswith("#1F9F3")
    assert cards["Talk"].select_one("use")["href"].endswith("#1F308")
    assert not cards["Plain"].select("svg, img")


@pytest.mark.parametrize(
    ("asked", "folds"),
    [
        ({"words": "speech", "age": "7"}, True),
        ({}, False),
        ({"age": "old"}, False),
        ({"words": "zzqx"}, False),
    ],
)
def test_boxes_fold_only_beside_what_was_found(client, directory, asked, folds):
    page = soup(client.get(ADDRESS, asked))
    more = page.select_one("details.gt-find__more")
    assert (more is not None) is folds
    assert {box["name"] for box in page.select("#find [name]")} == {"words", "postcode", "age", "miles"}
    assert len(page.select("ul.gt-ways")) == 1
    if more:
        assert more.select_one("#find-age")["value"] == "7"
        assert not more.has_attr("open")


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/find-help/?words=speech&cost=free", "/find-help/?words=speech&cost=free"),
        ("http://testserver/find-help/", "/find-help/"),
        ("http://testserver/my-list/?words=speech", "/find-help/"),
        ("https://elsewhere.example/find-help/?words=speech", "/find-help/"),
        ("http://[not-an-address/find-help/?words=speech", "/find-help/"),
    ],
)
def test_crumb_of_an_entry_leads_back_to_the_search_that_led_there(client, directory, came_from, leads_to):
    entry = soup(client.get(ADDRESS)).select_one(".gt-entry__link")["href"]
    page = soup(client.get(entry, headers={"Referer": came_from}))
    assert page.select(".gt-breadcrumbs a")[1]["href"] == leads_to


def test_only_reading_is_allowed(client):
    assert client.post(ADDRESS).status_code == 405


def test_words_lead_to_the_pages_that_explain_them_too(client, directory):
    link = "a[href='/search/?words=school%20says%20no']"
    assert len(soup(client.get(ADDRESS, {"words": "school says no", "age": "7"})).select(link)) == 1
    assert not soup(client.get(ADDRESS)).select("#found a[href^='/search/']")
