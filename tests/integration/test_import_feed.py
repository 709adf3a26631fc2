"""A feed walked by its address, from a real server: whole, in every shape, and when it breaks."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from localoffer.importers import feed as feed_reader
from localoffer.importers import fetching
from localoffer.importers.running import perform
from localoffer.importers.starting import record_import
from localoffer.models import (
    ImportedFrom,
    ImportRun,
    ImportSource,
    Place,
    Provider,
    Service,
    Taxonomy,
    TaxonomyTerm,
)
from tests.integration.feed_server import (
    FeedServer,
    Reply,
    as_json,
    ids,
    made_id,
    organization,
    running,
    service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(settings: Settings) -> Iterator[FeedServer]:
    """A feed of 35 services in four pages, lists thin, details whole."""
    with running(FeedServer([service(number) for number in range(35)])) as server:
        settings.FEED_HOSTS_ALLOWED = [f"127.0.0.1:{server.port}"]
        settings.FEED_RETRY_PAUSES = (0, 0)
        yield server


def bring_in(address: str, *, dry_run: bool = False, end_gone: bool = False) -> ImportRun:
    source, _ = ImportSource.objects.get_or_create(name="Neighbour", kind="oruk")
    source.address = address
    return perform(record_import(source=source, dry_run=dry_run, by=None, end_gone=end_gone))


def directory() -> list[Any]:
    """Everything an import can write, to compare before and after."""
    models = (Service, Provider, Place, Taxonomy, TaxonomyTerm, ImportedFrom)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize(
    "ending", ["", "services", "services/", "services?page=3&per_page=5", "organizations"]
)
def test_feed_is_walked_from_its_base_or_a_list(feed: FeedServer, ending: str) -> None:
    done = bring_in(feed.address + ending)
    assert (done.state, done.new, done.refused, done.error) == ("done", 35, 0, "")
    assert set(Service.objects.values_list("uuid", flat=True)) == ids(feed.services)


def test_base_address_without_its_last_slash_is_the_same(feed: FeedServer) -> None:
    assert bring_in(feed.address.rstrip("/")).new == 35


def test_thin_list_is_completed_from_each_service_of_its_own(feed: FeedServer) -> None:
    bring_in(feed.address)
    one = Service.objects.get(uuid=feed.services[34]["id"])
    assert [row.byday for row in one.schedules.all()] == ["SA"]
    assert one.cost_options.get().amount == 2.5
    assert one.service_places.get().place.addresses.get().city == "Otterby"
    assert one.provider.name == "Otter Trust"


def test_list_that_proves_whole_saves_asking_for_each_service(feed: FeedServer) -> None:
    feed.takes_full = True
    done = bring_in(feed.address)
    details = [path for path in feed.asked if "/services/" in path]
    assert (done.new, len(details)) == (35, feed_reader.ENOUGH_COMPARED)
    assert Service.objects.filter(schedules__byday="SA").count() == 35


def test_list_with_only_some_rows_under_a_service_is_not_taken_as_whole(feed: FeedServer) -> None:
    def some_in_list(path: str, query: dict[str, str]) -> Reply | None:
        if path != "services":
            return None
        return as_json({"contents": [{**row, "schedules": []} for row in feed.services], "last_page": True})

    feed.instead = some_in_list
    bring_in(feed.address)
    assert Service.objects.filter(schedules__byday="SA").count() == 35


def test_second_walk_changes_nothing_whatever_the_order(feed: FeedServer) -> None:
    bring_in(feed.address)
    before = directory()[:-1]
    feed.services.reverse()
    again = bring_in(feed.address)
    assert (again.new, again.changed, again.same, again.gone) == (0, 0, 35, 0)
    assert directory()[:-1] == before


def test_lists_of_terms_and_organizations_come_too(feed: FeedServer) -> None:
    taxonomy = {"id": made_id("taxonomy"), "name": "Needs nearby", "description": "What children need."}
    term = {
        "id": made_id("term"),
        "name": "Hearing",
        "description": "Hearing",
        "taxonomy_id": taxonomy["id"],
        "taxonomy": "Needs nearby",
    }
    feed.taxonomies, feed.taxonomy_terms = [taxonomy], [term]
    feed.organizations = [organization(), {**organization("Reed School"), "website": "https://reed.example/"}]
    feed.services[0]["attributes"] = [
        {"id": made_id("attribute"), "link_type": "service", "taxonomy_term_id": term["id"]}
    ]
    done = bring_in(feed.address)
    assert (done.state, done.error) == ("done", "")
    assert Taxonomy.objects.get(name="Needs nearby").description == "What children need."
    assert Provider.objects.get(name="Reed School").website == "https://reed.example/"
    assert Service.objects.get(service_terms__term__name="Hearing").name == "Splash group 0"


def test_feed_without_further_lists_is_read_with_a_no_note(feed: FeedServer) -> None:
    assert bring_in(feed.address).report.get("notes", []) == []


def test_list_of_terms_that_cannot_be_read_is_noted_and_left_out(feed: FeedServer) -> None:
    feed.instead = lambda path, query: Reply(500) if path.startswith("taxonom") else None
    done = bring_in(feed.address)
    assert (done.state, done.new) == ("done", 35)
    assert any("list of taxonomies was left out" in note for note in done.report["notes"])


# When it breaks --------------------------------------------------------------------------------


@pytest.mark.parametrize("takes_full", [True, False])
def test_feed_that_dies_after_page_three_leaves_the_directory_as_it_was(
    feed: FeedServer, takes_full: bool
) -> None:
    feed.takes_full = takes_full
    bring_in(feed.address)
    before = directory()
    for row in feed.services:
        row["name"] += " renamed"
    feed.services.append(service(99))

    def dead(path: str, query: dict[str, str]) -> Reply | None:
        is_late = path == "services" and int(query.get("page", 1)) > 3
        return Reply(200, b'{"contents": [', {"Content-Length": "5000"}, cut=10) if is_late else None

    feed.instead = dead
    for dry_run in (True, False):
        stopped = bring_in(feed.address, dry_run=dry_run)
        assert stopped.state == "failed"
        assert stopped.error.startswith("The feed stopped answering")
        assert "Nothing was changed" in stopped.error
        assert directory() == before


def test_server_that_goes_away_in_the_middle_changes_nothing(settings: Settings) -> None:
    with running(FeedServer([service(number) for number in range(5)])) as server:
        settings.FEED_HOSTS_ALLOWED = [f"127.0.0.1:{server.port}"]
        settings.FEED_RETRY_PAUSES = (0,)
        address = server.address
    stopped = bring_in(address)
    assert (stopped.state, Service.objects.count()) == ("failed", 0)
    assert "we cannot reach it" in stopped.error


def test_feed_that_stumbles_is_asked_again(feed: FeedServer) -> None:
    stumbles = iter([Reply(429, headers={"Retry-After": "0"}), Reply(503)])
    feed.instead = lambda path, query: next(stumbles, None) if query.get("page") == "2" else None
    assert bring_in(feed.address).new == 35


def test_service_of_its_own_that_is_missing_is_taken_as_the_list_has_it(feed: FeedServer) -> None:
    gone = feed.services[7]["id"]
    feed.instead = lambda path, query: Reply(404) if path.endswith(gone) else None
    done = bring_in(feed.address)
    assert (done.new, done.refused) == (35, 0)
    assert [row["name"] for row in done.report["warnings"]] == ["Splash group 7"]
    assert not Service.objects.get(uuid=gone).schedules.exists()


def test_service_that_comes_thin_once_keeps_what_stands_under_it(feed: FeedServer) -> None:
    bring_in(feed.address)
    key = feed.services[7]["id"]
    feed.instead = lambda path, query: Reply(404) if path.endswith(key) else None
    done = bring_in(feed.address)
    assert (done.changed, done.same) == (0, 35)
    assert Service.objects.get(uuid=key).schedules.count() == 1


def test_rows_that_only_the_list_has_take_none_away(feed: FeedServer) -> None:
    bring_in(feed.address)
    key = feed.services[7]["id"]

    def partly(path: str, query: dict[str, str]) -> Reply | None:
        if path.endswith(key):
            return Reply(404)
        thin = [{**row, "schedules": [], "service_at_locations": []} for row in feed.services]
        return as_json({"contents": thin, "total_pages": 1}) if path == "services" else None

    feed.instead = partly
    assert bring_in(feed.address).changed == 0
    one = Service.objects.get(uuid=key)
    assert (one.schedules.count(), one.service_places.count()) == (1, 1)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(404), "There is no Open Referral UK feed at"),
        (Reply(200, b"<html>", {"Content-Type": "text/html"}), "gives a web page"),
        (Reply(200, b'{"contents": ['), "not whole, correct JSON"),
        (Reply(200, b"\xff\xfe\x00"), "not whole, correct JSON"),
        (Reply(200, b"[" * 100_000), "not whole, correct JSON"),
        (Reply(200, b'"services"'), "does not answer with a list of services"),
        (Reply(200, b'{"services": 3}'), "does not answer with a list of services"),
        (Reply(401), "wants a key or password"),
        (Reply(500), "stopped answering (it answers with error 500)"),
        (Reply(200, b"x", {"Content-Encoding": "br"}), "packed in a way we cannot read"),
        (Reply(200, b"xxxx", {"Content-Encoding": "gzip"}), "is damaged"),
        (Reply(302, headers={"Location": "services"}), "from address to address"),
        (Reply(302, headers={"Location": "ftp://127.0.0.1/"}), "Write the whole address"),
        (Reply(302, headers={"Location": "http://127.0.0.1:1/"}), "without a port number"),
        (Reply(302, headers={"Location": "http://127.0.0.1/"}), "inside a private network"),
        (Reply(302, headers={"Location": "http://[::1]/"}), "inside a private network"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_answer_that_is_no_feed_gives_one_clear_sentence(feed: FeedServer, reply: Reply, words: str) -> None:
    feed.instead = lambda path, query: reply
    stopped = bring_in(feed.address)
    assert stopped.state == "failed"
    assert words in stopped.error
    assert not Service.objects.exists()


def test_redirect_to_another_open_address_is_followed(feed: FeedServer) -> None:
    moved = f"http://127.0.0.1:{feed.port}/moved/services"

    def elsewhere(path: str, query: dict[str, str]) -> Reply | None:
        if path == "services":
            return Reply(301, headers={"Location": f"{moved}?page={query.get('page', 1)}"})
        if path.startswith("/moved"):
            return feed._page("services", feed.services, query)
        return None

    feed.instead = elsewhere
    assert bring_in(feed.address).new == 35


def test_feed_that_gives_one_page_for_ever_is_stopped(feed: FeedServer) -> None:
    feed.instead = lambda path, query: (
        as_json({"total_pages": 9, "contents": feed.services[:2]}) if path == "services" else None
    )
    stopped = bring_in(feed.address)
    assert "Page 2 of the feed's services is an earlier page again" in stopped.error
    assert not Service.objects.exists()


def test_feed_without_end_is_stopped(feed: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_reader, "MOST_PAGES", 4)
    feed.instead = lambda path, query: (
        as_json({"contents": [{"id": query["page"], "name": "x"}]}) if path == "services" else None
    )
    assert "over 4 pages" in bring_in(feed.address).error


def test_very_large_answer_is_refused_even_when_it_is_packed_small(
    feed: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST_ANSWER", 2 * fetching.MEGABYTE)
    bomb = as_json({"contents": [{"name": "0" * 30_000_000}]}, packed=True)
    assert len(bomb.body) < 100_000
    feed.instead = lambda path, query: bomb
    assert "over 2 MB" in bring_in(feed.address).error


def test_very_large_feed_is_refused(feed: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST_FEED", 20_000)
    assert "which is too much" in bring_in(feed.address).error


def test_packed_answer_is_unpacked(feed: FeedServer) -> None:
    feed.instead = lambda path, query: (
        as_json({"contents": feed.services, "total_pages": 1}, packed=True) if path == "services" else None
    )
    assert bring_in(feed.address).new == 35


# What counts as gone ---------------------------------------------------------------------------


def test_entry_gone_from_the_feed_is_marked_and_comes_back(feed: FeedServer) -> None:
    bring_in(feed.address)
    lost = feed.services.pop(3)
    done = bring_in(feed.address)
    kept = Service.objects.get(uuid=lost["id"])
    assert (done.gone, kept.status, kept.imported_from.is_gone) == (1, "active", True)
    assert bring_in(feed.address, end_gone=True).gone == 1
    kept.refresh_from_db()
    assert kept.status == "defunct"
    feed.services.insert(0, lost)
    back = bring_in(feed.address)
    kept.refresh_from_db()
    kept.imported_from.refresh_from_db()
    assert (back.gone, back.kept_by_hand) == (0, 0)
    assert (kept.status, kept.imported_from.is_gone) == ("active", False)


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ({"contents": [], "total_pages": 1}, "The source holds no services, so nothing counts as gone."),
        (
            {"contents": [service(1)], "total_pages": 1, "total_items": 35},
            "The feed says that it holds 35 services but gave 1, so nothing counts as gone.",
        ),
    ],
)
def test_feed_that_gives_less_than_it_says_makes_nothing_gone(
    feed: FeedServer, body: dict[str, Any], note: str
) -> None:
    bring_in(feed.address)
    feed.instead = lambda path, query: Reply(200, json.dumps(body).encode()) if path == "services" else None
    done = bring_in(feed.address, end_gone=True)
    assert (done.state, done.gone) == ("done", 0)
    assert note in done.report["notes"]
    assert not Service.objects.filter(status="defunct").exists()


# Other shapes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shape",
    [
        lambda rows: rows,
        lambda rows: {"contents": rows},
        lambda rows: {"content": rows, "totalPages": 1, "totalElements": len(rows), "last": True},
        lambda rows: {"services": rows, "total_pages": "1"},
        lambda rows: {"items": rows, "last_page": True},
    ],
    ids=["array", "contents alone", "older envelope", "named list", "last flag only"],
)
def test_other_envelopes_are_understood(feed: FeedServer, shape: Any) -> None:
    feed.instead = lambda path, query: as_json(shape(feed.services)) if path == "services" else None
    done = bring_in(feed.address)
    assert (done.state, done.new, done.error) == ("done", 35, "")


def test_feed_without_addresses_for_single_services_is_still_read(feed: FeedServer) -> None:
    feed.has_details = False
    done = bring_in(feed.address)
    assert (done.state, done.new) == ("done", 35)
    assert bring_in(feed.address).same == 35


def test_progress_names_how_many_are_expected(feed: FeedServer) -> None:
    done = bring_in(feed.address, dry_run=True)
    assert (done.state, done.rows_read, done.rows_expected) == ("checked", 35, 35)
