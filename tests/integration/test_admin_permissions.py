"""Who may see and do what in the admin: the same addresses for those allowed and those refused."""

from html import unescape

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from localoffer.models import (
    ImportSource,
    MissingNote,
    Place,
    ProviderMember,
    SchoolBreak,
    Service,
    SynonymSet,
    Taxonomy,
)
from tests.integration.directory_people import Area
from tests.integration.forms_as_sent import form_data
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db


def services(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_localoffer_service:{name}", args=args)


def _pages_of(service: Service) -> dict[str, str]:
    """Every admin address about one entry that can be opened."""
    pk, revision = service.pk, service.latest_revision_id
    return {
        "edit": services("edit", pk),
        "delete": services("delete", pk),
        "usage": services("usage", pk),
        "history": services("history", pk),
        "history results": services("history_results", pk),
        "copy": services("copy", pk),
        "preview": services("preview_on_edit", pk),
        "old version": services("revisions_view", pk, revision),
        "revert": services("revisions_revert", pk, revision),
        "compare": services("revisions_compare", pk, "live", "latest"),
        "compare oldest": services("revisions_compare", pk, "earliest", "latest"),
        "unschedule": services("revisions_unschedule", pk, revision),
        "unpublish": services("unpublish", pk),
        "workflow history": services("workflow_history", pk),
        "mark checked": reverse("localoffer_admin:mark_checked", args=[pk]),
        "close": reverse("localoffer_admin:close", args=[pk]),
        "end": reverse("localoffer_admin:end", args=[pk]),
        "our copy": reverse("localoffer_admin:copy", args=[pk]),
        "chosen": reverse("wagtailsnippetchoosers_localoffer_service:chosen", args=[pk]),
        "bulk delete": bulk("delete", pk),
        "bulk publish": bulk("publish", pk),
        "bulk checked": bulk("mark_checked", pk),
    }


def bulk(action: str, *keys: int) -> str:
    page = reverse("wagtail_bulk_action", args=["localoffer", "service", action])
    return page + "?" + "&".join(f"id={key}" for key in keys)


MEMBER_MAY = {
    "edit",
    "usage",
    "history",
    "history results",
    "preview",
    "old version",
    "revert",
    "compare",
    "compare oldest",
    "workflow history",
    "mark checked",
    "chosen",
}
REFUSALS = ("You cannot do this", "You don't have permission")


def test_pages_of_anothers_entry_are_not_found_for_a_provider(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    answers = {}
    for page, address in _pages_of(area.other).items():
        for response in (client.get(address), client.post(address)):
            assert area.other.name not in response.content.decode(), page
            answers[page, response.request["REQUEST_METHOD"]] = response.status_code
    # Django answers 405 before it looks for anything where an address takes no POST.
    assert {page: code for page, code in answers.items() if code not in {404, 405}} == {}
    assert [code for (_, method), code in answers.items() if method == "GET" and code != 404] == []
    untouched = Service.objects.get(pk=area.other.pk)
    assert (untouched.live, untouched.status, untouched.assured_date) == (
        area.other.live,
        area.other.status,
        area.other.assured_date,
    )


def test_pages_of_own_entry_open_for_its_provider_where_allowed(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    opened = set()
    for page, address in _pages_of(area.own).items():
        response = client.get(address)
        shown = unescape(response.content.decode())
        refused = any(words in shown for words in REFUSALS)
        if response.status_code == 200 and not refused:
            opened.add(page)
    assert opened == MEMBER_MAY


def test_pages_of_any_entry_open_for_an_editor(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    codes = {page: client.get(url, follow=True).status_code for page, url in _pages_of(area.other).items()}
    assert {page for page, code in codes.items() if code != 200} == set()


def test_editor_locks_an_entry_and_a_provider_can_neither_edit_nor_open_it(
    client: Client, area: Area
) -> None:
    editor, member = client, Client()
    sign_in_fully(editor, area.editor)
    sign_in_fully(member, area.member)
    edit = services("edit", area.own.pk)
    sent = form_data(member.get(edit).content.decode(), "form[data-edit-form]", name="Another name")

    assert editor.post(services("lock", area.own.pk)).status_code == 302
    assert "locked" in member.get(edit).content.decode()
    member.post(services("unlock", area.own.pk))
    member.post(edit, sent)
    area.own.refresh_from_db()
    assert (area.own.locked, area.own.has_unpublished_changes) == (True, False)

    assert editor.post(services("unlock", area.own.pk)).status_code == 302
    assert member.post(edit, sent).status_code == 302
    area.own.refresh_from_db()
    assert (area.own.locked, area.own.has_unpublished_changes) == (False, True)


@pytest.mark.parametrize("action", ["publish", "unpublish", "close_for_now", "set_responsible", "delete"])
def test_bulk_action_by_a_provider_changes_nothing(client: Client, area: Area, action: str) -> None:
    sign_in_fully(client, area.member)
    before = list(Service.objects.order_by("pk").values("live", "status", "responsible"))
    client.post(bulk(action, area.own.pk, area.other.pk), {"post": "Me"})
    assert list(Service.objects.order_by("pk").values("live", "status", "responsible")) == before


def test_bulk_action_by_a_provider_reaches_own_entries_only(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    page = client.get(bulk("publish", area.own.pk, area.other.pk)).content.decode()
    assert area.other.name not in page


def test_list_holds_own_entries_only_for_a_provider(client: Client, area: Area) -> None:
    for user, seen in ((area.member, {"own"}), (area.stranger, set()), (area.editor, {"own", "other"})):
        sign_in_fully(client, user)
        page = client.get(services("list"), follow=True).content.decode()
        assert (area.own.name in page) == ("own" in seen)
        assert (area.other.name in page) == ("other" in seen)


def test_chooser_of_entries_offers_own_ones_only_for_a_provider(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    page = client.get(reverse("wagtailsnippetchoosers_localoffer_service:choose")).content.decode()
    assert area.own.name in page
    assert area.other.name not in page


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_chooser_of_places_keeps_secret_places_from_a_provider(client: Client, area: Area, view: str) -> None:
    Place.objects.create(name="Lark Pool")
    secret = Place.objects.create(name="Hidden house", is_masked=True)
    for user, sees in ((area.member, False), (area.editor, True)):
        sign_in_fully(client, user)
        page = client.get(reverse(f"wagtailsnippetchoosers_localoffer_place:{view}")).content.decode()
        assert "Lark Pool" in page
        assert ("Hidden house" in page) is sees
        chosen = client.get(reverse("wagtailsnippetchoosers_localoffer_place:chosen", args=[secret.pk]))
        assert chosen.status_code == (200 if sees else 404)


OTHER_LISTS = [
    "wagtailsnippets_localoffer_provider:list",
    "wagtailsnippets_localoffer_place:list",
    "wagtailsnippets_localoffer_taxonomyterm:list",
    "wagtailsnippets_localoffer_taxonomy:list",
    "wagtailsnippets_localoffer_synonymset:list",
    "schoolbreak:index",
    "missingnote:index",
    "providermember:index",
    "importsource:index",
    "localoffer_admin:freshness",
    "localoffer_admin:coverage",
    "localoffer_admin:imports",
    "localoffer_admin:import_new",
]


@pytest.mark.parametrize("name", OTHER_LISTS)
def test_rest_of_the_directory_is_for_editors(client: Client, area: Area, name: str) -> None:
    SynonymSet.objects.create(words="SALT\nspeech therapy")
    SchoolBreak.objects.create(name="Summer", first_date="2026-07-22", last_date="2026-09-01")
    MissingNote.objects.create(words="A quiet swim", town="Larkford")
    ImportSource.objects.create(name="Old directory", kind="csv")
    assert Taxonomy.objects.exists()
    sign_in_fully(client, area.editor)
    assert client.get(reverse(name)).status_code == 200
    sign_in_fully(client, area.member)
    assert client.get(reverse(name)).status_code in {302, 403}


def test_missing_notes_cannot_be_changed_by_an_editor(client: Client, area: Area) -> None:
    note = MissingNote.objects.create(words="A quiet swim")
    sign_in_fully(client, area.editor)
    for view, args in (("add", []), ("edit", [note.pk]), ("delete", [note.pk])):
        assert client.post(reverse(f"missingnote:{view}", args=args), {"words": "x"}).status_code == 302
    assert list(MissingNote.objects.values_list("words", flat=True)) == ["A quiet swim"]


def test_provider_who_no_longer_speaks_for_it_loses_the_entry(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    assert client.get(services("edit", area.own.pk)).status_code == 200
    ProviderMember.objects.filter(user=area.member).delete()
    assert client.get(services("edit", area.own.pk)).status_code == 404


def test_provider_cannot_use_own_address_with_anothers_version(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    foreign = area.other.latest_revision_id
    for name in ("revisions_view", "revisions_revert"):
        response = client.get(services(name, area.own.pk, foreign))
        assert area.other.name not in response.content.decode()
        assert response.status_code in {302, 404}
    response = client.get(services("revisions_compare", area.own.pk, foreign, "latest"))
    assert response.status_code == 404


def test_provider_cannot_approve_own_edit(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    page = client.get(services("edit", area.own.pk)).content.decode()
    data = form_data(page, "form[data-edit-form]", summary="Mine.", **{"action-submit": "1"})
    client.post(services("edit", area.own.pk), data)
    state = Service.objects.get(pk=area.own.pk).current_workflow_task_state
    for name in ("workflow_action", "collect_workflow_action_data"):
        client.post(services(name, area.own.pk, "approve", state.pk))
    assert Service.objects.get(pk=area.own.pk).workflow_in_progress


def test_site_history_names_no_entry_to_a_provider(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    page = client.get(reverse("wagtailadmin_reports:site_history"), follow=True).content.decode()
    assert area.other.name not in page


def test_every_admin_address_with_a_key_is_behind_the_gate(client: Client, area: Area) -> None:
    """A view that Wagtail adds later is caught here before it can leak."""
    other = area.other.pk
    names = {pattern.name for pattern in Service.snippet_viewset.get_urlpatterns()}
    sign_in_fully(client, area.member)
    tried = 0
    for name in names:
        for args in ([other], [other, 1], [other, "approve", 1], [other, 1, 2]):
            try:
                address = services(name, *args)
            except NoReverseMatch:
                continue
            tried += 1
            assert client.get(address).status_code == 404, name
    assert tried >= 18


def test_stranger_signed_out_is_sent_to_sign_in(client: Client, area: Area) -> None:
    response = client.get(services("edit", area.own.pk))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=")
