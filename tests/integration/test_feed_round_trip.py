"""Our own feed, brought into an empty site, comes out the same: every thing, every key, every row."""

import json
import re

import pytest

from localoffer.importers.kinds import KINDS, facts_of
from localoffer.importers.stored import whole
from localoffer.models import Place, Provider, Service

from .feed_copy import BASE, bring_in, differences, empty_the_directory, in_order, saved, whole_feed
from .feed_directory import fill_directory

pytestmark = pytest.mark.django_db
# What stays behind, and why: docs/decisions/005.
STAYS_BEHIND = (
    r"place\.[\w-]+ is gone",
    r"service\.[\w-]+\.service_places had \d rows, has \d",
    r"service\.[\w-]+\.schedules\[\d\]\.place was '[\w-]+', is None",
    r"service\.[\w-]+\.required_documents was .*",  # a list in the standard: empty lines between go
)
# A parent that nothing in the file stands under is named there, but not told.
NOT_IN_A_PART = ("parent_organization_id is gone", "taxonomy_term.parent_id is gone")


def everything_here():
    return {kind.name: {str(row.uuid): facts_of(kind, row) for row in whole(kind)} for kind in KINDS.values()}


@pytest.fixture
def filled_directory():
    fill_directory()


def test_every_field_comes_back(client, filled_directory):
    before, rows_before = whole_feed(client), everything_here()
    empty_the_directory()
    done = bring_in(saved(before))
    assert "warnings" not in done.report
    assert differences(before, whole_feed(client)) == []
    lost = differences(rows_before, everything_here())
    assert [line for line in lost if not re.fullmatch("|".join(STAYS_BEHIND), line[1:])] == []
    assert sum("is gone" in line for line in lost) == 1  # the secret place


def test_secret_place_does_not_come_back(client, filled_directory):
    before = whole_feed(client)
    secret = Place.objects.get(is_masked=True)
    told = saved(before).decode()
    assert str(secret.uuid) not in told
    assert "Refuge" not in told
    empty_the_directory()
    bring_in(told.encode())
    assert not Place.objects.filter(uuid=secret.uuid).exists()
    assert Service.objects.count() == len(before["services"])


def test_second_import_of_the_feed_changes_nothing(client, filled_directory):
    body = saved(whole_feed(client))
    empty_the_directory()
    bring_in(body)
    again = bring_in(body)
    assert (again.new, again.changed, again.gone, again.same) == (0, 0, 0, Service.objects.count())
    assert [counts for counts in again.report["counts"].values() if set(counts) - {"same", "refused"}] == []


def test_order_in_the_saved_feed_does_not_matter(client, filled_directory):
    before = whole_feed(client)
    empty_the_directory()
    backwards = list(reversed(json.loads(saved(before))))
    bring_in(json.dumps(backwards).encode())
    assert differences(in_order(before), in_order(whole_feed(client))) == []


def test_thin_list_and_whole_things_in_one_file_are_taken_together(client, filled_directory):
    before = whole_feed(client)
    thin = [
        row
        for path in ("service_at_locations", "services", "organizations?full=true", "organizations")
        for row in client.get(f"{BASE}/{path}").json()["contents"]
    ]
    empty_the_directory()
    bring_in(json.dumps(thin + json.loads(saved(before))).encode())
    assert differences(before, whole_feed(client)) == []


def test_stream_of_whole_services_brings_the_services_back(client, filled_directory):
    before = whole_feed(client)
    body = client.get(f"{BASE}/services", {"format": "ndjson", "full": "true"}).getvalue()
    empty_the_directory()
    done = bring_in(body)
    after = whole_feed(client)
    lost = differences(before["services"], after["services"])
    lost += differences(before["service_at_locations"], after["service_at_locations"])
    assert [line for line in lost if not line.endswith(NOT_IN_A_PART)] == []
    assert "parent was left out: the source does not hold it." in str(done.report["warnings"])


def test_stream_of_organizations_brings_schools_without_services_back(client, filled_directory):
    before = whole_feed(client)
    query = {"format": "ndjson", "full_service": "true"}
    body = client.get(f"{BASE}/organizations", query).getvalue()
    empty_the_directory()
    bring_in(body)
    after = whole_feed(client)
    lost = [
        line
        for path in ("services", "service_at_locations", "organizations")
        for line in differences(before[path], after[path])
    ]
    assert [line for line in lost if not line.endswith(NOT_IN_A_PART)] == []
    assert Provider.objects.filter(services__isnull=True, provider_type="special_school").exists()


def test_one_id_for_two_services_is_refused(client, filled_directory):
    first = next(iter(whole_feed(client)["services"].values()))
    empty_the_directory()
    run = bring_in(json.dumps([first, {**first, "name": "Quite another"}]).encode(), refused=1)
    assert run.new == 1
    assert "twice" in run.refusals.get().reason
