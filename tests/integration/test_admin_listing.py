"""The list of entries in the admin: what it shows, what it can be narrowed by, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from localoffer.freshness import Freshness, freshness
from localoffer.freshness_queries import with_freshness
from localoffer.models import (
    Address,
    FamilyQuestion,
    ImportedFrom,
    ImportSource,
    MissingNote,
    Place,
    Service,
    ServiceAtPlace,
    ServiceTerm,
    TaxonomyTerm,
)
from localoffer.models.service import Status
from tests.integration.directory_people import Area, make_service
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_localoffer_service:list"


def names(client: Client, **query: object) -> set[str]:
    """The names in the list when it is narrowed by `query`."""
    page = client.get(reverse(LIST), query).content.decode()
    return {
        cell.get_text(strip=True) for cell in BeautifulSoup(page, "html.parser").select(".title-wrapper a")
    }


def test_list_shows_provider_check_freshness_and_missing_answers(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = client.get(reverse(LIST)).content.decode()
    [row] = [
        line
        for line in BeautifulSoup(page, "html.parser").select("tbody tr")
        if "Saturday splash" in line.get_text()
    ]
    words = row.get_text(" ", strip=True)
    for expected in (
        "Lark Leisure",
        "Running",
        "12 January 2026",
        "Not checked for too long",
        "6 answers still missing",
    ):
        assert expected in words


def _waiting(area: Area) -> None:
    area.own.summary = "Changed."
    area.own.save_revision(user=area.member)
    area.own.get_workflow().start(area.own, area.member)


def _in_town(area: Area) -> None:
    place = Place.objects.create(name="Lark Pool")
    Address.objects.create(place=place, address_1="1 Pool Lane", city="Larkford", state_province="Larkshire")
    ServiceAtPlace.objects.create(service=area.own, place=place)


def _asked(area: Area) -> None:
    FamilyQuestion.objects.create(service=area.own, question="Is it warm?", asked_date=date(2026, 2, 2))


def _fresh(area: Area) -> None:
    soon = timezone.localdate() + timedelta(days=9)
    Service.objects.filter(pk=area.own.pk).update(assured_date=timezone.localdate(), next_check_date=soon)


def _imported(area: Area) -> None:
    source = ImportSource.objects.create(name="Old directory", kind="csv")
    now = timezone.now()
    ImportedFrom.objects.create(
        service=area.own, source=source, source_key="1", first_seen_at=now, last_seen_at=now
    )


def _closed(area: Area) -> None:
    Service.objects.filter(pk=area.own.pk).update(status=Status.CLOSED_FOR_NOW)


def _heading(area: Area) -> None:
    term = TaxonomyTerm.objects.get(slug="heading-5")
    ServiceTerm.objects.create(service=area.own, term=term)


def _owned(area: Area) -> None:
    Service.objects.filter(pk=area.other.pk).update(responsible="Club manager")


FILTERS: dict[str, tuple[Callable[[Area], None], Callable[[Area], dict[str, object]]]] = {
    "waiting": (_waiting, lambda area: {"waiting": "yes"}),
    "town": (_in_town, lambda area: {"town": "Larkford"}),
    "unanswered": (_asked, lambda area: {"unanswered": "yes"}),
    "fresh": (_fresh, lambda area: {"fresh": "fresh"}),
    "source": (_imported, lambda area: {"source": ImportSource.objects.get().pk}),
    "status": (_closed, lambda area: {"status": Status.CLOSED_FOR_NOW.value}),
    "heading": (_heading, lambda area: {"heading": TaxonomyTerm.objects.get(slug="heading-5").pk}),
    "unowned": (_owned, lambda area: {"unowned": "yes"}),
    "provider": (lambda area: None, lambda area: {"provider": area.own_provider.pk}),
    "words": (lambda area: None, lambda area: {"q": "leisure splash"}),
}


@pytest.mark.parametrize("name", FILTERS)
def test_list_narrowed_holds_only_what_fits(client: Client, area: Area, name: str) -> None:
    prepare, query = FILTERS[name]
    prepare(area)
    sign_in_fully(client, area.editor)
    assert names(client) == {"Saturday splash", "Otter evenings"}
    assert names(client, **query(area)) == {"Saturday splash"}


def test_every_filter_has_a_name(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = client.get(reverse(LIST)).content.decode()
    assert "[invalid name]" not in page
    assert "No post keeps it right" in page


def test_list_of_one_provider_is_not_offered_the_names_of_others(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    assert area.other_provider.name not in client.get(reverse(LIST)).content.decode()


def test_list_of_many_takes_as_many_queries_as_of_two(
    client: Client, area: Area, django_assert_max_num_queries: Callable
) -> None:
    sign_in_fully(client, area.editor)
    client.get(reverse(LIST))  # what Wagtail keeps from the first request on
    with django_assert_max_num_queries(25) as few:
        client.get(reverse(LIST))
    for number in range(14):
        make_service(area.own_provider, f"Club {number}")
    with django_assert_max_num_queries(len(few)) as many:
        page = client.get(reverse(LIST))
    assert len(many) == len(few)
    assert page.content.decode().count("Club ") >= 14


@pytest.mark.parametrize("days", [0, 1, 29, 30, 31, 400])
@pytest.mark.parametrize("next_check_given", [True, False])
def test_freshness_asked_of_the_database_is_the_rule_itself(
    area: Area, days: int, next_check_given: bool
) -> None:
    today = date(2026, 7, 14)
    assured = today - timedelta(days=days + 92)
    due = today - timedelta(days=days) if next_check_given else None
    Service.objects.filter(pk=area.own.pk).update(assured_date=assured, next_check_date=due)
    Service.objects.filter(pk=area.other.pk).update(assured_date=None, next_check_date=due)
    for service in Service.objects.all():
        expected = freshness(
            assured_date=service.assured_date, next_check_date=service.next_check_date, today=today
        )
        for state in Freshness:
            found = with_freshness(Service.objects.all(), state, today).filter(pk=service.pk).exists()
            assert found == (state is expected)


def bulk(action: str, *services: Service) -> str:
    page = reverse("wagtail_bulk_action", args=["localoffer", "service", action])
    return page + "?" + "&".join(f"id={service.pk}" for service in services)


@pytest.mark.parametrize(
    ("action", "data", "field", "value"),
    [
        ("unpublish", {}, "live", False),
        ("close_for_now", {}, "status", Status.CLOSED_FOR_NOW),
        ("set_responsible", {"post": "Early help manager"}, "responsible", "Early help manager"),
        ("mark_checked", {}, "assured_by_role", "Local Offer editor"),
    ],
)
def test_bulk_action_by_editor_asks_then_does_it_to_each(
    client: Client, area: Area, action: str, data: dict[str, str], field: str, value: object
) -> None:
    sign_in_fully(client, area.editor)
    address = bulk(action, area.own, area.other)
    asked = client.get(address).content.decode()
    assert area.own.name in asked
    assert area.other.name in asked
    client.post(address, data)
    assert {getattr(service, field) for service in Service.objects.all()} == {value}


def test_bulk_publish_makes_the_newest_text_public(client: Client, area: Area) -> None:
    area.own.summary = "Newest."
    area.own.save_revision(user=area.member)
    sign_in_fully(client, area.editor)
    client.post(bulk("publish", area.own, area.other))
    assert Service.objects.get(pk=area.own.pk).summary == "Newest."


def test_bulk_add_a_word_files_each_once_and_keeps_a_waiting_edit(client: Client, area: Area) -> None:
    area.own.summary = "Waits."
    area.own.save_revision(user=area.member)
    term = TaxonomyTerm.objects.get(taxonomy__key="need", slug="adhd")
    sign_in_fully(client, area.editor)
    for _ in range(2):
        client.post(bulk("add_term", area.own, area.other), {"term": term.pk})
    for service in Service.objects.all():
        assert service.service_terms.filter(term=term).count() == 1
        assert service.summary == "Swimming for children who like it quiet."
    draft = Service.objects.get(pk=area.own.pk).get_latest_revision_as_object()
    assert draft.summary == "Waits."
    assert [row.term_id for row in draft.service_terms.all()].count(term.pk) == 1


def test_bulk_action_without_an_answer_says_what_to_write(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = client.post(bulk("set_responsible", area.own), {"post": ""}).content.decode()
    assert "Write the post that keeps these entries right." in page


def test_missing_notes_are_listed_for_editors(client: Client, area: Area) -> None:
    MissingNote.objects.create(words="A quiet swim on Sundays", town="Larkford", age=7)
    sign_in_fully(client, area.editor)
    assert "A quiet swim on Sundays" in client.get(reverse("missingnote:index")).content.decode()


def test_boxes_of_the_list_speak_of_no_snippets(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = client.get(reverse("wagtailsnippets_localoffer_service:list")).content.decode()
    footer = BeautifulSoup(page, "html.parser").select_one("[data-bulk-action-footer]")
    assert footer["data-bulk-action-footer"] == "ITEM"
    assert "snippet" not in footer.get_text().lower()
