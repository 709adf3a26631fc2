"""What each parameter of the feed lets through, alone and together."""

from datetime import UTC, datetime, time, timedelta

import pytest

from localoffer.models import (
    Place,
    Postcode,
    Provider,
    Schedule,
    Service,
    ServiceArea,
    Taxonomy,
    TaxonomyTerm,
)

from .finding_directory import make_place, make_provider, make_service

BASE = "/api/oruk/v3"
pytestmark = pytest.mark.django_db
COUNTY = "E99000001"
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")


@pytest.fixture
def directory():
    """Four services: two clubs at halls near and far, help at home, and help at a secret place."""
    Postcode.objects.create(code="ZZ34AB", latitude=53.0, longitude=-0.9, district=COUNTY)
    near = make_place("Near hall", "Wickbourne", (53.001, -0.9))
    far = make_place("Far hall", "Thorne", (53.2, -0.9))
    secret = make_place("Refuge", "Thorne", (53.0, -0.9), is_masked=True)
    charity = make_provider("Sunflower Trust")
    club = make_service(
        "Saturday swimming",
        description="Swimming for everybody",
        minimum_age=5,
        maximum_age=11,
        terms=[("need", "Autism")],
        places=[near],
        schedule={"opens_at": time(9, 30), "closes_at": time(11)},
        days="SA",
    )
    ServiceArea.objects.create(service=club, name="Larkshire", uri=f"https://example.org/areas/{COUNTY}")
    later = make_service("Evening drama", minimum_age=11, maximum_age=25, places=[far], provider=charity)
    times = {"freq": "WEEKLY", "byday": "MO,TH", "opens_at": time(18), "closes_at": time(20)}
    Schedule.objects.create(service=later, **times)
    ServiceArea.objects.create(service=later, name="Elsewhere", uri="https://example.org/areas/E99000009")
    make_service("Help at home", covers_whole_area=True, terms=[("help", "Home visits")])
    make_service("Hidden help", summary="100% private_help", places=[secret], provider=charity)


def names(client, path="services", **query):
    answer = client.get(f"{BASE}/{path}", query)
    assert answer.status_code == 200, answer.content
    rows = answer.json()["contents"]
    return sorted((row.get("service") or row)["name"] for row in rows)


def uuid_of(model, **query):
    return str(model.objects.get(**query).uuid)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"search": "swimming"}, ["Saturday swimming"]),
        ({"search": "SWIMMING everybody"}, ["Saturday swimming"]),
        ({"search": "swimming drama"}, []),
        ({"search": "sunflower"}, ["Evening drama", "Hidden help"]),
        ({"search": "100%"}, ["Hidden help"]),
        ({"search": "private_"}, ["Hidden help"]),
        ({"search": "'; drop table"}, []),
        ({"minimum_age": "11"}, ["Evening drama"]),
        ({"minimum_age": "5"}, ["Evening drama", "Saturday swimming"]),
        ({"maximum_age": "11"}, ["Saturday swimming"]),
        ({"minimum_age": "4.5", "maximum_age": "25"}, ["Evening drama", "Saturday swimming"]),
        ({"day": "SA"}, ["Saturday swimming"]),
        ({"day": "saturday"}, ["Saturday swimming"]),
        ({"day": "th"}, ["Evening drama"]),
        ({"day": "SU"}, []),
        ({"start_time": "10:00"}, ["Evening drama"]),
        ({"end_time": "11:00"}, ["Saturday swimming"]),
        ({"start_time": "09:00", "end_time": "12:00"}, ["Saturday swimming"]),
        ({"day": "SA", "start_time": "18:00"}, []),
        ({"postcode": "ZZ3 4AB"}, ["Help at home", "Hidden help", "Saturday swimming"]),
        ({"postcode": "zz34ab", "proximity": "500"}, ["Saturday swimming"]),
        ({"postcode": "ZZ3 4AB", "proximity": "30000"}, ["Evening drama", "Saturday swimming"]),
        ({"postcode": "ZZ3 4AB", "proximity": "500", "minimum_age": "11"}, []),
    ],
)
def test_filter_of_services(client, directory, query, found):
    assert names(client, **query) == found


def test_filters_by_id(client, directory):
    term, taxonomy = uuid_of(TaxonomyTerm, name="Autism"), uuid_of(Taxonomy, key="help")
    assert names(client, taxonomy_term_id=term) == ["Saturday swimming"]
    assert names(client, taxonomy_id=taxonomy) == ["Help at home"]
    assert names(client, taxonomy_id=taxonomy, taxonomy_term_id=term) == []
    provider = uuid_of(Provider, name="Sunflower Trust")
    assert names(client, organization_id=provider) == ["Evening drama", "Hidden help"]
    assert names(client, organization_id=provider, day="TH") == ["Evening drama"]
    assert names(client, organization_id=term) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Evening drama", "Saturday swimming"]),
        ({"search": "drama"}, ["Evening drama"]),
        ({"day": "MO"}, ["Evening drama"]),
        ({"maximum_age": "11"}, ["Saturday swimming"]),
        ({"postcode": "ZZ3 4AB", "proximity": "500"}, ["Saturday swimming"]),
        ({"postcode": "ZZ3 4AB"}, ["Saturday swimming"]),
    ],
)
def test_filter_of_services_at_places(client, directory, query, found):
    assert names(client, "service_at_locations", **query) == found


