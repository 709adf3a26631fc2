"""Rows that are not taken, with their line and reason, and single values that are left out."""

import codecs
from typing import Any

import pytest

from localoffer.models import Place, Provider, Service
from tests.integration.feed_server import Body, made_id, organization, service
from tests.integration.import_files import bring_in, refused

pytestmark = pytest.mark.django_db


def changed(**fields: Any) -> Body:
    """A service with these fields instead; ... takes a field away."""
    body = service(1, **fields)
    return {name: value for name, value in body.items() if value is not ...}


def problems(run: Any) -> list[str]:
    """What was left out of entries that were taken."""
    return [problem for row in run.report.get("warnings", []) for problem in row["problems"]]


NO_NAME = "It has no name."
NO_PROVIDER = "It does not say which organisation runs it."


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (changed(name=...), NO_NAME),
        (changed(name=""), NO_NAME),
        (changed(name="   "), NO_NAME),
        (changed(name=None), NO_NAME),
        (changed(name={"text": "x"}), "Its name is not text."),
        (changed(name=["x"]), "Its name is not text."),
        (changed(name="<script>alert(1)</script>"), NO_NAME),
        (changed(name="x" * 256), "Its name is longer than 255 characters."),
        (changed(organization=..., organization_id=...), NO_PROVIDER),
        (changed(organization=..., organization_id="not a uuid"), NO_PROVIDER),
        (
            changed(organization=..., organization_id=made_id("nobody")),
            "Its organisation is not in the source, or could not be taken.",
        ),
        (
            changed(organization=organization("")),
            "Its organisation is not in the source, or could not be taken.",
        ),
        ("a text", "It is not an object: write each service between { and }."),
        (7, "It is not an object: write each service between { and }."),
        (None, "It is not an object: write each service between { and }."),
        ([service(3)], "It is not an object: write each service between { and }."),
    ],
)
def test_row_that_cannot_be_taken_is_refused_with_its_line_and_reason(row: Any, reason: str) -> None:
    done = bring_in([service(2), row, service(4)])
    assert (done.state, done.new) == ("done", 2)
    assert (2, reason) in refused(done)
    assert Service.objects.count() == 2


def test_service_with_the_id_of_another_is_refused_and_says_where_the_first_is() -> None:
    done = bring_in([service(1), service(2), service(2, id=service(1)["id"])])
    assert (done.new, refused(done)) == (
        2,
        [(3, "This entry stands here twice (first at 1). The first was taken.")],
    )


def test_refusals_are_counted_by_kind() -> None:
    done = bring_in([service(1, organization=organization("")), service(2)])
    counts = done.report["counts"]
    assert (counts["service"]["refused"], counts["provider"]["refused"]) == (1, 1)
    assert (done.refused, done.refusals.count()) == (2, 2)
    assert any(reason == "Provider: It has no name." for _, reason in refused(done))


@pytest.mark.parametrize("given", ["1234", "0", "not-a-uuid", "{b1c7}", "x" * 300, "ключ"])
def test_id_that_is_no_uuid_stands_for_the_same_entry_each_time(given: str) -> None:
    bring_in([service(1, id=given)])
    again = bring_in([service(1, id=given)])
    assert (again.new, again.same, again.gone) == (0, 1, 0)
    assert Service.objects.count() == 1


