"""What comes from outside does no harm: no HTML, no secret address shown, and never a crash."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.models import ImportedFrom, Place, Service
from tests.integration.feed_server import made_id, service
from tests.integration.import_files import bring_in
from tests.unit.test_import_fuzz import spots, trees

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("Swim <b>gently</b>", "Swim gently"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a<script>alert(1)</script>b", "a b"),
        ("a<SCRIPT SRC=//x.example/x.js>b", "a"),
        ("<img src=x onerror=alert(1)>Swim", "Swim"),
        ('<a href="javascript:alert(1)" onclick="alert(1)">Swim</a>', "Swim"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Swim", "Swim"),
        ("&amp;lt;img src=x onerror=alert(1)&amp;gt;Swim", "Swim"),
        ("<style>p{}</style>Swim<!-- note -->", "Swim"),
        ("<iframe src=//x.example></iframe>Swim", "Swim"),
        ("<svg onload=alert(1)>Swim", "Swim"),
        ("Mum &amp; Dad, ages 5 &lt; 8", "Mum & Dad, ages 5 < 8"),
        ("Swim\u202egnimmiws\u0000\u200b", "Swimgnimmiws"),
    ],
)
def test_text_of_a_feed_comes_in_as_plain_words(given_text: str, kept: str) -> None:
    bring_in([service(1, description=given_text, name=given_text)])
    one = Service.objects.get()
    assert one.description == kept
    assert one.name == " ".join(kept.split())


def test_rows_under_an_entry_are_cleaned_too(client: Client) -> None:
    evil = '<img src=x onerror="alert(1)"><script>alert(1)</script>Swim'
    body = service(1, alert=evil, wait_time=evil, eligibility_description=evil)
    body["schedules"][0] |= {"description": evil, "notes": evil}
    body["cost_options"][0] |= {"option": evil, "amount_description": evil}
    body["contacts"][0] |= {"name": evil, "title": evil}
    body["organization"] |= {"name": evil, "description": evil}
    place = body["service_at_locations"][0]["location"]
    place |= {"name": evil, "description": evil}
    place["addresses"][0]["address_1"] = evil
    bring_in([body])
    one = Service.objects.get()
    stored = [one.alert, one.wait_time, one.eligibility, one.schedules.get().notes, one.provider.name]
    stored += [one.cost_options.get().option, one.contacts.get().title]
    stored += [Place.objects.get().name, Place.objects.get().addresses.get().address_1]
    assert stored == ["Swim"] * len(stored)
    page = client.get(one.get_absolute_url()).content.decode()
    assert "onerror" not in page
    assert "alert(1)" not in page


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//x.example",
        "https://user:word@x.example/",
    ],
)
def test_link_that_is_no_web_page_is_left_out(link: str) -> None:
    body = service(1, url=link)
    body["organization"]["website"] = link
    body["schedules"][0]["schedule_link"] = link
    bring_in([body])
    one = Service.objects.get()
    assert (one.url, one.provider.website, one.schedules.get().schedule_link) == ("", "", "")


# Secret addresses ------------------------------------------------------------------------------


def test_place_made_secret_here_stays_secret_and_out_of_the_feed(client: Client) -> None:
    bring_in([service(1)])
    Place.objects.update(is_masked=True)
    theirs = service(1, description="Their new words.")
    theirs["service_at_locations"][0]["location"]["name"] = "Refuge, 1 Mill Lane"
    for _ in range(2):
        bring_in([theirs])
        assert Place.objects.get().is_masked
    one = Service.objects.get()
    assert one.description == "Their new words."
    shown = client.get(one.get_absolute_url()).content.decode()
    told = client.get(f"/api/oruk/v3/services/{made_id('service', 1)}").content.decode()
    assert "Mill Lane" not in shown + told
    assert "ZZ3 4AB" not in shown + told


def test_own_feed_without_its_secret_place_does_not_take_the_place_away(client: Client) -> None:
    bring_in([service(1)])
    ImportedFrom.objects.all().delete()  # an entry of our own
    Place.objects.update(is_masked=True)
    own = client.get(f"/api/oruk/v3/services/{made_id('service', 1)}").json()
    assert "service_at_locations" not in own
    bring_in([own])
    assert Service.objects.get().service_places.get().place.is_masked


# Anything at all -------------------------------------------------------------------------------


def as_correct_json(value: Any) -> Any:
    """The value without what JSON has no word for, such as infinity."""
    return json.loads(json.dumps(value), parse_constant=str)


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(spot=st.sampled_from(spots(service(1))[1:]), value=trees)
def test_one_wrong_value_anywhere_never_stops_an_import(db: None, spot: tuple[Any, ...], value: Any) -> None:
    body = json.loads(json.dumps(service(1)))
    inner: Any = body
    for key in spot[:-1]:
        inner = inner[key]
    inner[spot[-1]] = as_correct_json(value)
    done = bring_in([body, service(2)])
    assert done.state == "done"
    assert Service.objects.filter(uuid=made_id("service", 2)).exists()


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=trees)
def test_any_saved_json_ends_as_done_or_with_a_sentence(db: None, body: Any) -> None:
    done = bring_in(as_correct_json(body))
    assert done.state == "done" or (done.state == "failed" and done.error)
