"""The demo area's guidance: it is all there, its words are plain, and its links lead somewhere."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page, Revision

from localoffer.demo.contacts import email_of, phone_of
from localoffer.demo.reading import providers
from localoffer.models import HeadingPage
from portal.accounts.models import User
from portal.pages.demo.building import ensure_demo_pages
from portal.pages.demo.reading import read_sections
from portal.pages.documents import check_content
from portal.pages.models import ContentPage, EasyReadPage, GuidancePage, SectionPage, StepByStepPage
from portal.pictures.vocabulary import find_picture
from tests.people_factories import sign_in_fully
from tests.reading_age import prose_of, reading_age

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("demo")]

SECTIONS = read_sections()
WRITTEN = [page for section in SECTIONS for page in section.pages]
ADDRESSES = [f"/{section.own.slug}/{page.english.slug}/" for section in SECTIONS for page in section.pages]
EASY_READ = [
    f"/{section.own.slug}/{page.english.slug}/easy-read/"
    for section in SECTIONS
    for page in section.pages
    if page.easy_read
]
TRANSLATED = [
    (code, f"/{code}/{section.own.slug}/{page.english.slug}/", "once" in written.facts)
    for section in SECTIONS
    for page in section.pages
    for code, written in page.translations.items()
]
SHELVES = [f"/{section.own.slug}/" for section in SECTIONS]
EVERYWHERE = [*SHELVES, *ADDRESSES, *EASY_READ, *(address for _code, address, _behind in TRANSLATED)]
OLDEST, EASY_READ_OLDEST = 11, 9
# Short names that stand for themselves: two parts of a plan, a kind of file and its size.
EVERYDAY = {"DOCX", "KB", "H1", "H2"}
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]*[A-Z0-9]\b")


Read = Callable[[str], Tag]


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    """What each address answered, so that the tests that only read ask for it once."""
    return {}


@pytest.fixture
def read(client: Client, kept: dict[str, bytes]) -> Read:
    """`read("/family/")` is the article of that page, as it is published."""

    def article_at(address: str) -> Tag:
        if address not in kept:
            response = client.get(address)
            assert response.status_code == 200, address
            kept[address] = response.content
        article = BeautifulSoup(kept[address], "html.parser").select_one("article")
        assert article is not None, address
        return article

    return article_at


def test_there_are_enough_pages_of_each_kind() -> None:
    assert len(WRITTEN) >= 25
    assert SectionPage.objects.live().filter(alias_of__isnull=True).count() == len(SECTIONS)
    steps = [page for page in WRITTEN if page.english.is_step_by_step]
    assert StepByStepPage.objects.live().filter(locale__language_code="en").count() == len(steps) >= 5
    slugs = {page.english.slug for page in WRITTEN if not page.english.is_step_by_step}
    guidance = GuidancePage.objects.live().filter(locale__language_code="en", slug__in=slugs)
    assert guidance.count() == len(slugs)
    assert len(EASY_READ) >= 6
    assert len(TRANSLATED) >= 3
    assert len({code for code, _address, _behind in TRANSLATED}) >= 2


def test_every_kind_of_block_is_used_somewhere() -> None:
    used = Counter(block["type"] for page in WRITTEN for block in page.english.blocks)
    offered = set(GuidancePage.body.field.stream_block.child_blocks) | {"step"}
    assert offered - set(used) == set()


@pytest.mark.parametrize("address", EVERYWHERE)
def test_page_answers_with_a_picture_wherever_there_is_a_place_for_one(read: Read, address: str) -> None:
    rows = read(address).select(".gt-picture-words")
    assert [row.get_text(" ") for row in rows if not row.select_one(".gt-picture")] == []


def names_of_pictures() -> Iterator[tuple[str, str]]:
    every = [section.own for section in SECTIONS]
    for page in WRITTEN:
        every += [page.english, *([page.easy_read] if page.easy_read else []), *page.translations.values()]
    for one in every:
        yield one.slug, one.facts["picture"]
        for block in one.blocks:
            if block["type"] in {"picture_words", "row"}:
                yield one.slug, block["value"]["picture"]


def test_every_picture_is_one_of_ours() -> None:
    unknown = [(slug, name) for slug, name in names_of_pictures() if find_picture(name) is None]
    assert unknown == []


def test_every_link_on_every_page_leads_somewhere(client: Client, read: Read) -> None:
    found: dict[str, str] = {}
    for address in EVERYWHERE:
        for link in read(address).select("a[href]"):
            parts = urlsplit(str(link["href"]))
            if parts.scheme in {"tel", "sms", "mailto"} or (not parts.path and parts.fragment):
                continue
            assert not parts.netloc, f"{address} links to another site: {link['href']}"
            found.setdefault(str(link["href"]).partition("#")[0], address)
    assert len(found) > 100
    broken = [(link, address) for link, address in found.items() if client.get(link).status_code != 200]
    assert broken == []


def test_every_search_that_a_page_links_to_finds_something(client: Client, read: Read) -> None:
    searches = {
        str(link["href"]) for address in ADDRESSES for link in read(address).select('a[href^="/find-help/?"]')
    }
    empty = [one for one in sorted(searches) if not client.get(one).context["found"].total]
    assert len(searches) > 20
    assert empty == []


def test_every_list_by_search_finds_something(read: Read) -> None:
    wanted = {
        f"/{section.own.slug}/{page.english.slug}/": [
            block["value"]["title"] for block in page.english.blocks if block["type"] == "listing"
        ]
        for section in SECTIONS
        for page in section.pages
    }
    shown = {
        address: [title.get_text() for title in read(address).select(".gt-listing h2")] for address in wanted
    }
    assert shown == wanted


@pytest.mark.parametrize("address", [*SHELVES, *ADDRESSES])
def test_page_reads_at_a_young_age(read: Read, address: str) -> None:
    assert reading_age(prose_of(str(read(address)), "article")) <= OLDEST


@pytest.mark.parametrize("address", EASY_READ)
def test_easy_read_page_reads_at_a_younger_age_with_a_picture_by_each_line(read: Read, address: str) -> None:
    article = read(address)
    assert reading_age(prose_of(str(article), "article")) <= EASY_READ_OLDEST
    rows = article.select(".gt-easy-read .gt-picture-words")
    assert len(rows) >= 8
    assert all(row.select_one(".gt-picture") for row in rows)
    for extra in article.select(".gt-definition__meaning, .gt-visually-hidden"):
        extra.decompose()
    long = [
        line.get_text()
        for line in article.select(".gt-easy-read p")
        if any(len(sentence.split()) > 15 for sentence in line.get_text().split(". "))
    ]
    assert long == []


@pytest.mark.parametrize("address", [*SHELVES, *ADDRESSES])
def test_page_leaves_no_short_name_unexplained(read: Read, address: str) -> None:
    article = read(address)
    explained = " ".join(one.get_text() for one in article.select(".gt-definition"))
    for listed in article.select(".gt-listing, .gt-definition__meaning"):
        listed.decompose()
    used = set(ACRONYM.findall(article.get_text(" "))) - EVERYDAY
    assert {name for name in used if not re.search(rf"\b{name}\b", explained)} == set()


@pytest.mark.parametrize("address", EASY_READ)
def test_easy_read_page_says_which_english_it_matches(read: Read, address: str) -> None:
    words = read(address).get_text(" ")
    assert "This matches the English page of" in words
    assert "has changed since" not in words


@pytest.mark.parametrize(("code", "address", "is_behind"), TRANSLATED)
def test_translation_is_marked_and_written_in_its_own_direction(
    read: Read, code: str, address: str, is_behind: bool
) -> None:
    article = read(address)
    assert (article["lang"], article["dir"]) == (code, "rtl" if code == "ur" else "ltr")
    assert "This matches the English page of" in article.get_text(" ")
    assert ("The English page has changed since then." in article.get_text(" ")) is is_behind


def test_one_translation_is_out_of_date_and_editors_are_told(client: Client) -> None:
    behind = ContentPage.objects.live().behind_english().order_by("pk")
    titles = [page.title for page in behind]
    assert titles == [
        written.facts["title"]
        for page in WRITTEN
        for written in page.translations.values()
        if "once" in written.facts
    ]
    sign_in_fully(client, User.objects.get(email="admin@larkshire.example"))
    assert titles[0] in client.get("/cms/page-versions/").content.decode()


def test_home_shows_every_section_and_each_section_its_pages(client: Client, read: Read) -> None:
    home = BeautifulSoup(client.get("/").content, "html.parser")
    tiles = {str(tile["href"]) for tile in home.select("a.gt-tile")}
    assert set(SHELVES) <= tiles
    for section, address in zip(SECTIONS, SHELVES, strict=True):
        shelf = read(address)
        assert [card.get_text() for card in shelf.select(".gt-shelf .gt-card__title")] == [
            page.english.facts["title"] for page in section.pages
        ]
        assert [card.get_text() for card in shelf.select(".gt-shelf .gt-card__text")] == [
            page.english.facts["summary"] for page in section.pages
        ]


def test_home_opens_the_guidance_people_come_for_most(client: Client) -> None:
    home = BeautifulSoup(client.get("/").content, "html.parser")
    popular = {str(tile["href"]) for tile in home.select('[aria-labelledby="home-popular"] a')}
    assert len(popular & set(ADDRESSES)) >= 3


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("annual review", "/ehc-plans/annual-review/"),
        ("meltdown", "/everyday-life/meltdowns/"),
        ("free travel to school", "/family/travel-to-school/"),
        ("excluded", "/help-at-school/exclusion/"),
        ("mediation", "/when-you-do-not-agree/mediation/"),
    ],
)
def test_site_search_finds_the_page(client: Client, words: str, address: str) -> None:
    page = BeautifulSoup(client.get("/search/", {"words": words}).content, "html.parser")
    found = [str(link["href"]) for link in page.select('[aria-labelledby="found-pages"] a')]
    assert address in found[:3]


def test_files_are_what_their_names_say() -> None:
    documents = get_document_model().objects.order_by("pk")
    assert {document.file_extension for document in documents} == {"docx", "mp4", "vtt"}
    for document in documents:
        with document.file.open("rb") as file:
            check_content(file)


def test_video_and_letter_can_be_fetched(client: Client, read: Read) -> None:
    video = read("/first-steps/what-is-the-local-offer/").select_one("video")
    assert video is not None
    addresses = [str(part["src"]) for part in video.select("source, track")]
    letter = read("/ehc-plans/ask-for-an-assessment/").select_one(".gt-download a")
    assert letter is not None
    kinds = [client.get(one)["Content-Type"].partition(";")[0] for one in [*addresses, str(letter["href"])]]
    assert kinds[:2] == ["video/mp4", "text/vtt"]
    assert "wordprocessingml" in kinds[2]


def test_pages_count_towards_the_headings_they_tell_families_about() -> None:
    told = {
        (int(number), page.english.slug)
        for page in WRITTEN
        for number in page.english.facts.get("headings", "").split()
    }
    linked = HeadingPage.objects.order_by("pk").values_list("heading", "page__slug")
    assert told
    assert set(linked) == told


def test_second_run_makes_and_publishes_nothing() -> None:
    editor = User.objects.get(email="editor@larkshire.example")
    before = (Page.objects.count(), Revision.objects.count(), get_document_model().objects.count())
    made = ensure_demo_pages(by=editor)
    assert (made.count, dict(made.headings)) == (0, {})
    assert (Page.objects.count(), Revision.objects.count(), get_document_model().objects.count()) == before


def test_second_run_keeps_what_an_editor_changed() -> None:
    page = EasyReadPage.objects.get(locale__language_code="en", url_path__endswith="/short-breaks/easy-read/")
    page.title = "Time for fun"
    page.save_revision().publish()
    ensure_demo_pages(by=None)
    assert EasyReadPage.objects.get(pk=page.pk).title == "Time for fun"


def test_pages_are_published_in_the_name_of_the_editor() -> None:
    page = StepByStepPage.objects.get(slug="ask-for-an-assessment", locale__language_code="en")
    assert page.latest_revision.user.email == "editor@larkshire.example"


def test_numbers_of_a_provider_are_the_same_on_pages_and_in_the_directory() -> None:
    keys = {provider.name: key for key, provider in providers().items()}
    shown = [
        (block["value"]["title"], block["value"].get("phone", ""), block["value"].get("email", ""))
        for page in WRITTEN
        for block in page.english.blocks
        if block["type"] == "contact" and block["value"]["title"] in keys
    ]
    other = [
        one for one in shown if one[1] not in {"", phone_of(keys[one[0]])} or one[2] != email_of(keys[one[0]])
    ]
    assert len(shown) >= 7
    assert other == []