def test_rows_without_any_id_do_not_double() -> None:
    bare = changed(id=...)
    for name in ("schedules", "cost_options", "contacts", "service_at_locations"):
        bare[name] = [{key: value for key, value in row.items() if key != "id"} for row in bare[name]]
    bring_in([bare])
    again = bring_in([bare])
    assert (again.new, again.changed, again.same) == (0, 0, 1)
    assert Place.objects.count() == Service.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("assured_date", "soon", "assured_date is “soon”, which is not a date."),
        ("assured_date", "2026-02-31", "assured_date is “2026-02-31”, which is not a date."),
        ("assured_date", "0001-01-01", "assured_date is “0001-01-01”, which is not a date."),
        ("assured_date", ["2026-01-01"], "assured_date is not text."),
        ("minimum_age", "seven", "minimum_age is not of the right kind."),
        ("minimum_age", -1, "minimum_age is “-1”, which is too large or too small."),
        ("minimum_age", "1e400x", "minimum_age is not of the right kind."),
        ("minimum_age", {"years": 7}, "minimum_age is not text."),
        ("maximum_age", True, "maximum_age is not text."),
        ("email", "not an email", "email cannot be used: Enter a valid email address."),
        ("email", "a@" + "b" * 300 + ".example", "email is not an email address."),
        ("url", "javascript:alert(1)", "url cannot be used: Enter a valid URL."),
        ("url", "https://user:word@otter.example/", "url has a user name in it."),
        ("url", "https://otter.example/" + "x" * 600, "url is longer than 500 characters."),
        ("status", "perhaps", "status is “perhaps”, which is not one of the choices."),
        ("schedules", "every Monday", "schedules was left out: it is not a list."),
        ("schedules", {"byday": "MO"}, "schedules was left out: it is not a list."),
        ("contacts", ["Jo", None], "contacts: 2 of its rows were left out: they are not objects."),
        ("description", "x" * 30_000, "description is longer than 20000 characters."),
    ],
)
def test_value_that_cannot_be_used_is_left_out_and_said(field: str, value: Any, said: str) -> None:
    done = bring_in([changed(**{field: value})])
    assert (done.state, done.new, done.refused) == ("done", 1, 0)
    assert said in problems(done)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"byday": "XX"}, "schedules 1: byday cannot be used"),
        ({"byday": "MO", "opens_at": "25:00"}, "schedules 1: opens_at is not of the right kind."),
        ({"byday": "MO", "opens_at": "morning"}, "opens_at is “morning”, which is not a time."),
        ({"byday": "MO", "freq": "HOURLY"}, "freq is “HOURLY”, which is not one of the choices."),
        ({"byday": "MO", "dtstart": 7}, "dtstart is “7”, which is not a date."),
        ({"byday": "MO", "interval": "x"}, "interval is not of the right kind."),
        ({}, "schedules 1 was left out: it says nothing we can use."),
    ],
)
def test_time_that_cannot_be_used_is_left_out_and_said(row: Body, said: str) -> None:
    done = bring_in([changed(schedules=[row])])
    assert done.new == 1
    assert any(said in problem for problem in problems(done))


def test_ages_the_wrong_way_round_are_left_out() -> None:
    done = bring_in([service(1, minimum_age=12, maximum_age=5)])
    one = Service.objects.get()
    assert (one.minimum_age, one.maximum_age) == (None, None)
    assert problems(done) == ["ages were left out: the lowest (12) is above the highest (5)."]


def test_new_age_does_not_cross_one_that_an_editor_set() -> None:
    bring_in([service(1, minimum_age=5)])
    Service.objects.update(maximum_age=8)
    done = bring_in([service(1, minimum_age=11)])
    assert (done.state, Service.objects.get().minimum_age) == ("done", 5)


@pytest.mark.parametrize(
    "point", [{"latitude": 53}, {"latitude": 99, "longitude": 0}, {"latitude": "x", "longitude": 1}]
)
def test_half_or_impossible_point_is_left_out(point: Body) -> None:
    body = service(1)
    at = body["service_at_locations"][0]["location"]
    del at["latitude"], at["longitude"]
    at.update(point)
    done = bring_in([body])
    assert done.new == 1
    place = Place.objects.get()
    assert (place.latitude, place.longitude) == (None, None)
    assert problems(done)


def test_organizations_that_are_each_others_parent_do_not_go_round() -> None:
    first, second = organization("First"), organization("Second")
    first["parent_organization_id"], second["parent_organization_id"] = second["id"], first["id"]
    done = bring_in([service(1, organization=first), service(2, organization=second)])
    assert (done.state, done.new) == ("done", 2)
    assert Provider.objects.filter(parent=None).exists()
    assert bring_in([service(1, organization=first), service(2, organization=second)]).new == 0


def test_same_names_get_addresses_of_their_own() -> None:
    bring_in([service(number, name="Stay and play") for number in range(5)])
    assert len(set(Service.objects.values_list("slug", flat=True))) == 5


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"null",
        b"7",
        b"nonsense",
        b"<html></html>",
        b"[1,",
        b'{"contents": [{"name": ',
        b"\xff\xfe",
        b'{"a": ' * 50_000,
        b"[" * 50_000,
        b'"' + b"x" * 100,
        b'[{"name": [' + b"[" * 200 + b"]" * 200 + b"]}]",
    ],
    ids=range(13),
)
def test_file_that_is_no_feed_changes_nothing_and_says_what_to_do(body: bytes) -> None:
    bring_in([service(1)])
    done = bring_in(body, end_gone=True)
    assert done.state in {"failed", "done"}
    assert done.error or refused(done)
    assert Service.objects.get().status == "active"


@pytest.mark.parametrize(
    "body", [b'{"id": "1"}', b"[]", b'{"id": "1"}\n{"id": "2"}'], ids=["one", "list", "lines"]
)
def test_mark_of_the_byte_order_is_no_reason_to_refuse_a_file(body: bytes) -> None:
    assert bring_in(codecs.BOM_UTF8 + body).error == bring_in(body).error
