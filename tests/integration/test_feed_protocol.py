"""How the feed answers: open to every site, cheap to ask again, pages in order, errors that help."""

import json

import pytest
from django.db import transaction
from openapi_spec_validator import validate

from localoffer.models import Service
from localoffer.openreferral.endpoints import ENDPOINTS
from localoffer.openreferral.parameters import PARAMETERS

from .feed_directory import fill_directory

BASE = "/api/oruk/v3"
LISTS = [endpoint.path for endpoint in ENDPOINTS]
UNKNOWN = "11111111-1111-4111-8111-111111111111"
TAKEN = [(endpoint.path, name) for endpoint in ENDPOINTS for name in endpoint.parameters]
BAD_VALUES = {
    "page": ["0", "-1", "one", "1.5", "٣", "99999999999", "2000000"],
    "per_page": ["0", "-5", "501", "all"],
    "taxonomy_term_id": ["autism", "1", "11111111-1111"],
    "taxonomy_id": ["need"],
    "organization_id": ["council"],
    "parent_id": ["none"],
    "minimum_age": ["-1", "seven", "151", "nan", "1e999"],
    "maximum_age": ["-1", "Infinity"],
    "start_time": ["nine", "25:00", "09:61"],
    "end_time": ["late", "24:30"],
    "day": ["someday", "MOTU", "8"],
    "modified_after": ["yesterday", "2026-13-01", "2026-03-01T25:00:00Z", "9999-12-31T23:59:59-14:00", "-1"],
    "minimal": ["perhaps"],
    "full": ["2"],
    "full_service": ["y e s"],
    "top_only": ["oui"],
    "format": ["xml", "JSON,ndjson"],
    "postcode": ["ZZ3", "ZZ3 4AB ZZ3 4AB", "%%%%%", "ZZ99 9ZZ"],
    "search": ["x" * 201],
}
pytestmark = pytest.mark.usefixtures("directory")


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """A small directory with every field filled, made once for this module and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_directory()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def directory(filled, db):
    """The small directory; what a test changes is undone after it."""


def addresses(client):
    """Every address of the feed that answers well: about, description, each list and one of each."""
    yield f"{BASE}/"
    yield f"{BASE}/openapi.json"
    for path in LISTS:
        yield f"{BASE}/{path}"
        yield f"{BASE}/{path}/{client.get(f'{BASE}/{path}').json()['contents'][0]['id']}"


def test_every_address_is_open_to_every_site(client):
    tried = [*addresses(client), f"{BASE}/nothing", f"{BASE}/services/{UNKNOWN}", f"{BASE}/services?day=x"]
    assert len(tried) == 15
    for address in tried:
        for answer in (
            client.get(address),
            client.head(address),
            client.options(address),
            client.post(address),
        ):
            assert answer["Access-Control-Allow-Origin"] == "*", address
            assert not answer.cookies, address
        asked = client.options(address)
        assert asked.status_code == 204
        assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert "If-None-Match" in asked["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    for address in addresses(client):
        answer = getattr(client, method)(address)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert "GET" in answer.json()["error"]


def test_answer_held_already_is_not_sent_again(client):
    for address in addresses(client):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert again["ETag"] == first["ETag"]
        assert again["Access-Control-Allow-Origin"] == "*"
        other = client.get(address, headers={"If-None-Match": '"something-else"'})
        assert (other.status_code, other.content) == (200, first.content)


def test_answer_that_changed_is_sent_again(client):
    service = Service.objects.get(slug="bare")
    address = f"{BASE}/services/{service.uuid}"
    first = client.get(address)
    service.name = "Another name"
    service.save()
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.json()["name"]) == (200, "Another name")


def test_head_is_get_without_a_body(client):
    for address in addresses(client):
        head = client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == client.get(address)["ETag"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("thing", [UNKNOWN, "not-an-id", "1", "%00", "..%2f..", "x" * 300])
def test_unknown_thing_is_404_in_json(client, path, thing):
    answer = client.get(f"{BASE}/{path}/{thing}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert "lists" in answer.json()["error"]


def test_unknown_address_is_404_in_json(client):
    answer = client.get(f"{BASE}/service")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert "openapi.json" in answer.json()["error"]


@pytest.mark.parametrize("path", LISTS)
def test_closing_slash_makes_no_difference(client, path):
    with_slash = client.get(f"{BASE}/{path}/")
    assert (with_slash.status_code, with_slash.content) == (200, client.get(f"{BASE}/{path}").content)


def test_bad_values_are_tried_for_every_parameter_that_can_be_bad():
    assert set(BAD_VALUES) == set(PARAMETERS) - {"proximity"}  # which has a test of its own


@pytest.mark.parametrize(("path", "name"), [pair for pair in TAKEN if pair[1] in BAD_VALUES])
def test_bad_value_is_refused_by_name(client, path, name):
    for value in BAD_VALUES[name]:
        answer = client.get(f"{BASE}/{path}", {name: value})
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/json"), value
        assert answer.json()["parameter"] == name
        assert answer.json()["error"].startswith(f"{name}: ")


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_nearness_needs_a_postcode_and_a_sensible_reach(client, path):
    assert "postcode" in client.get(f"{BASE}/{path}", {"proximity": "100"}).json()["error"]
    for reach in ("0", "-1", "far", "1000000"):
        answer = client.get(f"{BASE}/{path}", {"proximity": reach, "postcode": "ZZ3 4AB"})
        assert answer.json()["parameter"] == "proximity"


@pytest.mark.parametrize("path", LISTS)
def test_parameter_that_no_list_knows_is_refused(client, path):
    answer = client.get(f"{BASE}/{path}", {"colour": "red"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "colour")
    assert "page" in answer.json()["error"]


def test_parameter_of_another_list_is_refused(client):
    assert client.get(f"{BASE}/taxonomies", {"day": "MO"}).status_code == 400
    assert client.get(f"{BASE}/services", {"top_only": "true"}).status_code == 400
    assert client.get(f"{BASE}/", {"page": "1"}).status_code == 400


@pytest.mark.parametrize(("path", "name"), TAKEN)
def test_empty_value_counts_as_not_given(client, path, name):
    assert client.get(f"{BASE}/{path}", {name: ""}).json() == client.get(f"{BASE}/{path}").json()


@pytest.mark.parametrize("path", LISTS)
def test_pages_add_up_to_the_whole(client, path):
    whole = client.get(f"{BASE}/{path}").json()
    assert (whole["total_pages"], whole["first_page"], whole["last_page"]) == (1, True, True)
    ids = []
    for number in range(1, whole["total_items"] + 1):
        page = client.get(f"{BASE}/{path}", {"page": number, "per_page": 1}).json()
        assert page["total_items"] == page["total_pages"] == whole["total_items"]
        assert (page["page_number"], page["size"]) == (number, 1)
        assert page["first_page"] == (number == 1)
        assert page["last_page"] == (number == whole["total_items"])
        ids += [row["id"] for row in page["contents"]]
    assert ids == [row["id"] for row in whole["contents"]]
    beyond = client.get(f"{BASE}/{path}", {"page": whole["total_items"] + 1, "per_page": 1})
    assert (beyond.status_code, beyond.json()["parameter"]) == (400, "page")


@pytest.mark.parametrize("path", ["services", "service_at_locations", "organizations"])
def test_stream_holds_what_the_pages_hold(client, path):
    answer = client.get(f"{BASE}/{path}", {"format": "ndjson"})
    assert answer["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
    assert lines == client.get(f"{BASE}/{path}", {"format": "json"}).json()["contents"]


def test_stream_is_read_a_batch_at_a_time(client, monkeypatch):
    monkeypatch.setattr("localoffer.openreferral.views.STREAM_BATCH", 2)
    answer = client.get(f"{BASE}/services", {"format": "ndjson", "full": "true"})
    ids = [json.loads(line)["id"] for line in answer.getvalue().decode().splitlines()]
    assert ids == [row["id"] for row in client.get(f"{BASE}/services").json()["contents"]]


def test_about_says_the_version_and_where_the_description_is(client):
    about = client.get(f"{BASE}/").json()
    assert about["version"] == "HSDS-UK-3.0"
    assert about["openapi_url"] == f"http://testserver{BASE}/openapi.json"


def test_description_is_valid_openapi(client):
    validate(client.get(f"{BASE}/openapi.json").json())


def test_description_holds_every_address_and_parameter_and_no_other(client):
    told = client.get(f"{BASE}/openapi.json").json()
    paths = {f"/{path}" for path in LISTS}
    assert set(told["paths"]) == {"/"} | paths | {f"{path}/{{id}}" for path in paths}
    assert len(told["paths"]) == 11
    for endpoint in ENDPOINTS:
        names = [
            row["$ref"].rpartition("/")[2] for row in told["paths"][f"/{endpoint.path}"]["get"]["parameters"]
        ]
        assert tuple(names) == endpoint.parameters
    assert set(told["components"]["parameters"]) == {name for _, name in TAKEN} == set(PARAMETERS)


def unknown_fields(schemas, schema, value, where=""):
    """Fields that are sent and that the description does not have, however deep."""
    if "$ref" in schema:
        return unknown_fields(schemas, schemas[schema["$ref"].rpartition("/")[2]], value, where)
    if isinstance(value, list):
        return [line for item in value for line in unknown_fields(schemas, schema["items"], item, where)]
    if not isinstance(value, dict):
        return []
    known = schema.get("properties", {})
    return [f"{where}.{name}" for name in value if name not in known] + [
        line
        for name in value
        if name in known
        for line in unknown_fields(schemas, known[name], value[name], f"{where}.{name}")
    ]


@pytest.mark.parametrize("path", LISTS)
def test_description_knows_every_field_that_is_sent(client, path):
    schemas = client.get(f"{BASE}/openapi.json").json()["components"]["schemas"]
    schema = next(endpoint.schema for endpoint in ENDPOINTS if endpoint.path == path)
    for row in client.get(f"{BASE}/{path}").json()["contents"]:
        whole = client.get(f"{BASE}/{path}/{row['id']}").json()
        assert unknown_fields(schemas, schemas[schema], whole) == []
        assert set(schemas[schema]["required"]) <= set(row)
