"""The published Open Referral examples come in, and our own feed comes back the same."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from localoffer.importers.running import perform
from localoffer.importers.starting import record_import
from localoffer.models import ImportRun, ImportSource, Service

REFERENCE = Path(os.environ.get("ORUK_REFERENCE_DIR", settings.BASE_DIR.parent / "shared" / "data" / "oruk"))
EXAMPLES = REFERENCE / "examples" / "official"
pytestmark = pytest.mark.django_db


def bring_in(body: bytes, *, dry_run: bool = False) -> ImportRun:
    source, _ = ImportSource.objects.get_or_create(name="Example", kind="oruk")
    file = ContentFile(body, name="feed.json")
    return perform(record_import(source=source, file=file, dry_run=dry_run, by=None))


@pytest.mark.parametrize(
    "name",
    [
        "service_full",
        "service_list",
        "service_at_location_full",
        "service_at_location_list",
        "organization_full",
    ],
)
def test_official_example_becomes_a_service(name):
    body = (EXAMPLES / f"{name}.json").read_bytes()
    checked = bring_in(body, dry_run=True)
    assert (checked.state, checked.new, Service.objects.count()) == ("checked", 1, 0)
    done = bring_in(body)
    assert (done.state, done.new, done.refused, done.error) == ("done", 1, 0, "")
    again = bring_in(body)
    assert (again.new, again.changed, again.same, again.kept_by_hand) == (0, 0, 1, 0)


def test_editor_change_is_kept_by_hand():
    body = json.loads((EXAMPLES / "service_full.json").read_text())
    bring_in(json.dumps(body).encode())
    Service.objects.update(name="Our own name")
    body["name"], body["alert"] = "Their new name", "Their new notice"
    done = bring_in(json.dumps(body).encode())
    service = Service.objects.get()
    assert (service.name, service.alert) == ("Our own name", "Their new notice")
    assert (done.changed, done.kept_by_hand) == (1, 1)


def test_own_feed_comes_back_the_same(client):
    bring_in((EXAMPLES / "service_full.json").read_bytes())
    address = "/api/oruk/v3/services/ac148810-d857-441c-9679-408f346de14b"
    before = client.get(address)
    assert before.status_code == 200
    Service.objects.all().delete()
    bring_in(before.content)
    after = client.get(address).json()
    changed = {key for key in after if after[key] != before.json()[key]}
    assert changed <= {"last_modified"}
    assert after.keys() == before.json().keys()
