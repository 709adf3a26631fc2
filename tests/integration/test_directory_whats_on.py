"""What's on from schedules, and calendar files."""

from datetime import date, time

import pytest
import time_machine
from bs4 import BeautifulSoup
from icalendar import Calendar

from localoffer.models import Schedule, SchoolBreak
from localoffer.models.service import Status

from .finding_directory import make_place, make_service, ready

pytestmark = pytest.mark.django_db
ADDRESS, FILE = "/find-help/whats-on/", "/find-help/whats-on.ics"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-10-21 09:00", tick=False):  # a Wednesday
        yield


@pytest.fixture
def half_term():
    SchoolBreak.objects.create(
        name="October half-term",
        kind="half_term",
        first_date=date(2026, 10, 26),
        last_date=date(2026, 10, 30),
    )


def club(name: str, days: str, **fields):
    schedule = {
        "freq": "WEEKLY",
        "opens_at": time(16),
        "closes_at": time(17, 30),
        **fields.pop("schedule", {}),
    }
    return make_service(name, days=days, schedule=schedule, **fields)


def on(client, **asked) -> dict[str, list[str]]:
    page = BeautifulSoup(client.get(ADDRESS, asked).content, "html.parser")
    return {
        day.select_one("h3").get_text(): [one.get_text() for one in day.select("h4")]
        for day in page.select(".gt-on")
    }


def events(response) -> list:
    return [part for part in Calendar.from_ical(response.content).walk("VEVENT")]


def test_today_weekend_and_the_next_seven_days(client):
    club("Wednesdays", "WE")
    club("Sundays", "SU")
    club("Thursdays", "TH")
    ready()
    assert on(client, when="today") == {"Wednesday 21 October 2026": ["Wednesdays"]}
    assert on(client, when="weekend") == {"Sunday 25 October 2026": ["Sundays"]}
    assert list(on(client).values()) == [["Wednesdays"], ["Thursdays"], ["Sundays"]]


def test_what_is_open_every_day_comes_after_the_clubs(client):
    team = club("Out-of-hours team", "MO,TU,WE,TH,FR", schedule={"opens_at": time(17)})
    all_day = {"freq": "WEEKLY", "opens_at": time(0), "closes_at": time(23, 59)}
    Schedule.objects.create(service=team, byday="SA,SU", **all_day)
    club("All day and night fair", "SU", schedule=all_day)
    club("Sundays", "SU")
    ready()
    page = BeautifulSoup(client.get(ADDRESS, {"when": "weekend"}).content, "html.parser")
    saturday, sunday = (
        [heading.get_text() for heading in day.select("h4, h5")] for day in page.select(".gt-on")
    )
    assert saturday == ["Open every day", "Out-of-hours team"]
    assert sunday == ["Sundays", "All day and night fair", "Open every day", "Out-of-hours team"]


def test_half_term_leaves_out_what_is_in_term_only(client, half_term):
    club("Term club", "TU", schedule={"term_time": "term"})
    club("Holiday club", "TU", schedule={"term_time": "holidays"})
    ready()
    assert on(client, when="half-term") == {"Tuesday 27 October 2026": ["Holiday club"]}


def test_half_term_not_known_is_said(client):
    assert b"We do not know the next half-term yet" in client.get(ADDRESS, {"when": "half-term"}).content


def test_filters_of_need_age_and_town(client):
    club("Autism club", "WE", terms=[("need", "Autism")], maximum_age=8)
    club("Speech club", "WE", terms=[("need", "Speech")], places=[make_place("The Mill", "Thornby")])
    ready()
    assert on(client, need="autism") == {"Wednesday 21 October 2026": ["Autism club"]}
    assert on(client, age="15") == {"Wednesday 21 October 2026": ["Speech club"]}


def test_what_is_not_running_is_not_on(client):
    club("Shut", "WE", status=Status.CLOSED_FOR_NOW)
    club("Over", "WE", status=Status.ENDED)
    club("Draft", "WE", live=False)
    club("Past", "WE", schedule={"valid_to": date(2026, 10, 1)})
    club("Open all week", "MO,TU,WE,TH,FR")
    ready()
    assert on(client) == {}
    assert b"Nothing is on that fits" in client.get(ADDRESS).content


