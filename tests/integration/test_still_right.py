"""Still right? The signed link: what it opens, what reading never does, who it is not for."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from localoffer.actions import NOBODY_CONFIRMED
from localoffer.checking_actions import cancel_links, give_up
from localoffer.models import EntryOwner, LiveFact, Service, SuggestedChange
from portal.notifications.models import Delivery, Notice
from tests.house.test_addresses import WRITES
from tests.integration.checking_area import ADDRESS, own, page_of
from tests.integration.directory_people import Area, make_area, make_service

pytestmark = pytest.mark.django_db

CHANGES = {
    "phone": "01632 960777",
    "email": "new@larkshire.example",
    "times": "Sundays, 9am",
    "cost_kind": "free",
    "fees_description": "",
    "wait_time": "About 2 weeks",
    "ends": "",
    "words": "",
}


@pytest.fixture
def area(settings) -> Area:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return make_area()


@pytest.fixture
def keeper(area: Area) -> EntryOwner:
    return own(area.own)


def now(service: Service) -> Service:
    return Service.objects.get(pk=service.pk)


def pages(keeper: EntryOwner, slug: str) -> list[str]:
    return [page_of(keeper), *(page_of(keeper, slug, part) for part in ("change", "now", "not-mine"))]


def test_opening_any_page_of_the_link_changes_nothing(client: Client, area: Area, keeper: EntryOwner) -> None:
    with CaptureQueriesContext(connection) as asked:
        answers = [client.get(page).status_code for page in pages(keeper, area.own.slug)]
        assert client.get(page_of(keeper, area.own.slug, "yes")).status_code == 405
        assert client.head(page_of(keeper)).status_code == 200

    assert answers == [200] * 4
    assert [query["sql"] for query in asked if WRITES.match(query["sql"])] == []


def test_page_is_nobody_elses_to_keep_or_to_find(client: Client, keeper: EntryOwner) -> None:
    answer = client.get(page_of(keeper))
    assert "no-store" in answer["Cache-Control"]
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    assert ADDRESS not in answer.content.decode()


def test_one_press_confirms_and_a_second_is_harmless(client: Client, area: Area, keeper: EntryOwner) -> None:
    Service.objects.filter(pk=area.own.pk).update(hidden_reason=NOBODY_CONFIRMED)
    for _ in range(2):
        answer = client.post(page_of(keeper, area.own.slug, "yes"), follow=True)
        assert "Families now see that Saturday splash was checked today" in answer.content.decode()

    checked = now(area.own)
    assert (checked.assured_date, checked.assured_by_role) == (timezone.localdate(), "Club manager")
    assert (checked.assurer_email, checked.hidden_reason) == (ADDRESS, "")
    page = client.get(area.own.get_absolute_url()).content.decode()
    assert "by the club manager" in page
    assert ADDRESS not in page


def test_link_opens_no_entry_of_another_owner(client: Client, area: Area, keeper: EntryOwner) -> None:
    own(area.other, email="otter@larkshire.example")
    refused = [client.get(page).status_code for page in pages(keeper, area.other.slug)[1:]]
    refused += [
        client.post(page_of(keeper, area.other.slug, part), {"do": "more", **CHANGES}).status_code
        for part in ("yes", "change", "now", "not-mine")
    ]
    assert refused == [404] * 7
    assert now(area.other).assured_date == area.other.assured_date
    assert not LiveFact.objects.exists()
    assert not SuggestedChange.objects.exists()
    assert area.other.name not in client.get(page_of(keeper)).content.decode()


def test_links_that_are_cancelled_changed_or_given_up_open_nothing(
    client: Client, area: Area, keeper: EntryOwner
) -> None:
    link = page_of(keeper)
    changed = link.replace(f"/{keeper.pk}.1:", f"/{keeper.pk + 1}.1:")
    assert client.get(changed).status_code == 404

    cancel_links(owner=keeper, by=area.editor)
    answer = client.get(link)
    assert answer.status_code == 404
    assert "Send me a new link" not in answer.content.decode()
    assert client.post(f"{link}{area.own.slug}/yes/").status_code == 404
    assert client.post(f"{link}new-link/").status_code == 404

    newer = page_of(EntryOwner.objects.get(pk=keeper.pk))
    assert client.get(newer).status_code == 200
    give_up(service=area.own, owner=keeper, words="", at=timezone.now())
    assert client.get(newer).status_code == 404


def test_link_ends_after_its_days_and_a_new_one_is_sent_to_the_same_address(
    client: Client, area: Area, keeper: EntryOwner
) -> None:
    link = page_of(keeper)
    with time_machine.travel(timezone.now() + timedelta(days=61), tick=False):
        answer = client.get(link)
        assert answer.status_code == 410
        assert client.post(f"{link}{area.own.slug}/yes/").status_code == 410
        assert not Delivery.objects.exists()

        said = client.post(f"{link}new-link/")
        assert ADDRESS not in said.content.decode()
        delivery = Delivery.objects.get()
        assert (delivery.kind, delivery.address) == ("still-right-new-link", ADDRESS)
        assert client.get(delivery.link).status_code == 200
    assert now(area.own).assured_date == area.own.assured_date


def test_changes_wait_for_an_editor_and_families_see_the_old_facts(
    client: Client, area: Area, keeper: EntryOwner
) -> None:
    answer = client.post(page_of(keeper, area.own.slug, "change"), CHANGES, follow=True)
    assert "Your change waits for an editor" in answer.content.decode()

    entry = now(area.own)
    assert (entry.email, entry.wait_time) == (area.own.email, area.own.wait_time)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    draft = entry.get_latest_revision_as_object()
    assert (draft.email, draft.wait_time, draft.cost_kind) == (
        "new@larkshire.example",
        "About 2 weeks",
        "free",
    )
    assert [one.number for one in draft.phones.all()] == ["01632 960777"]
    change = SuggestedChange.objects.get()
    assert change.times == "Sundays, 9am"
    assert change.facts["email"] == ["", "new@larkshire.example"]
    assert "fees_description" not in change.facts
    assert Notice.objects.get().recipient == area.editor


def test_approved_change_counts_as_checked_by_its_owner(
    client: Client, area: Area, keeper: EntryOwner
) -> None:
    client.post(page_of(keeper, area.own.slug, "change"), CHANGES)
    client.post(page_of(keeper, area.own.slug, "change"), {**CHANGES, "wait_time": "About 3 weeks"})
    [state] = WorkflowState.objects.all()

    state.current_task_state.approve(user=area.editor)

    entry = now(area.own)
    assert (entry.wait_time, entry.email) == ("About 3 weeks", "new@larkshire.example")
    assert (entry.assured_date, entry.assured_by_role) == (timezone.localdate(), "Club manager")
    assert set(SuggestedChange.objects.values_list("outcome", flat=True)) == {"published"}


def test_change_sent_back_is_told_on_the_owners_page(client: Client, area: Area, keeper: EntryOwner) -> None:
    client.post(page_of(keeper, area.own.slug, "change"), CHANGES)
    task = WorkflowState.objects.get().current_task_state
    task.task.specific.on_action(task, area.editor, "reject", comment="Which hall?")

    assert SuggestedChange.objects.get().outcome == "sent back"
    assert "Your change was sent back" in client.get(page_of(keeper)).content.decode()
    assert now(area.own).assured_date == area.own.assured_date


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Nothing here differs from what families see"),
        ({"email": "not an address"}, "Write the email address like this"),
        ({"phone": "0" * 41}, "Use 40 letters and numbers or fewer"),
        ({"ends": "perhaps"}, "Choose one of the three"),
        ({"cost_kind": "gold"}, "Choose a cost from the list"),
        ({"words": "x" * 2001}, "Use 2,000 letters or fewer"),
    ],
)
def test_form_comes_back_with_what_to_put_right(
    client: Client, area: Area, keeper: EntryOwner, sent: dict[str, str], said: str
) -> None:
    answer = client.post(page_of(keeper, area.own.slug, "change"), sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not SuggestedChange.objects.exists()


def test_not_mine_stops_the_asking_and_ends_the_link(client: Client, area: Area, keeper: EntryOwner) -> None:
    answer = client.post(page_of(keeper, area.own.slug, "not-mine"), {"words": "Ask the pool manager"})
    assert "Thank you for telling us" in answer.content.decode()
    assert EntryOwner.objects.get().given_up_words == "Ask the pool manager"
    assert client.get(page_of(keeper)).status_code == 404


def test_account_opens_the_entries_of_ones_own_provider_only(client: Client, area: Area) -> None:
    page = reverse("localoffer:still-right", args=["account"])
    assert client.get(page).headers["Location"].endswith(f"?next={page}")
    client.force_login(area.stranger)
    assert client.get(page).status_code == 404
    client.force_login(area.member)
    said = client.get(page).content.decode()
    assert area.own.name in said
    assert area.other.name not in said
    client.post(f"{page}{area.own.slug}/yes/")
    assert client.post(f"{page}{area.other.slug}/yes/").status_code == 404
    assert (now(area.own).assured_by_role, now(area.own).assurer_email) == ("the provider", area.member.email)


@pytest.mark.usefixtures("still_clock")
def test_posts_are_limited_and_reading_is_not(client: Client, area: Area, keeper: EntryOwner) -> None:
    cache.clear()
    yes = page_of(keeper, area.own.slug, "yes")
    answers = [client.post(yes).status_code for _ in range(61)]
    assert (answers[0], answers[-1]) == (302, 429)
    assert client.get(page_of(keeper)).status_code == 200


def test_page_takes_as_many_queries_for_many_entries(
    client: Client, area: Area, django_assert_num_queries
) -> None:
    keeper = own(area.own_provider)
    link = page_of(keeper)
    client.get(link)
    with CaptureQueriesContext(connection) as few:
        client.get(link)
    for number in range(4):
        make_service(area.own_provider, f"Club {number}")
    with django_assert_num_queries(len(few)):
        client.get(link)
