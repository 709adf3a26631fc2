"""Only public facts leave: a secret planted wherever the site keeps one is found nowhere in the feed."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from localoffer.models import (
    Address,
    ImportedFrom,
    ImportSource,
    MissingNote,
    Place,
    Provider,
    ProviderAnswer,
    ProviderIdentifier,
    ProviderMember,
    Service,
    ServiceAtPlace,
    Taxonomy,
    TaxonomyTerm,
)
from localoffer.openreferral import names
from localoffer.openreferral.endpoints import ENDPOINTS

from .feed_directory import OF_THE_CMS, a_place, a_service, fill_directory, filled

BASE = "/api/oruk/v3"
SECRET = "Zyxwv"
QUERIES = (
    {},
    {"full": "true"},
    {"full_service": "true"},
    {"minimal": "true"},
    {"format": "ndjson", "full": "true"},
    {"search": SECRET},
)
pytestmark = pytest.mark.django_db


def whole_text(client):
    """Everything that the feed says, at every address and asked in every way."""
    told = [client.get(f"{BASE}/").content, client.get(f"{BASE}/openapi.json").content]
    for endpoint in ENDPOINTS:
        page = client.get(f"{BASE}/{endpoint.path}").json()
        told += [client.get(f"{BASE}/{endpoint.path}/{row['id']}").content for row in page["contents"]]
        for query in QUERIES:
            if set(query) <= set(endpoint.parameters):
                told.append(client.get(f"{BASE}/{endpoint.path}", query).getvalue())
    return b"\n".join(told).decode()


def test_planted_secret_is_nowhere_in_the_feed(client):
    fill_directory()
    editor = get_user_model().objects.create_user(email=f"{SECRET}@example.org", password="long-Enough-1")
    service = Service.objects.get(name="name 1")
    provider = service.provider
    service.assurer_email = f"{SECRET}.checker@example.org"
    service.save()
    service.description = f"{SECRET} waits for an editor"
    service.save_revision(user=editor)
    ProviderMember.objects.create(provider=provider, user=editor)
    source = ImportSource.objects.create(name=f"{SECRET} source", kind="csv")
    now = timezone.now()
    ImportedFrom.objects.create(
        service=service,
        source=source,
        source_key=SECRET,
        fields={"name": SECRET},
        first_seen_at=now,
        last_seen_at=now,
    )
    MissingNote.objects.create(words=SECRET)
    lone = Provider.objects.create(name=f"{SECRET} with nothing public", slug="lone", provider_type="charity")
    bare = {"provider": lone, "summary": SECRET, "description": SECRET}
    Service.objects.create(name=f"{SECRET} draft", slug="draft", live=False, **bare)
    Service.objects.create(name=f"{SECRET} hidden", slug="hidden", live=True, hidden_reason=SECRET, **bare)
    refuge = Place.objects.get(is_masked=True)
    Place.objects.filter(pk=refuge.pk).update(
        name=SECRET, description=SECRET, transportation=SECRET, external_identifier=SECRET
    )
    Address.objects.filter(place=refuge).update(address_1=SECRET, city=SECRET, postal_code=SECRET)
    refuge.access_notes.update(description=SECRET, details=SECRET)
    ServiceAtPlace.objects.filter(place=refuge).update(description=SECRET)
    text = whole_text(client)
    assert len(text) > 50_000
    assert SECRET.lower() not in text.lower().replace(f"search={SECRET}".lower(), "")
    assert str(refuge.uuid) not in text
    assert str(lone.uuid) not in text


def test_every_field_of_an_entry_is_published_or_known_to_be_private():
    published = {name.ours for name in names.SERVICE} | {"uuid", "provider", "required_documents"}
    every = {field.name for field in Service._meta.concrete_fields}
    assert every - published - OF_THE_CMS == {"assurer_email", "hidden_reason"}
    told = {name.ours for name in names.PROVIDER} | {"uuid", "parent", "phone"}
    assert {field.name for field in Provider._meta.concrete_fields} - told - OF_THE_CMS == set()
    told = {name.ours for name in names.PLACE} | {"uuid"}
    assert {field.name for field in Place._meta.concrete_fields} - told - OF_THE_CMS == {"is_masked"}


def test_what_is_not_public_has_no_address_either(client):
    fill_directory()
    refuge = ServiceAtPlace.objects.filter(place__is_masked=True).first()
    draft = Service.objects.create(
        name="Draft", slug="d", live=False, provider=Provider.objects.get(slug="provider-slug-1")
    )
    hidden = Service.objects.create(
        name="Hidden",
        slug="h",
        live=True,
        hidden_reason="Asked",
        provider=Provider.objects.get(slug="provider-slug-1"),
    )
    lone = Provider.objects.create(name="Nothing public", slug="lone", provider_type="charity")
    for address in (
        f"service_at_locations/{refuge.uuid}",
        f"services/{draft.uuid}",
        f"services/{hidden.uuid}",
        f"organizations/{lone.uuid}",
    ):
        assert client.get(f"{BASE}/{address}").status_code == 404


def test_ended_entry_stays_as_defunct_and_closed_one_as_closed(client):
    fill_directory()
    told = {row["name"]: row["status"] for row in client.get(f"{BASE}/services").json()["contents"]}
    assert told == {
        "name 1": "active",
        "name 2": "temporarily closed",
        "name 3": "defunct",
        "Bare": "active",
    }


def test_empty_fields_are_left_out_and_noughts_stay(client):
    fill_directory()
    bare = Service.objects.get(slug="bare")
    whole = client.get(f"{BASE}/services/{bare.uuid}").json()
    assert set(whole) == {
        "id",
        "name",
        "status",
        "organization_id",
        "organization",
        "last_modified",
        "x_golden_thread",
    }
    Service.objects.filter(pk=bare.pk).update(minimum_age=0, wait_weeks=0)
    whole = client.get(f"{BASE}/services/{bare.uuid}").json()
    assert whole["minimum_age"] == 0
    assert whole["x_golden_thread"]["wait_weeks"] == 0


def test_checked_on_is_exported_as_the_assured_date_and_not_moved_by_a_typo(client):
    fill_directory()
    service = Service.objects.get(slug="bare")
    service.assured_date, service.assured_by_role = date(2026, 2, 3), "Manager"
    service.save()
    service.name = "Bare, with a typo mended"
    service.save()
    whole = client.get(f"{BASE}/services/{service.uuid}").json()
    assert whole["assured_date"] == "2026-02-03"
    assert whole["x_golden_thread"]["assured_by_role"] == "Manager"


@pytest.fixture
def many():
    """Twelve more schools, each with a whole service at a place of its own."""
    fill_directory()
    feature, above = TaxonomyTerm.objects.get(name="name 4"), Provider.objects.get(slug="provider-slug-2")
    terms = list(TaxonomyTerm.objects.exclude(name="name 4").order_by("pk"))
    for number in range(10, 22):
        school = filled(Provider, number, provider_type="academy", parent=above)
        filled(ProviderAnswer, number, provider=school)
        filled(ProviderIdentifier, number, provider=school)
        a_service(number, school, [a_place(number, feature)], terms)
        filled(TaxonomyTerm, number, taxonomy=feature.taxonomy)
        filled(Taxonomy, number, key="")


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
@pytest.mark.parametrize("query", QUERIES[:3], ids=str)
def test_a_longer_page_takes_no_more_queries(client, many, endpoint, query):
    asked = {name: value for name, value in query.items() if name in endpoint.parameters}
    counts = []
    for size, page in ((1, 12), (5, 3)):
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(f"{BASE}/{endpoint.path}", {**asked, "per_page": size, "page": page})
        counts.append(len(seen))
        assert answer.json()["size"] == size
    assert counts[0] == counts[1] > 0


def test_one_thing_takes_few_queries(client, many, django_assert_max_num_queries):
    service = Service.objects.get(slug="service-slug-12")
    with django_assert_max_num_queries(20):
        client.get(f"{BASE}/services/{service.uuid}")
    with django_assert_max_num_queries(4):
        client.get(f"{BASE}/services", {"per_page": 10})