@pytest.mark.parametrize("asked", [{"when": "never"}, {"page": "99"}, {"age": "x"}, {"town": "nowhere"}])
def test_odd_addresses_are_answered(client, asked):
    club("Wednesdays", "WE")
    ready()
    assert client.get(ADDRESS, asked).status_code == 200
    assert client.get(FILE, asked).status_code == 200


def test_queries_do_not_grow(client, django_assert_max_num_queries):
    for number in range(12):
        club(f"Club {number}", "WE", places=[make_place(f"P{number}", "Thornby")])
    ready()
    client.get(ADDRESS, {"when": "today"})
    with django_assert_max_num_queries(10):
        client.get(ADDRESS)


def test_entry_calendar_keeps_the_clock_over_the_change(client):
    service = club("Fridays, and more; always", "FR")
    found = events(client.get(service.get_absolute_url().rstrip("/") + ".ics"))
    before, after = (one.decoded("dtstart") for one in found[:2])
    assert (before.date(), after.date()) == (date(2026, 10, 23), date(2026, 10, 30))
    assert (before.hour, after.hour) == (16, 16)
    assert before.utcoffset() != after.utcoffset()  # the clocks go back on 25 October 2026
    assert str(found[0]["summary"]) == "Fridays, and more; always"


def test_calendar_ids_stay_the_same_and_are_each_one_only(client):
    address = club("Fridays", "FR").get_absolute_url().rstrip("/") + ".ics"
    ids = [str(one["uid"]) for one in events(client.get(address))]
    assert len(ids) == len(set(ids)) > 20
    assert ids == [str(one["uid"]) for one in events(client.get(address))]


def test_calendar_text_cannot_break_out(client):
    service = club("Name\r\nBEGIN:VEVENT", "FR", summary="Line\r\nEND:VCALENDAR")
    found = events(client.get(service.get_absolute_url().rstrip("/") + ".ics"))
    assert all(str(one["uid"]).endswith("@local-offer") for one in found)


def test_calendar_of_a_masked_place_names_the_town_only(client):
    place = make_place("Secret House", "Thornby", is_masked=True)
    service = make_service("Refuge", places=[place])
    Schedule.objects.create(service=service, freq="WEEKLY", byday="FR", place=place)
    content = client.get(service.get_absolute_url().rstrip("/") + ".ics").content.decode()
    assert "Thornby" in content
    assert "Secret" not in content


def test_calendar_without_a_time_is_a_whole_day(client):
    service = make_service("Fair")
    Schedule.objects.create(service=service, dtstart=date(2026, 11, 7))
    [one] = events(client.get(service.get_absolute_url().rstrip("/") + ".ics"))
    assert one.decoded("dtstart") == date(2026, 11, 7)


def test_calendar_of_a_search_holds_what_it_finds(client):
    club("Autism club", "WE", terms=[("need", "Autism")])
    club("Speech club", "WE", terms=[("need", "Speech")])
    ready()
    response = client.get(FILE, {"need": "autism"})
    assert response["Content-Type"].startswith("text/calendar")
    assert {str(one["summary"]) for one in events(response)} == {"Autism club"}


def test_calendar_of_a_search_is_made_once(client, django_assert_num_queries):
    club("Autism club", "WE", terms=[("need", "Autism")])
    ready()
    first = client.get(FILE, {"need": "autism"})
    with django_assert_num_queries(1):
        second = client.get(FILE, {"need": "autism"})
    assert second.content == first.content
    assert second["Content-Type"].startswith("text/calendar")
    assert second["Content-Disposition"] == first["Content-Disposition"]
    club("Another club", "WE", terms=[("need", "Autism")])
    ready()
    assert b"Another club" in client.get(FILE, {"need": "autism"}).content


def test_calendar_of_a_search_names_the_host_that_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    club("Autism club", "WE")
    ready()
    for host in settings.ALLOWED_HOSTS:
        assert host.encode() in client.get(FILE, headers={"host": host}).content
