"""Every page and every detail of the demo area's feed keeps to the published schemas and to the envelope."""

import json
import os
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

COMPILED = (
    Path(os.environ.get("ORUK_REFERENCE_DIR", settings.BASE_DIR.parent / "shared" / "data" / "oruk"))
    / "compiled"
)
BASE = "/api/oruk/v3"
SCHEMAS = {
    "services": ("service_list", "service"),
    "service_at_locations": ("service_at_location_list", "service_at_location"),
    "taxonomies": ("taxonomy_list", "taxonomy"),
    "taxonomy_terms": ("taxonomy_term_list", "taxonomy_term"),
    "organizations": ("organization_list", "organization"),
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@cache
def validator(name):
    schema = json.loads((COMPILED / f"{name}.json").read_text())
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(name, body):
    return [f"{list(fault.path)}: {fault.message[:120]}" for fault in validator(name).iter_errors(body)]


def holds_null(value):
    if isinstance(value, dict):
        return any(holds_null(item) for item in value.values())
    if isinstance(value, list):
        return any(holds_null(item) for item in value)
    return value is None


def pages(client, path):
    number, last = 1, False
    while not last:
        answer = client.get(f"{BASE}/{path}", {"page": number, "per_page": 100})
        assert answer.status_code == 200, answer.content
        body = answer.json()
        last = body["last_page"]
        assert body["page_number"] == number
        assert body["first_page"] == (number == 1)
        assert body["size"] == len(body["contents"])
        assert body["last_page"] == (number == body["total_pages"])
        assert body["empty"] == (not body["contents"])
        yield body
        number += 1


@pytest.mark.parametrize("path", list(SCHEMAS))
def test_feed_page_and_detail_keep_to_the_schemas(client, path):
    of_list, of_one = SCHEMAS[path]
    seen = set()
    for body in pages(client, path):
        if of_list == "organization_list":  # this one describes an item, not the page round it
            assert [fault for item in body["contents"] for fault in faults(of_list, item)] == []
        else:
            assert faults(of_list, body) == []
        seen |= {item["id"] for item in body["contents"]}
    assert len(seen) == body["total_items"] > 0
    for one in sorted(seen):
        answer = client.get(f"{BASE}/{path}/{one}")
        assert answer.status_code == 200
        assert faults(of_one, answer.json()) == []
        assert not holds_null(answer.json())


def test_about_keeps_to_its_schema(client):
    assert faults("api_details", client.get(f"{BASE}/").json()) == []
