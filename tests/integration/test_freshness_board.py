"""The editors' board of checks: its parts and counts, asking now, setting an owner, what owners wrote."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from localoffer.actions import NOBODY_CONFIRMED
from localoffer.checking_actions import give_up
from localoffer.models import EntryOwner, Provider, Service, ServiceTerm, SuggestedChange, TaxonomyTerm
from localoffer.models.service import Status
from localoffer.suggestion_actions import suggest_change
from portal.notifications.models import AddressTrouble, Delivery
from tests.integration.checking_area import ADDRESS, own, page_of
from tests.integration.directory_people import Area, make_area, make_service
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db
BOARD = "localoffer_admin:freshness"


@pytest.fixture
def area(settings) -> Area:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return make_area()


@pytest.fixture
def editor(client: Client, area: Area) -> Client:
    return sign_in_fully(client, area.editor)


def board(client: Client, **query: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse(BOARD), query).content, "html.parser")


def names(page: BeautifulSoup) -> list[str]:
    return [line.a.get_text(strip=True) for line in page.select("td.title")]


def counts(page: BeautifulSoup) -> dict[str, int]:
    links = page.select(".localoffer-parts a")
    return {link["href"].removeprefix("?show="): int(link.select_one("span").get_text()) for link in links}


def messages(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_each_part_counts_what_it_shows(editor: Client, area: Area) -> None:
    today = timezone.localdate()
    make_service(area.own_provider, "Hidden club", hidden_reason=NOBODY_CONFIRMED)
    make_service(area.own_provider, "Secret club", hidden_reason="A complaint")
    make_service(area.own_provider, "Ended club", status=Status.ENDED)
    make_service(area.own_provider, "Due club", assured_date=today, next_check_date=today)
    make_service(
        area.own_provider, "Fresh club", assured_date=today, next_check_date=today + timedelta(days=9)
    )
    own(area.own_provider)
    own(area.own, email="bounced@larkshire.example")
    AddressTrouble.objects.create(
        address="bounced@larkshire.example", state="bounced", first_at=timezone.now(), last_at=timezone.now()
    )
    suggest_change(
        service=area.own, owner=None, by=None, role="Club manager", facts={}, words="New", at=timezone.now()
    )

    shown = {
        "stale": ["Otter evenings", "Saturday splash"],
        "due": ["Due club"],
        "changes": ["Saturday splash"],
        "hidden": ["Hidden club"],
        "unowned": ["Otter evenings"],
        "bounced": ["Saturday splash"],
    }
    assert counts(board(editor)) == {key: len(entries) for key, entries in shown.items()}
    assert {key: sorted(names(board(editor, show=key))) for key in shown} == shown


def test_board_is_narrowed_by_provider_and_heading_and_forgives_odd_values(
    editor: Client, area: Area
) -> None:
    term = TaxonomyTerm.objects.get(slug="heading-5", taxonomy__key="heading")
    ServiceTerm.objects.create(service=area.own, term=term)
    assert names(board(editor, provider=str(area.other_provider.pk))) == ["Otter evenings"]
    assert names(board(editor, heading="heading-5")) == ["Saturday splash"]
    odd = board(editor, show="\0", provider="x", heading="<b>", p="-7")
    assert sorted(names(odd)) == ["Otter evenings", "Saturday splash"]


def test_one_press_asks_the_owner_and_leads_back(editor: Client, area: Area) -> None:
    ask = reverse("localoffer_admin:ask_now", args=[area.own.pk])
    back = f"show=stale&provider={area.own_provider.pk}"

    assert "Set an owner first" in messages(editor.post(ask, {"back": back}, follow=True))
    own(area.own)
    answer = editor.post(ask, {"back": back}, follow=True)

    assert answer.redirect_chain == [(f"{reverse(BOARD)}?{back}", 302)]
    assert "We are writing to Club manager" in messages(answer)
    assert Delivery.objects.get().address == ADDRESS
    assert "was asked about “Saturday splash” today already" in messages(
        editor.post(ask, {"back": "https://example.org"}, follow=True)
    )
    assert "Asked by an editor" in board(editor).get_text()


def test_owner_without_an_address_cannot_be_asked(editor: Client, area: Area) -> None:
    own(area.own, email="")
    answer = editor.post(reverse("localoffer_admin:ask_now", args=[area.own.pk]), follow=True)
    assert "no email address" in messages(answer)


def test_editor_sets_an_owner_for_one_entry_or_for_all_of_a_provider(editor: Client, area: Area) -> None:
    page = reverse("localoffer_admin:entry_owner", args=[area.own.pk])
    said = editor.post(page, {"post": "Pool manager"}).content.decode()
    assert "Give an email address, or choose somebody with an account." in said

    editor.post(page, {"post": "Pool manager", "email": ADDRESS})
    editor.post(page, {"post": "Head office", "user": str(area.member.pk), "everything": "on"})

    assert EntryOwner.objects.get(service=area.own).post == "Pool manager"
    assert EntryOwner.objects.get(provider=area.own_provider).user == area.member
    assert Service.objects.get(pk=area.own.pk).responsible == "Pool manager"


def test_only_members_of_the_provider_can_be_chosen_as_owners(editor: Client, area: Area) -> None:
    page = reverse("localoffer_admin:entry_owner", args=[area.own.pk])
    editor.post(page, {"post": "Pool manager", "user": str(area.stranger.pk)})
    assert not EntryOwner.objects.exists()


def test_editor_cancels_links_that_went_to_the_wrong_person(editor: Client, area: Area) -> None:
    keeper = own(area.own)
    link = page_of(keeper)
    editor.post(reverse("localoffer_admin:entry_owner", args=[area.own.pk]), {"cancel": "1"})
    assert Client().get(link).status_code == 404


def test_owner_page_says_who_gave_the_entry_up(editor: Client, area: Area) -> None:
    give_up(service=area.own, owner=own(area.own_provider), words="Ask the pool", at=timezone.now())
    said = editor.get(reverse("localoffer_admin:entry_owner", args=[area.own.pk])).content.decode()
    assert "Nobody keeps this entry right." in said
    assert "They wrote: Ask the pool" in said


def test_what_an_owner_wrote_is_marked_as_done_and_counts_as_their_check(editor: Client, area: Area) -> None:
    suggest_change(
        service=area.own,
        owner=own(area.own),
        by=None,
        role="Club manager",
        facts={},
        times="Sundays",
        ends="closed",
        words="<b>New</b> hall",
        at=timezone.now(),
    )
    said = board(editor, show="changes")
    assert "<b>New</b> hall" in said.select_one(".localoffer-change").get_text()
    assert "It is closed for now" in said.select_one(".localoffer-change").get_text()

    editor.post(reverse("localoffer_admin:changes_done", args=[area.own.pk]), {"back": "show=changes"})

    assert SuggestedChange.objects.get().outcome == "published"
    assert Service.objects.get(pk=area.own.pk).assured_by_role == "Club manager"


def test_board_takes_as_many_queries_for_many_entries_with_owners_and_steps(
    editor: Client, area: Area, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    keepers = [own(area.own), own(area.other)]
    editor.get(reverse(BOARD))
    with django_assert_max_num_queries(25) as few:
        editor.get(reverse(BOARD))
    for number in range(6):
        provider = Provider.objects.create(name=f"P{number}", slug=f"p{number}")
        own(provider, user=area.member)
        suggest_change(
            service=make_service(provider, f"Club {number}"),
            owner=keepers[0],
            by=None,
            role="Manager",
            facts={},
            words="New",
            at=timezone.now(),
        )
    with django_assert_num_queries(len(few)):
        editor.get(reverse(BOARD))
