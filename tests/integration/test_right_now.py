"""What is true just now: told in seconds, shown at once on kept pages, believed for its days."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from localoffer.checking_day import note
from localoffer.finding import Search, find
from localoffer.live_fact_actions import (
    change_places,
    tell_closed,
    tell_message,
    tell_places,
    tell_wait,
)
from localoffer.live_fact_queries import live_facts_of
from localoffer.models import EntryOwner, LiveFact
from portal.realtime.models import Change
from tests.integration.checking_area import own, page_of
from tests.integration.directory_people import Area, make_area

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 3)
MORNING = datetime(2026, 3, 3, 10, 15, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def area() -> Area:
    return make_area()


@pytest.fixture
def keeper(area: Area) -> EntryOwner:
    return own(area.own)


@pytest.fixture
def told(area: Area) -> dict[str, object]:
    """What every telling says besides what it tells."""
    return {"service": area.own, "by": None, "role": "Club manager", "at": MORNING}


@pytest.fixture(autouse=True)
def in_the_morning():
    with time_machine.travel(MORNING, tick=False):
        yield


def press(client: Client, keeper: EntryOwner, area: Area, do: str, **fields: object) -> str:
    answer = client.post(page_of(keeper, area.own.slug, "now"), {"do": do, **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def seen_by_families(client: Client, area: Area) -> list[str]:
    """The kept search page, the entry's page and the two parts that open pages fetch."""
    return [
        client.get(address).content.decode()
        for address in (
            "/find-help/",
            area.own.get_absolute_url(),
            reverse("localoffer:found-now"),
            reverse("localoffer:entry-now", args=[area.own.uuid]),
        )
    ]


def test_each_button_is_seen_at_once_by_families_with_when_and_by_whom(
    client: Client, area: Area, keeper: EntryOwner
) -> None:
    for do, fields, said in (
        ("more", {}, "1 place left"),
        ("more", {}, "2 places left"),
        ("fewer", {}, "1 place left"),
        ("full", {}, "Full just now"),
        ("places", {"places": "7"}, "7 places left"),
        ("closed-today", {}, "Closed today"),
        ("closed", {"until": "2026-03-05"}, "Closed until the end of Thursday 5 March 2026"),
        ("wait", {"weeks": "6"}, "Wait now: About 6 weeks"),
        ("message", {"message": "Small hall <b>today</b>"}, "Small hall &lt;b&gt;today&lt;/b&gt;"),
    ):
        press(client, keeper, area, do, **fields)
        for page in seen_by_families(client, area):
            assert said in page, do
            assert "The club manager told us today at 10.15am" in page

    for do in ("no-places", "open", "no-wait", "no-message"):
        press(client, keeper, area, do)
    assert not any("told us today" in page for page in seen_by_families(client, area))


def test_open_pages_hear_of_each_telling(area: Area, told: dict[str, object]) -> None:
    before = Change.objects.count()
    tell_places(number=2, **told)
    groups = list(Change.objects.order_by("pk").values_list("group", flat=True))[before:]
    assert groups == [f"topic.entry.{area.own.uuid}", "topic.directory.all"]


@pytest.mark.parametrize(
    ("do", "fields", "said"),
    [
        ("places", {"places": ""}, "Write how many places are left"),
        ("places", {"places": "lots"}, "in figures"),
        ("places", {"places": "-1"}, "Write 0 when it is full"),
        ("places", {"places": "99999999999"}, "or less"),
        ("wait", {"weeks": "1e3"}, "in figures"),
        ("closed", {"until": "2026-03-02"}, "Choose one of the days in the list"),
        ("closed", {"until": "\0"}, "Choose one of the days in the list"),
        ("message", {"message": "x" * 141}, "Use 140 letters or fewer"),
        ("burn", {}, "What is true today?"),
        ("", {}, "What is true today?"),
    ],
)
def test_bad_input_comes_back_and_tells_families_nothing(
    client: Client, area: Area, keeper: EntryOwner, do: str, fields: dict[str, str], said: str
) -> None:
    assert said in press(client, keeper, area, do, **fields)
    assert not LiveFact.objects.exists()


