"""How patient the reading of a feed is, and where its patience ends."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import time_machine
from django.core.checks import run_checks
from pytest_django import Settings

from localoffer.importers import fetching
from localoffer.importers.fetching import Fetcher
from localoffer.importers.reading import SourceTrouble
from tests.integration.feed_server import FeedServer, Reply, running, service


@pytest.fixture
def feed() -> Iterator[FeedServer]:
    with running(FeedServer([service(1)])) as server:
        yield server


def fetcher(feed: FeedServer, waits: list[float], *pauses: float) -> Fetcher:
    return Fetcher(allowed=[f"127.0.0.1:{feed.port}"], pauses=pauses, wait=waits.append)


def test_pauses_grow_and_end(feed: FeedServer) -> None:
    feed.instead = lambda path, query: Reply(503)
    waits: list[float] = []
    with fetcher(feed, waits, 1, 3, 9) as one, pytest.raises(SourceTrouble, match="error 503"):
        one.get(feed.address + "services")
    assert waits == [1, 3, 9]
    assert len(feed.asked) == 4


@pytest.mark.parametrize("status", sorted(fetching.TRY_AGAIN))
def test_busy_feed_is_asked_again(feed: FeedServer, status: int) -> None:
    first = iter([Reply(status)])
    feed.instead = lambda path, query: next(first, None)
    waits: list[float] = []
    with fetcher(feed, waits, 2) as one:
        assert one.get(feed.address + "services").status == 200
    assert waits == [2]


@pytest.mark.parametrize("status", [204, 304, 400, 404, 405, 410, 501])
def test_plain_no_is_not_asked_again(feed: FeedServer, status: int) -> None:
    feed.instead = lambda path, query: Reply(status)
    waits: list[float] = []
    with fetcher(feed, waits, 1) as one:
        assert one.get(feed.address + "services").status == status
    assert waits == []


@pytest.mark.parametrize(
    ("asked_for", "waited"),
    [("7", 7), ("0", 1), ("86400", fetching.LONGEST_PAUSE), ("-5", 1), ("soon", 1), ("", 1), ("9" * 40, 1)],
)
def test_pause_that_the_feed_asks_for_is_kept_within_reason(
    feed: FeedServer, asked_for: str, waited: float
) -> None:
    first = iter([Reply(429, headers={"Retry-After": asked_for})])
    feed.instead = lambda path, query: next(first, None)
    waits: list[float] = []
    with fetcher(feed, waits, 1) as one:
        one.get(feed.address + "services")
    assert waits == [waited]


def test_moment_that_the_feed_names_is_waited_for(feed: FeedServer) -> None:
    now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    later = format_datetime(now + timedelta(seconds=20), usegmt=True)
    first = iter([Reply(503, headers={"Retry-After": later})])
    feed.instead = lambda path, query: next(first, None)
    waits: list[float] = []
    with time_machine.travel(now, tick=False), fetcher(feed, waits, 1) as one:
        one.get(feed.address + "services")
    assert waits == [20]


def test_reading_that_takes_too_long_as_a_whole_ends(
    feed: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LONGEST_SECONDS", -1)
    with fetcher(feed, []) as one, pytest.raises(SourceTrouble, match="two hours"):
        one.get(feed.address + "services")


@pytest.mark.parametrize("allowed", [[], ["127.0.0.1:8001"]])
def test_check_before_deploying_names_private_feeds(settings: Settings, allowed: list[str]) -> None:
    settings.FEED_HOSTS_ALLOWED = allowed
    found = {message.id for message in run_checks(tags=["security"], include_deployment_checks=True)}
    assert ("localoffer.E001" in found) == bool(allowed)
