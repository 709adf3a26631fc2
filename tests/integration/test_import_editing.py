"""What people here changed is kept: by hand, in drafts, in the approval that waits; and nothing doubles."""

import json
import random
from typing import Any

import pytest
from wagtail.models import WorkflowState

from localoffer.actions import ensure_groups, ensure_workflow
from localoffer.models import (
    ImportedFrom,
    ImportRun,
    Place,
    Provider,
    Schedule,
    Service,
)
from tests.integration.directory_people import make_user
from tests.integration.feed_server import Body, made_id, service
from tests.integration.import_files import bring_in, directory

pytestmark = pytest.mark.django_db


def kept(run: ImportRun) -> dict[str, list[str]]:
    """The fields kept as an editor wrote them, by the entry's name."""
    return {row["name"]: row["fields"] for row in run.report.get("kept", [])}


def shuffled(rows: list[Body]) -> list[Body]:
    """The same services in another order, with their rows and their keys in another order too."""
    order = random.Random(7)
    out: list[Body] = []
    for row in rows:
        names = list(row)
        order.shuffle(names)
        out.append({name: row[name][::-1] if isinstance(row[name], list) else row[name] for name in names})
    order.shuffle(out)
    return out


def rich(number: int) -> Body:
    """A service with several rows of one kind."""
    days = [
        {"id": made_id("day", number, day), "freq": "WEEKLY", "byday": day, "opens_at": "10:00"}
        for day in ("MO", "WE", "FR")
    ]
    costs = [{"option": "A session", "amount": 2}, {"option": "A term", "amount": 20}]  # rows without an id
    return service(number, schedules=days, cost_options=costs)


def test_second_import_in_another_order_doubles_nothing() -> None:
    rows = [rich(number) for number in range(12)]
    bring_in(rows)
    before, times = directory()[:-1], Schedule.objects.count()
    again = bring_in(shuffled(rows))
    assert (again.new, again.changed, again.same, again.refused) == (0, 0, 12, 0)
    assert (directory()[:-1], Schedule.objects.count()) == (before, times)


def test_import_by_another_name_does_not_take_entries_over() -> None:
    bring_in([service(1)], name="First")
    before = directory()
    other = bring_in([service(1, name="Another name")], name="Second")
    assert (other.new, other.changed, other.refused) == (0, 0, 1)
    assert other.refusals.get().reason == "Another source, First, gives this entry already."
    assert directory() == before


def test_each_entry_keeps_where_it_came_from() -> None:
    bring_in([service(1)])
    origin = Service.objects.get().imported_from
    assert (origin.source.name, origin.source_key) == ("Neighbour", made_id("service", 1))
    first = origin.first_seen_at
    bring_in([service(1)])
    origin.refresh_from_db()
    assert origin.first_seen_at == first
    assert origin.last_seen_at > first


def test_fields_changed_by_hand_are_kept_and_reported_while_others_follow_the_source() -> None:
    bring_in([service(1)])
    Service.objects.update(description="Our own words.")
    done = bring_in([service(1, description="Their new words.", email="new@otter.example")])
    one = Service.objects.get()
    assert (one.description, one.email) == ("Our own words.", "new@otter.example")
    assert kept(done) == {"Splash group 1": ["description"]}
    assert (done.changed, done.kept_by_hand) == (1, 1)


def test_field_kept_once_is_kept_each_time() -> None:
    bring_in([service(1)])
    Service.objects.update(name="Our name")
    for name in ("Their second name", "Their third name"):
        done = bring_in([service(1, name=name)])
        assert Service.objects.get().name == "Our name"
        assert kept(done) == {name: ["name"]}


def test_rows_under_an_entry_changed_by_hand_are_kept() -> None:
    bring_in([service(1)])
    Schedule.objects.update(byday="SU")
    theirs = service(1)
    theirs["schedules"][0]["byday"] = "MO"
    done = bring_in([theirs])
    assert Schedule.objects.get().byday == "SU"
    assert kept(done) == {"Splash group 1": ["schedules"]}


