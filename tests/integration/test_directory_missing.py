"""Tell us it is missing: kept without a name, a receipt, and a form that keeps what was typed."""

import pytest
import time_machine
from bs4 import BeautifulSoup

from localoffer.models import MissingNote

from .finding_directory import make_term

pytestmark = pytest.mark.django_db
ADDRESS = "/find-help/missing/"


def test_form_starts_with_what_was_looked_for(client):
    page = BeautifulSoup(client.get(ADDRESS, {"search": "archery", "age": "9"}).content, "html.parser")
    assert page.select_one("textarea[name=words]").get_text(strip=True) == "archery"
    assert page.select_one("input[name=age]")["value"] == "9"


def test_note_is_kept_with_a_receipt(client):
    need = make_term("need", "Autism")
    sent = {"words": "Archery club", "search": "archery", "need": need.pk, "age": "9", "town": "Thornby"}
    response = client.post(ADDRESS, sent, follow=True)
    note = MissingNote.objects.get()
    assert (note.words, note.search, note.need, note.age, note.town) == (
        "Archery club",
        "archery",
        need,
        9,
        "Thornby",
    )
    assert b"Thank you. We have it" in response.content


def test_only_the_words_must_be_given(client):
    client.post(ADDRESS, {"words": "Archery"})
    assert MissingNote.objects.get().age is None


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"words": ""}, "Write what help you needed"),
        ({"words": "x" * 2001}, "2,000 letters or fewer"),
        ({"words": "Archery", "age": "nine"}, "Write the age in numbers"),
        ({"words": "Archery", "age": "40"}, "Write an age from 0 to 25"),
        ({"words": "Archery", "need": "999999"}, "Choose a need from the list"),
        ({"words": "Archery", "town": "x" * 81}, "80 letters or fewer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, sent, message):
    response = client.post(ADDRESS, {"town": "Thornby", **sent})
    page = BeautifulSoup(response.content, "html.parser")
    assert message in page.select_one(".gt-error-summary").get_text()
    assert page.select_one("textarea[name=words]").get_text(strip=True) == sent["words"]
    assert not MissingNote.objects.exists()


@pytest.mark.usefixtures("still_clock")
def test_sending_very_often_is_paused(client):
    with time_machine.travel("2026-11-10 10:00", tick=False):  # posts are counted by the hour
        answers = [client.post(ADDRESS, {"words": "Archery"}).status_code for _ in range(21)]
    assert answers[-1] == 429
    assert MissingNote.objects.count() == 20
