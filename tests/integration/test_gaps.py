"""What families did not find: counted by need, age band and area, never by words; small numbers hidden."""

import csv
import datetime
import io

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from localoffer.finding import Search
from localoffer.gap_actions import count_failed_search
from localoffer.gap_queries import gaps_of
from localoffer.gap_rules import area_of, band_of, need_of, town_among
from localoffer.models import MissingNote, Postcode, SearchGap, SynonymSet
from portal.access.roles import Role
from tests.people_factories import sign_in_fully, user

from .directory_people import make_area

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 23)
ADDRESS = "/find-help/not-found/"


def counted(query: str) -> bool:
    from django.http import QueryDict

    return count_failed_search(search=Search.from_query(QueryDict(query)), at=NOON)


def row() -> tuple:
    one = SearchGap.objects.get()
    return (one.month, one.need, one.age, one.area, one.count)


def test_search_that_found_nothing_is_counted_without_its_words():
    make_area()
    Postcode.objects.create(code="ZZ34AB", latitude=53.0, longitude=-0.9)
    SynonymSet.objects.create(words="Autism\nautistic")
    query = "words=autistic+archery+for+Robin+Otter&age=7&postcode=ZZ3+4AB&cost=free"
    assert counted(query)
    assert counted(query)
    assert row() == (datetime.date(2026, 3, 1), "autism", "5-10", "ZZ3", 2)


@pytest.mark.parametrize("query", ["", "page=3", "words=swimming"])
def test_search_for_nothing_or_with_an_answer_is_not_counted(query):
    make_area()
    from localoffer.finding.index import rebuild

    rebuild()
    assert not counted(query)
    assert not SearchGap.objects.exists()


def test_browser_tells_and_another_site_cannot(client):
    make_area()
    sent = {"search": "?words=archery"}
    assert client.post(ADDRESS, sent, headers={"origin": "http://elsewhere.example"}).status_code == 204
    assert client.post(ADDRESS, sent).status_code == 204
    assert not SearchGap.objects.exists()
    assert (
        Client(enforce_csrf_checks=True)
        .post(ADDRESS, sent, headers={"origin": "http://testserver"})
        .status_code
        == 204
    )
    assert row()[1:] == ("", "", "", 1)


def test_page_of_a_search_without_an_answer_asks_to_be_counted(client):
    make_area()
    page = BeautifulSoup(client.get("/find-help/?words=archery").content, "html.parser")
    assert page.select_one("[data-not-found]")["data-not-found"] == "?words=archery"


def test_rules_of_filing():
    said_as = {"autism": ["Autism", "autistic"], "sleep": ["Sleep"], "sight": ["Sight", "blind people"]}
    assert need_of(["sleep"], "autism", said_as) == "sleep"
    assert need_of([], "clubs for blind people", said_as) == "sight"
    assert need_of([], "autistic and no sleep", said_as) == "several"
    assert need_of(["made-up"], "Robin", said_as) == ""
    assert (band_of([7]), band_of(range(5, 11)), band_of(range(9, 13)), band_of([])) == (
        "5-10",
        "5-10",
        "",
        "",
    )
    towns = ["Thornby", "Otterby"]
    assert area_of(Search(town=("thornby",)), towns=towns, postcode_is_known=False) == "Thornby"
    assert area_of(Search(town=("My road 7",)), towns=towns, postcode_is_known=False) == ""
    assert area_of(Search(postcode="ZZ3 4AB"), towns=towns, postcode_is_known=True) == "ZZ3"
    assert area_of(Search(postcode="ZZ3 4AB"), towns=towns, postcode_is_known=False) == ""
    assert (town_among(" otterby ", towns), town_among("Robin at 7 High Street", towns)) == ("Otterby", "")


def many(need: str, age: str, area: str, count: int, month: int = 3) -> None:
    SearchGap.objects.create(month=datetime.date(2026, month, 1), need=need, age=age, area=area, count=count)


def test_small_numbers_are_hidden_in_every_table():
    make_area()
    many("autism", "5-10", "Thornby", 40)
    many("autism", "11-15", "Thornby", 3)
    many("autism", "11-15", "Otterby", 25)
    tables = dict(gaps_of(2026, today=TODAY).tables)["Searches that found nothing"]
    ages = tables[0]
    ((need, cells, total),) = ages.rows
    assert (need, total) == ("Autism", 68)
    shown = dict(zip(ages.across, cells, strict=True))
    assert shown["0 to 4"] is None
    assert shown["5 to 10"] == 40
    assert shown["11 to 15"] is None  # with nothing else hidden beside it, "none" could be worked out


def test_month_that_runs_and_other_years_are_left_out():
    make_area()
    many("", "", "", 50, month=11)
    assert dict(gaps_of(2026, today=TODAY).tables)["Searches that found nothing"][0].rows == []
    assert (
        dict(gaps_of(2026, today=datetime.date(2026, 12, 1)).tables)["Searches that found nothing"][0].total
        == 50
    )


def test_notes_of_missing_help_are_counted_by_known_town():
    make_area()
    with time_machine.travel(NOON, tick=False):
        for number in range(12):
            MissingNote.objects.create(words="Robin Otter needs archery", age=7, town=f"{number} High Street")
    table = dict(gaps_of(2026, today=TODAY).tables)["Families who told us that help is missing"][1]
    assert table.across == ["Not said"]
    assert [(need, total) for need, _, total in table.rows] == [("Not said", 12)]


@time_machine.travel("2026-11-23 12:00", tick=False)
def test_page_and_file_are_for_those_who_plan_help(client, django_assert_max_num_queries):
    make_area()
    many("autism", "5-10", "=1+1", 40)
    leader = sign_in_fully(Client(), user(role=Role.SENIOR_LEADER))
    assert "Autism" in leader.get("/gaps/").content.decode()
    lines = list(csv.reader(io.StringIO(leader.get("/gaps/file.csv?year=2026").content.decode())))
    with django_assert_max_num_queries(20):
        leader.get("/gaps/")
    assert leader.get("/gaps/?year=1999").status_code == 404
    assert lines[0] == ["What", "Table", "Need", "Age or area", "Count"]
    assert ["Searches that found nothing", "By need and age", "Autism", "All", "40"] in lines
    # A larger number may be hidden too, so that a small one cannot be worked out: it is not called small.
    assert ["Searches that found nothing", "By need and age", "Autism", "0 to 4", "not shown"] in lines
    assert not any(cell.startswith("=") for line in lines for cell in line)
    assert client.get("/gaps/").status_code == 302
    assert sign_in_fully(Client(), user(role=Role.PROVIDER)).get("/gaps/").status_code == 404
