"""Words, addresses and headers made to break a public page: each is answered, never with an error of ours."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from localoffer.models import Service
from portal.pages.glossary import compile_glossary, get_glossary, split_text
from portal.pages.models import GlossaryTerm
from tests.integration.finding_directory import make_service

pytestmark = pytest.mark.django_db

FILM = b"\x00\x00\x00\x18ftypmp42" + b"film" * 20


@pytest.mark.parametrize(
    "written", ["med\u0131ation", "MED\u0130ATION", "As\u017ee\u017f\u017fment", "\u212aey working"]
)
def test_glossary_word_with_a_strange_letter_leaves_the_entry_standing(client: Client, written: str) -> None:
    for term in ("mediation", "assessment", "key working"):
        GlossaryTerm.objects.create(term=term, slug=term.replace(" ", "-"), meaning="What it is.")
    service = make_service("Talking", summary=f"We offer {written}.")

    answer = client.get(service.get_absolute_url())

    assert answer.status_code == 200
    assert written in answer.content.decode()
    assert get_glossary().terms


def test_every_glossary_word_with_strange_letters_gives_its_text_back() -> None:
    forms = ["mediation", "assessment", "key working", "SEN support"]
    terms = [GlossaryTerm(term=form, slug=form.replace(" ", "-"), meaning="What it is.") for form in forms]
    glossary = compile_glossary(tuple(terms))
    strange = str.maketrans({"i": "\u0131", "I": "\u0130", "s": "\u017f", "k": "\u212a"})
    for form in forms:
        for written in (form.translate(strange), form.upper().translate(strange), form.upper()):
            pieces = list(split_text(f"about {written} here", glossary, set()))
            assert "".join(words for words, _ in pieces) == f"about {written} here"


@pytest.mark.parametrize("span", ["bytes=9-3", "bytes=0-" + "9" * 5000, "bytes=" + "9" * 5000 + "-"])
def test_film_with_a_hostile_range_is_answered_with_an_honest_length(client: Client, span: str) -> None:
    film = Document.objects.create(title="Film", file=ContentFile(FILM, "film.mp4"))

    answer = client.get(f"/watch/{film.pk}/{film.filename}", headers={"Range": span})

    assert answer.status_code in (200, 206, 416)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert int(answer.headers.get("Content-Length", len(body))) == len(body)


def test_hostile_search_of_an_entry_address_finds_nothing(client: Client) -> None:
    make_service("Talking")
    for slug in ("entry-1%00", "..%2Fentry-1", "entry-1%20", "ENTRY-1%2F..", "%27or%201=1--"):
        assert client.get(f"/find-help/entry/{slug}/").status_code == 404
    assert Service.objects.count() == 1