def test_rows_that_the_source_takes_away_go_and_new_ones_come() -> None:
    bring_in([rich(1)])
    theirs = rich(1)
    theirs["schedules"] = [*theirs["schedules"][:1], {"freq": "WEEKLY", "byday": "SU", "opens_at": "9:30am"}]
    bring_in([theirs])
    assert set(Schedule.objects.values_list("byday", flat=True)) == {"MO", "SU"}


def test_provider_and_place_changed_by_hand_are_kept() -> None:
    bring_in([service(1)])
    Provider.objects.update(name="Otter Trust (registered charity)")
    Place.objects.update(name="The Old Hall")
    theirs = service(1)
    theirs["organization"]["name"] = "Otter Foundation"
    theirs["organization"]["email"] = "hello@otter.example"
    theirs["service_at_locations"][0]["location"]["name"] = "Hall One"
    done = bring_in([theirs])
    provider = Provider.objects.get()
    assert (provider.name, provider.email) == ("Otter Trust (registered charity)", "hello@otter.example")
    assert Place.objects.get().name == "The Old Hall"
    assert kept(done) == {"Otter Foundation": ["name"], "Hall One": ["name"]}


def test_entry_made_here_before_the_first_import_is_not_overwritten() -> None:
    bring_in([service(1)])
    ImportedFrom.objects.all().delete()
    done = bring_in([service(1, description="Theirs.", wait_time="6 weeks")])
    one = Service.objects.get()
    assert one.description == "Swimming for children who need more time."
    assert one.wait_time == "6 weeks"  # it was empty here
    assert kept(done) == {"Splash group 1": ["description"]}


# Drafts and approvals --------------------------------------------------------------------------


def draft_of(one: Service, **changes: Any) -> int:
    """Save a draft with these changes; return its revision's number."""
    for name, value in changes.items():
        setattr(one, name, value)
    return one.save_revision().pk


def test_draft_that_waits_is_neither_lost_nor_published() -> None:
    bring_in([service(1)])
    draft = draft_of(Service.objects.get(), description="A draft of ours.")
    done = bring_in([service(1, description="Their new words.")])
    one = Service.objects.get()
    assert one.description == "Their new words."
    assert (one.latest_revision_id, one.has_unpublished_changes, one.live) == (draft, True, True)
    assert one.get_latest_revision_as_object().description == "A draft of ours."
    assert [row["name"] for row in done.report["drafts"]] == ["Splash group 1"]


def test_edit_in_approval_goes_on_after_an_import() -> None:
    workflow = ensure_workflow(ensure_groups()[0])
    sender = make_user("provider@larkshire.example")
    bring_in([service(1)])
    one = Service.objects.get()
    draft_of(one, description="The provider's edit.")
    workflow.start(Service.objects.get(), sender)
    bring_in([service(1, description="Their new words.")])
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    editor = make_user("editor@larkshire.example", is_superuser=True)
    state.current_task_state.approve(user=editor)
    one = Service.objects.get()
    assert (one.description, one.has_unpublished_changes) == ("The provider's edit.", False)
    done = bring_in([service(1, description="Their third words.")])
    assert Service.objects.get().description == "The provider's edit."
    assert kept(done) == {"Splash group 1": ["description"]}


def test_entry_with_a_history_shows_the_import_in_it() -> None:
    bring_in([service(1)])
    one = Service.objects.get()
    one.save_revision().publish()
    bring_in([service(1, description="Their new words.")])
    one = Service.objects.get()
    assert one.latest_revision_id == one.live_revision_id
    assert one.get_latest_revision_as_object().description == "Their new words."
    assert one.revisions.count() == 2
    bring_in([service(1, description="Their new words.")])
    assert one.revisions.count() == 2


