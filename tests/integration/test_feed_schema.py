"""Every page and every detail of the demo area's feed keeps to the UK profile and to the envelope."""

import pytest

from .oruk_profile import faults, page_faults

BASE = "/api/oruk/v3"
PATHS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "organizations": "organization",
}
pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("demo")]


def holds_null(value):
    if isinstance(value, dict):
        return any(holds_null(item) for item in value.values())
    if isinstance(value, list):
        return any(holds_null(item) for item in value)
    return value is None


def pages(client, path, **query):
    number, last = 1, False
    while not last:
        answer = client.get(f"{BASE}/{path}", {**query, "page": number, "per_page": 40})
        assert answer.status_code == 200, answer.content
        body = answer.json()
        last = body["last_page"]
        assert body["page_number"] == number
        assert body["first_page"] == (number == 1)
        assert body["size"] == len(body["contents"])
        assert body["last_page"] == (number == body["total_pages"])
        assert body["empty"] == (not body["contents"])
        assert not holds_null(body)
        yield body
        number += 1


@pytest.mark.parametrize("path", list(PATHS))
def test_every_page_and_every_detail_keeps_to_the_profile(client, path):
    seen = []
    for body in pages(client, path):
        assert page_faults(f"{PATHS[path]}_list", body) == []
        seen += [item["id"] for item in body["contents"]]
    assert len(seen) == len(set(seen)) == body["total_items"] > 0
    for one in seen:
        answer = client.get(f"{BASE}/{path}/{one}")
        assert answer.status_code == 200
        assert answer.json()["id"] == one
        assert faults(PATHS[path], answer.json()) == []
        assert not holds_null(answer.json())


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_full_list_holds_what_each_detail_holds(client, path):
    whole = [row for body in pages(client, path, full="true") for row in body["contents"]]
    for row in whole[::20]:
        assert client.get(f"{BASE}/{path}/{row['id']}").json() == row


def test_organization_with_whole_services_is_what_its_detail_is(client):
    rows = [
        row
        for body in pages(client, "organizations", full="true", full_service="true")
        for row in body["contents"]
    ]
    for row in rows[::10]:
        assert client.get(f"{BASE}/organizations/{row['id']}").json() == row


def test_about_keeps_to_its_schema(client):
    assert faults("api_details", client.get(f"{BASE}/").json()) == []
