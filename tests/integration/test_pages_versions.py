"""Easy Read twins and translations: what matches the English, and who is told when it does not."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.accounts.models import User
from portal.pages.actions import put_easy_read, put_translation, say_matches_english
from portal.pages.models import ContentPage, EasyReadPage, GuidancePage
from portal.pages.queries import versions_of
from portal.pages.writing import row
from tests.people_factories import sign_in_fully

from .pages_site import SmallSite, add_guidance, small_site, words

pytestmark = pytest.mark.django_db

ROWS = [row("money", "<p>You may get money.</p>")]


@pytest.fixture
def site() -> SmallSite:
    return small_site()


@pytest.fixture
def twin(site: SmallSite) -> EasyReadPage:
    return put_easy_read(page=site.guidance, by=None, rows=ROWS)


def change_words(page: GuidancePage, paragraph: str) -> GuidancePage:
    page = GuidancePage.objects.get(pk=page.pk)
    page.body = json.dumps(words(paragraph))
    page.save_revision().publish()
    return GuidancePage.objects.get(pk=page.pk)


def behind() -> list[str]:
    return [page.title for page in ContentPage.objects.behind_english().order_by("title")]


def test_twin_matches_when_it_is_made(twin: EasyReadPage, site: SmallSite) -> None:
    assert twin.matches_revision_at == GuidancePage.objects.get(pk=site.guidance.pk).words_changed_at
    assert behind() == []


def test_twin_is_behind_when_the_english_words_change(twin: EasyReadPage, site: SmallSite) -> None:
    change_words(site.guidance, "The rules have changed.")
    assert behind() == [twin.title]


def test_twin_still_matches_when_only_the_review_date_changes(twin: EasyReadPage, site: SmallSite) -> None:
    page = GuidancePage.objects.get(pk=site.guidance.pk)
    page.responsible_post = "Head of SEND"
    page.save_revision().publish()
    assert behind() == []


def test_twin_saved_for_a_typo_keeps_its_date(twin: EasyReadPage, site: SmallSite) -> None:
    change_words(site.guidance, "The rules have changed.")
    matched = twin.matches_revision_at
    twin.title = "Money (Easy Read)"
    twin.save_revision().publish()
    twin = EasyReadPage.objects.get(pk=twin.pk)
    assert twin.matches_revision_at == matched
    assert behind() == ["Money (Easy Read)"]


def test_twin_matches_again_when_someone_says_so(twin: EasyReadPage, site: SmallSite) -> None:
    english = change_words(site.guidance, "The rules have changed.")
    twin = say_matches_english(page=twin, by=None)
    assert twin.matches_revision_at == english.words_changed_at
    assert behind() == []


def test_translation_is_behind_when_the_english_words_change(site: SmallSite) -> None:
    polish = put_translation(
        page=site.guidance, language="pl", by=None, title="Pieniądze", body=words("Możesz dostać zasiłek.")
    )
    assert behind() == []
    change_words(site.guidance, "The rules have changed.")
    assert behind() == [polish.title]


def test_mirrors_of_untranslated_parents_are_not_called_translations(site: SmallSite) -> None:
    put_translation(page=site.guidance, language="pl", by=None, title="Pieniądze", body=words("Zasiłek."))
    section = ContentPage.objects.get(pk=site.section.pk)
    assert versions_of(section.specific) == []


def test_page_links_its_versions_in_their_own_language(
    site: SmallSite, twin: EasyReadPage, client: Client
) -> None:
    put_translation(page=site.guidance, language="ur", by=None, title="رقم", body=words("پیسے"))
    page = BeautifulSoup(client.get("/money/benefits/").content, "html.parser")
    links = [
        (link.text.strip(), link["href"], link["lang"], link["dir"]) for link in page.select(".gt-versions a")
    ]
    assert links == [
        ("English", "/money/benefits/", "en", "ltr"),
        ("Easy Read", "/money/benefits/easy-read/", "en", "ltr"),
        ("اردو", "/ur/money/benefits/", "ur", "rtl"),
    ]


def test_urdu_page_is_written_from_right_to_left(site: SmallSite, client: Client) -> None:
    put_translation(page=site.guidance, language="ur", by=None, title="رقم", body=words("پیسے"))
    page = BeautifulSoup(client.get("/ur/money/benefits/").content, "html.parser")
    article = page.select_one("article")
    assert (article["lang"], article["dir"]) == ("ur", "rtl")
    assert "کے انگریزی صفحے کے مطابق ہے" in article.text
    assert "This matches the English page of" in article.text


def test_reader_is_told_when_the_english_has_changed(
    site: SmallSite, twin: EasyReadPage, client: Client
) -> None:
    address = "/money/benefits/easy-read/"
    assert "The English page has changed" not in client.get(address).content.decode()
    change_words(site.guidance, "The rules have changed.")
    assert "The English page has changed since then." in client.get(address).content.decode()


def test_unpublished_twin_is_neither_linked_nor_shown(
    site: SmallSite, twin: EasyReadPage, client: Client
) -> None:
    twin.unpublish()
    assert "/money/benefits/easy-read/" not in client.get("/money/benefits/").content.decode()
    assert client.get("/money/benefits/easy-read/").status_code == 404


def test_page_has_one_easy_read_twin_at_most(site: SmallSite, twin: EasyReadPage) -> None:
    assert not EasyReadPage.can_create_at(Page.objects.get(pk=site.guidance.pk))


@pytest.fixture
def editor(client: Client) -> Client:
    sign_in_fully(client, User.objects.create_superuser("editor@larkshire.example", "larkshire-demo-2026"))
    return client


def test_editor_sees_the_twin_on_the_board_once_it_is_behind(
    site: SmallSite, twin: EasyReadPage, editor: Client
) -> None:
    board = reverse("pages_versions")
    assert twin.title not in editor.get(board).content.decode()
    change_words(site.guidance, "The rules have changed.")
    assert twin.title in editor.get(board).content.decode()


def test_editor_is_warned_in_the_edit_view(site: SmallSite, twin: EasyReadPage, editor: Client) -> None:
    change_words(site.guidance, "The rules have changed.")
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[twin.pk])).content.decode()
    assert "The English has changed since" in page
    assert 'name="matches_english_now"' in page


def edit_form(editor: Client, page: ContentPage) -> dict[str, str]:
    """What the browser would send back, unchanged, from the editor's own form."""
    html = BeautifulSoup(
        editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser"
    )
    sent: dict[str, str] = {}
    for field in html.select("#page-edit-form input, #page-edit-form textarea, #page-edit-form select"):
        name = field.get("name")
        if not name or field.get("type") in ("submit", "button", "file"):
            continue
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            sent[name] = chosen["value"] if chosen else ""
        else:
            sent[name] = field.text if field.name == "textarea" else field.get("value", "")
    return sent


@pytest.mark.parametrize(("ticks", "still_behind"), [(False, True), (True, False)])
def test_only_the_tick_says_that_it_matches(
    site: SmallSite, twin: EasyReadPage, editor: Client, ticks: bool, still_behind: bool
) -> None:
    change_words(site.guidance, "The rules have changed.")
    block = {"rows-count": "1", "rows-0-deleted": "", "rows-0-order": "0", "rows-0-type": "heading"}
    sent = edit_form(editor, twin) | block | {"rows-0-id": "", "rows-0-value": "Money"}
    sent |= {"title": "Money in Easy Read", "action-publish": "action-publish"}
    sent |= {"matches_english_now": "on"} if ticks else {}
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[twin.pk]), sent)
    assert response.status_code == 302, response.context["form"].errors
    assert EasyReadPage.objects.get(pk=twin.pk).title == "Money in Easy Read"
    assert bool(behind()) is still_behind


def test_page_that_is_first_written_has_no_tick(site: SmallSite, editor: Client) -> None:
    other = add_guidance(site.section, "grants")
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).content.decode()
    assert "matches_english_now" not in page