def test_session_at_another_place_is_not_one_here(client, directory):
    club = Service.objects.get(name="Saturday swimming")
    Schedule.objects.filter(service=club).update(place=Place.objects.get(name="Far hall"))
    assert names(client, day="SA") == ["Saturday swimming"]
    assert names(client, "service_at_locations", day="SA") == []


def test_filters_of_terms_and_organizations(client, directory):
    need = Taxonomy.objects.get(key="need")
    above = TaxonomyTerm.objects.get(name="Autism")
    TaxonomyTerm.objects.create(taxonomy=need, name="Meltdowns", slug="meltdowns", parent=above)
    assert names(client, "taxonomy_terms", taxonomy_id=str(need.uuid)) == ["Autism", "Meltdowns"]
    assert names(client, "taxonomy_terms", taxonomy_id=str(need.uuid), top_only="true") == ["Autism"]
    assert names(client, "taxonomy_terms", parent_id=str(above.uuid)) == ["Meltdowns"]
    assert names(client, "taxonomy_terms", search="melt") == ["Meltdowns"]
    assert names(client, "organizations", search="flower") == ["Sunflower Trust"]
    assert names(client, "organizations", search="nobody") == []


def test_changed_after_gives_what_changed_itself_or_in_what_it_shows(client, directory):
    then = datetime(2026, 1, 1, tzinfo=UTC)
    for model in (Service, Provider, Place):
        model.objects.update(last_modified=then)
    assert names(client, modified_after="2026-01-02") == []
    assert len(names(client, modified_after="2026-01-01T00:00:00Z")) == 4
    assert len(names(client, modified_after="2026-01-01T01:00:00+01:00")) == 4
    assert names(client, modified_after="2026-01-01T00:00:01") == []
    later = then + timedelta(days=5)
    Service.objects.filter(name="Help at home").update(last_modified=later)
    assert names(client, modified_after="2026-01-03") == ["Help at home"]
    Provider.objects.filter(name="Sunflower Trust").update(last_modified=later)
    assert names(client, modified_after="2026-01-03") == ["Evening drama", "Help at home", "Hidden help"]
    Place.objects.filter(name="Near hall").update(last_modified=later)
    assert "Saturday swimming" in names(client, modified_after="2026-01-03")


def test_secret_place_that_changed_does_not_show_in_when(client, directory):
    then = datetime(2026, 1, 1, tzinfo=UTC)
    for model in (Service, Provider, Place):
        model.objects.update(last_modified=then)
    Place.objects.filter(is_masked=True).update(last_modified=then + timedelta(days=5))
    assert names(client, modified_after="2026-01-03") == []


def test_minimal_gives_each_id_and_when_it_changed(client, directory):
    page = client.get(f"{BASE}/services", {"minimal": "true", "per_page": 1}).json()
    assert (page["total_items"], page["size"], page["total_pages"]) == (4, 4, 1)
    whole = {row["id"]: row for row in client.get(f"{BASE}/services").json()["contents"]}
    for row in page["contents"]:
        assert row.keys() == {"id", "last_modified", "modified_date"}
        assert row["last_modified"] == row["modified_date"] == whole[row["id"]]["last_modified"]
    at = client.get(f"{BASE}/service_at_locations", {"minimal": "true"}).json()["contents"]
    assert {row["service_id"] for row in at} <= whole.keys()
    assert len(at) == 2


def test_full_list_gives_what_is_under_each(client, directory):
    rows = client.get(f"{BASE}/services", {"full": "true", "search": "swimming"}).json()["contents"]
    assert [row["service_at_locations"][0]["location"]["name"] for row in rows] == ["Near hall"]
    assert "schedules" not in client.get(f"{BASE}/services").json()["contents"][0]
    whole = client.get(f"{BASE}/organizations", {"full": "true"}).json()["contents"]
    assert sum(len(row["services"]) for row in whole) == 4
    assert not any("schedules" in service for row in whole for service in row["services"])
    fuller = client.get(f"{BASE}/organizations", {"full_service": "true"}).json()["contents"]
    assert any("schedules" in service for row in fuller for service in row["services"])


@pytest.mark.parametrize("path", LISTS)
def test_nothing_found_is_one_empty_page(client, path):
    page = client.get(f"{BASE}/{path}").json()
    assert page.pop("contents") == []
    assert page == {
        "total_items": 0,
        "total_pages": 1,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
    }


def test_stream_without_anything_is_empty(client):
    answer = client.get(f"{BASE}/services", {"format": "ndjson"})
    assert (answer.status_code, answer.getvalue()) == (200, b"")
