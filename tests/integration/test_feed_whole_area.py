"""The whole demo area read out of our feed and brought into an empty site: nothing is lost or changed."""

import pytest

from localoffer.importers.running import perform
from localoffer.importers.starting import record_import
from localoffer.models import ImportSource

from .feed_copy import BASE, bring_in, differences, empty_the_directory, in_order, saved, whole_feed
from .feed_server import FeedServer, Reply, running

LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def recorded(client):
    """Each answer of our feed that somebody who walks it may ask for, word for word."""
    replies = {}

    def ask(path, **query):
        answer = client.get(f"{BASE}/{path}", query)
        asked = tuple(sorted((name, str(value)) for name, value in query.items()))
        replies[path, asked] = Reply(answer.status_code, answer.content)
        return answer

    for path in LISTS:
        for query in ({"full": "true", "per_page": 100}, {"per_page": 100}):
            number, last = 1, False
            while not last:
                answer = ask(path, **query, page=number)
                page = answer.json()
                number, last = number + 1, page.get("last_page", True)
    for row in client.get(f"{BASE}/services", {"minimal": "true"}).json()["contents"]:
        ask(f"services/{row['id']}")
    return replies


def test_whole_demo_area_comes_out_as_it_went_in(client):
    before = whole_feed(client)
    assert all(row["organization"] for row in before["services"].values())
    empty_the_directory()
    done = bring_in(saved(before))
    assert done.new == len(before["services"]) > 400
    assert "warnings" not in done.report
    assert differences(before, whole_feed(client)) == []


@pytest.mark.one_database
def test_whole_demo_area_comes_in_by_address(client, settings):
    before, replies = whole_feed(client), recorded(client)
    empty_the_directory()
    server = FeedServer([], instead=lambda path, query: replies[path, tuple(sorted(query.items()))])
    with running(server):
        settings.FEED_HOSTS_ALLOWED = [f"127.0.0.1:{server.port}"]
        settings.FEED_RETRY_PAUSES = (0, 0)
        source = ImportSource(name="Larkshire by address", kind="oruk", address=server.address)
        done = perform(record_import(source=source, dry_run=False, by=None))
    assert (done.error, done.refused, done.new) == ("", 0, len(before["services"]))
    assert differences(in_order(before), in_order(whole_feed(client))) == []