def test_checked_day_is_not_moved_by_an_import_that_says_nothing_of_it() -> None:
    bring_in([service(1)])
    Service.objects.update(assured_date="2026-01-12", assured_by_role="the provider")
    bring_in([service(1, description="Their new words.")])
    one = Service.objects.get()
    assert (str(one.assured_date), one.assured_by_role) == ("2026-01-12", "the provider")


# Gone ------------------------------------------------------------------------------------------


def test_what_is_gone_is_marked_and_stays() -> None:
    bring_in([service(1), service(2)])
    checked = bring_in([service(2)], dry_run=True)
    assert (checked.gone, ImportedFrom.objects.filter(is_gone=True).count()) == (1, 0)
    done = bring_in([service(2)])
    assert (done.gone, [row["name"] for row in done.report["gone"]]) == (1, ["Splash group 1"])
    lost = ImportedFrom.objects.get(is_gone=True)
    assert (lost.service.name, lost.service.live, lost.service.status) == ("Splash group 1", True, "active")


def test_what_is_gone_ends_when_asked_and_comes_back_with_its_own_id() -> None:
    bring_in([service(1), service(2)])
    number = Service.objects.get(uuid=made_id("service", 1)).pk
    bring_in([service(2)], end_gone=True)
    assert Service.objects.get(pk=number).status == "defunct"
    assert not Service.objects.published().filter(pk=number).exists()
    back = bring_in([service(1), service(2)])
    assert (back.new, back.changed, back.kept_by_hand, back.gone) == (0, 1, 0, 0)
    one = Service.objects.get(pk=number)
    assert (one.status, one.imported_from.is_gone) == ("active", False)


def test_entry_ended_by_an_editor_is_not_brought_back() -> None:
    bring_in([service(1)])
    Service.objects.update(status="defunct")
    done = bring_in([service(1)])
    assert Service.objects.get().status == "defunct"
    assert kept(done) == {"Splash group 1": ["status"]}


def test_refused_row_does_not_count_as_gone() -> None:
    bring_in([service(1), service(2)])
    done = bring_in([service(1, name=""), service(2)])
    assert (done.refused, done.gone) == (1, 0)


def test_other_sources_entries_are_never_gone() -> None:
    bring_in([service(1)], name="First")
    done = bring_in([service(2)], name="Second")
    assert (done.new, done.gone) == (1, 0)


PART = "This file holds one page of several, so nothing counts as gone."


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (service(2), "This file holds one thing of a directory, so nothing counts as gone."),
        ({"total_pages": 4, "contents": [service(2)]}, PART),
        ({"contents": [service(2)], "total_pages": 4}, PART),
        ({"contents": [service(2)], "total_items": 2}, PART),
    ],
)
def test_part_of_a_directory_makes_nothing_gone_and_says_so(body: Body, note: str) -> None:
    bring_in([service(1), service(2)])
    done = bring_in(body, end_gone=True)
    assert (done.gone, done.same) == (0, 1)
    assert done.report["notes"] == [note]


@pytest.mark.parametrize(
    "body", [[], {"contents": [], "total_pages": 1}, [{"id": "x", "website": "https://a.example"}]]
)
def test_source_without_services_makes_nothing_gone(body: Any) -> None:
    bring_in([service(1)])
    done = bring_in(body, end_gone=True)
    assert (done.state, done.gone) == ("done", 0)
    assert "The source holds no services, so nothing counts as gone." in done.report["notes"]


@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_page_on_one_line_is_read_as_a_page(ending: str) -> None:
    body = json.dumps({"contents": [service(1), service(2)], "total_pages": 1}) + ending
    assert bring_in(body.encode()).new == 2


def test_one_thing_a_line_is_read_with_empty_lines_between() -> None:
    body = "\n\n".join(json.dumps(service(number)) for number in range(3)) + "\n"
    done = bring_in(body.encode())
    assert (done.new, done.refused) == (3, 0)