def test_closed_today_ends_at_midnight_even_on_kept_pages(
    client: Client, area: Area, told: dict[str, object]
) -> None:
    tell_closed(until=TODAY, **told)
    assert all("Closed today" in page for page in seen_by_families(client, area))
    with time_machine.travel(MORNING + timedelta(hours=14), tick=False):
        assert not any("Closed today" in page for page in seen_by_families(client, area))


def test_whats_on_says_which_days_are_closed(client: Client, area: Area, told: dict[str, object]) -> None:
    address = reverse("localoffer:whats-on")
    saturday = date(2026, 3, 7)  # both clubs run on Saturdays
    assert client.get(address).content.decode().count("Closed that day") == 0
    tell_closed(until=saturday, **told)
    page = client.get(address).content.decode()
    assert page.count("Closed that day") == 1
    assert "The club manager told us today at 10.15am" in page


def test_places_told_too_long_ago_are_shown_with_their_day_and_left_out_of_the_filter(
    client: Client, area: Area, told: dict[str, object]
) -> None:
    tell_places(number=3, **told)
    assert find(Search(room=("places",))).ids == [area.own.pk]

    later = MORNING + timedelta(days=7)
    with time_machine.travel(later, tick=False):
        note(later)
        assert find(Search(room=("places",))).ids == []
        page = client.get(area.own.get_absolute_url()).content.decode()
        assert "3 places left" in page
        assert "told us on Tuesday 3 March 2026" in page


def test_filter_stands_there_only_when_somebody_has_places(
    client: Client, area: Area, told: dict[str, object]
) -> None:
    assert "Has places now" not in client.get("/find-help/").content.decode()
    tell_places(number=1, **told)
    assert "Has places now" in client.get("/find-help/").content.decode()


def test_what_was_told_is_never_changed(told: dict[str, object]) -> None:
    fact = tell_places(number=3, **told)
    fact.number = 4
    with pytest.raises(TypeError, match="never changed"):
        fact.save()


def test_actions_refuse_what_cannot_be(told: dict[str, object]) -> None:
    for wrong in (
        lambda: tell_places(number=-1, **told),
        lambda: tell_wait(weeks=1000, **told),
        lambda: tell_closed(until=TODAY - timedelta(days=1), **told),
        lambda: tell_message(words="x" * 141, **told),
        lambda: tell_message(words="Hello", until=TODAY - timedelta(days=1), **told),
    ):
        with pytest.raises(ValueError, match=r"\.$"):
            wrong()
    assert not LiveFact.objects.exists()


def test_places_never_go_below_none_and_a_press_counts_from_what_is_believed(
    area: Area, told: dict[str, object]
) -> None:
    assert change_places(step=-1, **told).number == 0
    tell_places(number=5, **told)
    later = {**told, "at": MORNING + timedelta(days=8)}
    assert change_places(step=1, **later).number == 1


def test_newest_of_each_kind_is_read_in_one_query(
    area: Area, told: dict[str, object], django_assert_num_queries
) -> None:
    for number in range(5):
        tell_places(number=number, **told)
        tell_wait(weeks=number, **told)
        tell_places(number=9, **{**told, "service": area.other})
    with django_assert_num_queries(1):
        facts = live_facts_of([area.own.pk, area.other.pk])
    assert {pk: {kind: fact.number for kind, fact in found.items()} for pk, found in facts.items()} == {
        area.own.pk: {"places": 4, "wait": 4},
        area.other.pk: {"places": 9},
    }


def test_part_of_an_entry_is_not_there_for_what_families_may_not_see(client: Client, area: Area) -> None:
    area.own.live = False
    area.own.save(update_fields=["live"])
    assert client.get(reverse("localoffer:entry-now", args=[area.own.uuid])).status_code == 404
