"""Words explained where they stand, and the A to Z of words."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import Client
from wagtail.rich_text import RichText

from portal.pages.actions import seed_glossary
from portal.pages.models import GlossaryTerm

from .pages_site import add_guidance, small_site, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def senco() -> GlossaryTerm:
    return GlossaryTerm.objects.create(
        term="SENCO", expansion="Special educational needs co-ordinator", meaning="A teacher who plans help"
    )


def explained(text: object, **context: object) -> str:
    return Template("{% load pages_text %}{{ text|explain_terms }}").render(
        Context({"text": text, **context})
    )


def terms_in(html: str) -> list[str]:
    found = BeautifulSoup(html, "html.parser").select(".gt-definition__term")
    return [one.find(string=True, recursive=False) for one in found]


def test_explain_terms_marks_the_first_use(senco: GlossaryTerm) -> None:
    html = explained("Ask the SENCO. The SENCO can help.")
    assert terms_in(html) == ["SENCO"]
    assert "A teacher who plans help" in html
    assert "/glossary/#senco" in html


def test_explain_terms_escapes_what_people_wrote(senco: GlossaryTerm) -> None:
    html = explained("<script>alert(1)</script> & SENCO")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in html
    assert terms_in(html) == ["SENCO"]


def test_explain_terms_of_nothing_is_nothing(senco: GlossaryTerm) -> None:
    assert explained("") == explained(None) == ""


def test_explain_terms_leaves_spaces_and_brackets_as_they_were(senco: GlossaryTerm) -> None:
    text = BeautifulSoup(explained("Ask her (SENCO), now."), "html.parser")
    text.select_one(".gt-definition").replace_with("SENCO")
    assert text.get_text() == "Ask her (SENCO), now."


def test_explain_terms_in_rich_text_skips_links_and_headings(senco: GlossaryTerm) -> None:
    html = explained(RichText('<h2>SENCO</h2><p><a href="/x/">SENCO</a> and <b>the SENCO</b></p>'))
    found = BeautifulSoup(html, "html.parser")
    assert not found.select("h2 .gt-definition, a .gt-definition__term")
    assert len(found.select("b .gt-definition")) == 1


def test_explain_terms_cleans_rich_text(senco: GlossaryTerm) -> None:
    html = explained(RichText('<p onclick="x()">Hi <script>bad()</script><a href="javascript:x">go</a></p>'))
    assert "onclick" not in html
    assert "<script" not in html
    assert "javascript" not in html


def test_explain_terms_never_gives_two_texts_the_same_id(senco: GlossaryTerm) -> None:
    both = explained("Ask the SENCO.") + explained("Your SENCO knows.")
    ids = [one["id"] for one in BeautifulSoup(both, "html.parser").select("[id]")]
    assert len(ids) == len(set(ids)) == 2


def test_explain_terms_asks_the_database_once(
    senco: GlossaryTerm, django_assert_num_queries: Callable
) -> None:
    explained("SENCO")
    with django_assert_num_queries(0):
        explained("SENCO again")


def test_explain_terms_follows_an_editors_change(senco: GlossaryTerm) -> None:
    assert "A teacher" in explained("SENCO")
    senco.meaning = "Someone kind"
    senco.save()
    assert "Someone kind" in explained("SENCO")
    senco.delete()
    assert terms_in(explained("SENCO")) == []


def test_page_explains_a_term_once_in_all_its_blocks(senco: GlossaryTerm, client: Client) -> None:
    site = small_site()
    add_guidance(site.section, "help", body=words("Ask the SENCO.", "The SENCO listens."), summary="SENCO")
    html = client.get("/money/help/").content.decode()
    assert terms_in(html) == ["SENCO"]


def test_glossary_page_has_an_anchor_for_every_term_and_letter(client: Client) -> None:
    seed_glossary(by=None)
    page = BeautifulSoup(client.get("/glossary/").content, "html.parser")
    anchors = {one["id"] for one in page.select("main [id]")}
    assert {term.slug for term in GlossaryTerm.objects.order_by("slug")} <= anchors
    assert {link["href"][1:] for link in page.select(".gt-letters a")} <= anchors


def test_glossary_page_without_words_says_what_will_be_here(client: Client) -> None:
    assert "The words will be here" in client.get("/glossary/").content.decode()


def test_seed_glossary_twice_adds_once_and_keeps_changes() -> None:
    assert seed_glossary(by=None) > 90
    GlossaryTerm.objects.filter(term="SENCO").update(meaning="Ours")
    assert seed_glossary(by=None) == 0
    assert GlossaryTerm.objects.get(term="SENCO").meaning == "Ours"


def test_seeded_meanings_are_short_and_say_something() -> None:
    seed_glossary(by=None)
    for term in GlossaryTerm.objects.order_by("slug"):
        longest = max(len(sentence.split()) for sentence in term.meaning.split(". "))
        assert 2 <= longest <= 26, term.term
