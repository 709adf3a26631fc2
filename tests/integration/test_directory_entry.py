"""The entry page: seven answers in their order, what is not known said, nothing shown that must not be."""

from datetime import date, time, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import RequestFactory

from localoffer.models import (
    Contact,
    CostOption,
    FamilyQuestion,
    ImportedFrom,
    ImportSource,
    Phone,
    Schedule,
    SchoolBreak,
    Service,
)
from localoffer.models.service import Needed, Referral, Status
from localoffer.queries import whole_entries

from .finding_directory import make_place, make_service

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 21)
QUESTIONS = [
    "What is it?",
    "Who can go?",
    "Do we need a diagnosis, a plan or a referral?",
    "How long is the wait?",
    "What does it cost?",
    "Can we get in, and will it suit us?",
    "How do we start?",
    "When is it?",
    "Where is it?",
    "How do we get in touch?",
    "Who runs it?",
    "What have other families asked?",
]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-10-21 09:00", tick=False):
        yield


def page_of(client, service: Service) -> BeautifulSoup:
    response = client.get(service.get_absolute_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def part(page: BeautifulSoup, key: str) -> str:
    return page.select_one(f"section[aria-labelledby={key}]").get_text(" ", strip=True)


def test_questions_stand_in_their_order(client):
    page = page_of(client, make_service("Empty"))
    assert [one.get_text(strip=True) for one in page.select("h2.gt-answer__question")] == QUESTIONS


def test_missing_answers_say_when_we_asked_and_how_to_ask(client):
    service = make_service("Empty", asked_provider_date=date(2026, 9, 1))
    Phone.objects.create(service=service, number="01632 960001")
    page = page_of(client, service)
    for key in ("what", "wait", "cost", "start"):
        assert "Nobody has told us yet. We asked on Tuesday 1 September 2026." in part(page, key)
        assert "01632 960001" in part(page, key)


def test_phone_can_be_rung_from_the_top_of_the_entry(client):
    service = make_service("Club")
    assert not page_of(client, service).select(".gt-help__top a[href^='tel:']")
    Phone.objects.create(service=service, number="01632 960001")
    (ring,) = page_of(client, service).select(".gt-help__top a[href^='tel:']")
    assert (ring["href"], ring.get_text()) == ("tel:01632960001", "Phone 01632 960001")


def test_each_way_to_get_in_touch_that_an_entry_lacks_is_its_providers(client):
    service = make_service("Club", email="club@larkshire.example")
    service.provider.phone = "01632 960002"
    service.provider.email = "office@larkshire.example"
    service.provider.save()
    page = page_of(client, service)
    links = [one["href"] for one in page.select(".gt-reaches a")]
    assert links == ["tel:01632960002", "mailto:club@larkshire.example"]


def test_key_fact_that_nobody_told_us_says_so(client):
    page = page_of(client, make_service("Club", wait_weeks=None, minimum_age=5, maximum_age=9))
    facts = {
        one.dt.get_text(strip=True): one.dd.get_text(strip=True) for one in page.select(".gt-key-facts > div")
    }
    assert facts["Who for"] == "Ages 5 to 9"
    assert facts["Wait"] == "We have not been told yet"
    assert "Where" not in facts


@pytest.mark.parametrize(
    ("places", "where"), [(1, "The Mill 1, Thornby, or online"), (2, "At 2 places, or online")]
)
def test_key_facts_name_the_place(client, places, where):
    at = [make_place(f"The Mill {number}", "Thornby") for number in range(1, places + 1)]
    page = page_of(client, make_service("Club", places=at, is_at_place=True, is_online=True))
    facts = {
        one.dt.get_text(strip=True): one.dd.get_text(strip=True) for one in page.select(".gt-key-facts > div")
    }
    assert facts["Where"] == where


def test_answers_are_told_in_plain_words(client):
    service = make_service(
        "Club",
        description="We play.\n\nWe talk.",
        minimum_age=5,
        maximum_age=11,
        diagnosis=Needed.NO,
        ehc_plan=Needed.YES,
        referral=Referral.PROFESSIONAL,
        wait_weeks=30,
        fees_description="Five pounds a time",
    )
    CostOption.objects.create(service=service, option="Brothers and sisters", amount="2.50")
    page = page_of(client, service)
    assert "Ages 5 to 11" in part(page, "who")
    assert "You do not need a diagnosis." in part(page, "needed")
    assert "You need an EHC plan." in part(page, "needed")
    assert "must ask for you" in part(page, "needed")
    assert "About 7 months" in part(page, "wait")
    assert "Brothers and sisters: £2.50" in part(page, "cost")
    assert len(page.select("section[aria-labelledby=what] p")) == 2


def test_times_are_in_words_with_next_dates_that_leave_out_half_term(client):
    SchoolBreak.objects.create(
        name="Half-term", kind="half_term", first_date=date(2026, 10, 26), last_date=date(2026, 10, 30)
    )
    service = make_service("Club")
    Schedule.objects.create(
        service=service,
        freq="WEEKLY",
        byday="TU",
        opens_at=time(16),
        closes_at=time(17, 30),
        term_time="term",
    )
    text = part(page_of(client, service), "when")
    assert "Every Tuesday, 4pm to 5.30pm, term time only" in text
    assert "Tuesday 3 November 2026" in text
    assert "Tuesday 27 October 2026" not in text


def test_a_time_that_is_over_is_not_shown(client):
    service = make_service("Club")
    Schedule.objects.create(service=service, freq="WEEKLY", byday="TU", valid_to=TODAY - timedelta(days=1))
    assert "Every Tuesday" not in part(page_of(client, service), "when")


def test_masked_place_shows_its_town_and_nothing_else(client):
    place = make_place(
        "Secret House",
        "Thornby",
        (53.123456, -0.987654),
        is_masked=True,
        transportation="Bus 9 stops outside",
    )
    service = make_service("Refuge", places=[place])
    Schedule.objects.create(service=service, freq="WEEKLY", byday="TU", place=place)
    page = page_of(client, service)
    text = str(page)
    assert "Thornby" in part(page, "where")
    for secret in ("Secret House", "ZZ1 1AA", "53.12", "0.98", "Bus 9", "openstreetmap"):
        assert secret not in text


def test_open_place_has_address_and_map(client):
    page = page_of(client, make_service("Club", places=[make_place("The Mill", "Thornby", (53.1, -0.9))]))
    assert "1 The Mill Street" in part(page, "where")
    assert page.select_one("section[aria-labelledby=where] a[href^='https://www.openstreetmap.org']")


def test_checked_on_and_by_whom(client):
    service = make_service(
        "Club",
        assured_date=date(2026, 10, 1),
        assured_by_role="Head teacher",
        next_check_date=date(2027, 1, 1),
    )
    text = page_of(client, service).get_text()
    assert "Checked on Thursday 1 October 2026 by the head teacher" in text
    assert "may be out of date" not in text


def test_stale_entry_carries_a_notice(client):
    service = make_service("Club", assured_date=date(2026, 1, 1), next_check_date=date(2026, 4, 1))
    assert "This may be out of date" in page_of(client, service).get_text()


def test_closed_for_now_says_until_when(client):
    service = make_service("Club", status=Status.CLOSED_FOR_NOW, closed_until=date(2026, 12, 1))
    assert "Closed for now, until Tuesday 1 December 2026" in page_of(client, service).get_text()


def test_questions_of_families_with_and_without_answers(client):
    service = make_service("Club")
    FamilyQuestion.objects.create(service=service, question="Is there parking?", asked_date=date(2026, 9, 2))
    FamilyQuestion.objects.create(
        service=service,
        question="Can dads come?",
        asked_date=date(2026, 8, 1),
        answer="Yes!",
        answered_date=date(2026, 8, 3),
    )
    text = part(page_of(client, service), "asked")
    assert "No answer yet. We asked on Wednesday 2 September 2026." in text
    assert text.index("Can dads come?") < text.index("Is there parking?")


def test_where_an_entry_came_from_is_said(client):
    service = make_service("Club")
    source = ImportSource.objects.create(name="Neighbourshire's directory", kind="oruk", is_neighbour=True)
    moment = service.last_modified
    ImportedFrom.objects.create(
        service=service, source=source, source_key="1", first_seen_at=moment, last_seen_at=moment
    )
    assert "This comes from Neighbourshire's directory, another area's directory." in page_of(
        client, service
    ).get_text(" ", strip=True)


def test_text_is_escaped(client):
    text = str(page_of(client, make_service("Club", description="<script>alert(1)</script>")))
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("fields", [{"live": False}, {"status": Status.ENDED}])
@pytest.mark.parametrize("ending", ["", ".ics"])
def test_what_is_not_public_is_not_found(client, fields, ending):
    service = make_service("Hidden", **fields)
    address = service.get_absolute_url()
    assert client.get(address.rstrip("/") + ending if ending else address).status_code == 404


def test_queries_do_not_grow_with_the_parts(client, django_assert_num_queries):
    small = make_service("Small", places=[make_place("One", "Thornby")], days="MO")
    big = make_service("Big", places=[make_place(f"P{n}", "Thornby") for n in range(6)], days="MO")
    for number in range(6):
        Schedule.objects.create(
            service=big, freq="WEEKLY", byday="TU", place=big.service_places.first().place
        )
        Contact.objects.create(service=big, name=f"Person {number}")
    Schedule.objects.create(
        service=small, freq="WEEKLY", byday="TU", place=small.service_places.first().place
    )
    client.get(small.get_absolute_url())  # the glossary is read once and remembered
    with django_assert_num_queries(17):
        client.get(small.get_absolute_url())
    with django_assert_num_queries(17):
        client.get(big.get_absolute_url())


def test_preview_shows_the_draft_with_rows_not_saved_yet():
    service = make_service("Club", summary="As approved")
    draft = Service.objects.get(pk=service.pk)
    draft.summary = "As drafted"
    draft.phones = [Phone(number="01632 960777")]
    request = RequestFactory().get("/")
    response = draft.make_preview_request(request)
    text = response.render().content.decode() if hasattr(response, "render") else response.content.decode()
    assert "As drafted" in text
    assert "01632 960777" in text
    assert "As approved" not in text
    assert "Keep on my list" not in text


def test_preview_of_a_new_entry_with_nothing_in_it():
    response = Service().make_preview_request(RequestFactory().get("/"))
    assert response.status_code == 200


def test_whole_entries_hold_only_what_is_public():
    make_service("Draft", live=False)
    make_service("Over", status=Status.ENDED)
    shown = make_service("Shown")
    assert list(whole_entries().order_by("pk")) == [shown]
