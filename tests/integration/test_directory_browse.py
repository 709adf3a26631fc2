"""A to Z, and choosing with pictures."""

import pytest
from bs4 import BeautifulSoup

from localoffer.a_to_z import PER_PAGE, letter_of
from localoffer.models.service import Status

from .finding_directory import make_service, ready

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [one.get_text() for one in BeautifulSoup(response.content, "html.parser").select(".gt-names a")]


@pytest.mark.parametrize(
    ("name", "letter"),
    [("The Nest", "N"), ("Étoile", "E"), ("A swim", "S"), ("4Kids", "0-9"), ("Apple", "A")],
)
def test_letter_of(name, letter):
    assert letter_of(name) == letter


def test_a_to_z_leaves_out_the_and_what_is_not_public(client):
    make_service("The Swimmers")
    make_service("Swans")
    make_service("Secret", live=False)
    make_service("Stopped", status=Status.ENDED)
    assert names(client.get("/find-help/a-to-z/", {"letter": "s"})) == ["Swans", "The Swimmers"]


@pytest.mark.parametrize(
    "asked", [{}, {"letter": "?"}, {"letter": "S", "page": "0"}, {"letter": "S", "page": "x"}]
)
def test_a_to_z_answers_odd_addresses_with_a_letter_that_has_something(client, asked):
    make_service("Swans")
    assert names(client.get("/find-help/a-to-z/", asked)) == ["Swans"]


def test_a_to_z_has_pages(client):
    for number in range(PER_PAGE + 1):
        make_service(f"Swans {number:03}")
    assert names(client.get("/find-help/a-to-z/", {"letter": "S", "page": "2"})) == [f"Swans {PER_PAGE}"]


def test_browse_leads_to_as_many_as_it_says(client):
    make_service("Talk", terms=[("need", "Speech")], maximum_age=4)
    make_service("Chat", terms=[("need", "Speech")])
    ready()
    page = BeautifulSoup(client.get("/find-help/browse/").content, "html.parser")
    tile = next(one for one in page.select(".gt-tile") if "Speech" in one.get_text())
    assert "2 places" in tile.get_text()
    found = BeautifulSoup(client.get(tile["href"]).content, "html.parser")
    assert len(found.select(".gt-entry")) == 2


def test_browse_of_an_empty_directory_says_what_will_be_here(client):
    assert client.get("/find-help/browse/").status_code == 200
