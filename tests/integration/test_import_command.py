"""manage.py import_directory: what it prints, what it changes, and how it says no."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from localoffer.models import ImportRun, ImportSource, Service
from tests.integration.feed_server import FeedServer, Reply, running, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A saved feed: three services, one without a name."""
    path = tmp_path / "neighbour.json"
    path.write_text(json.dumps([service(1), service(2, name=""), service(3)]))
    return path


@pytest.fixture
def feed(settings: Settings) -> Iterator[FeedServer]:
    with running(FeedServer([service(number) for number in range(3)])) as server:
        settings.FEED_HOSTS_ALLOWED = [f"127.0.0.1:{server.port}"]
        settings.FEED_RETRY_PAUSES = (0,)
        yield server


def run(*args: Any) -> tuple[str, str]:
    """What the command prints: the result, and how far it was on the way."""
    out, told = StringIO(), StringIO()
    call_command("import_directory", *map(str, args), stdout=out, stderr=told)
    return out.getvalue(), told.getvalue()


def test_without_yes_nothing_is_changed_and_it_says_what_would_be(saved: Path) -> None:
    out, told = run(saved)
    assert not Service.objects.exists()
    assert "What would be different:" in out
    assert "services: 2 new, 1 refused" in out
    assert "line 1: Splash group 1" in out
    assert "It has no name." in out
    assert "Nothing was changed. To do this, run the same again with --yes." in out
    assert "Reading neighbour to see what would change" in told
    assert "Compared 2 of 2 services" in told


def test_with_yes_it_is_written_and_a_second_time_nothing_doubles(saved: Path) -> None:
    out, told = run(saved, "--yes")
    assert "What was done:" in out
    assert "Went through 2 of 2 services" in told
    assert Service.objects.count() == 2
    again, _ = run(saved, "--yes")
    assert "services: 2 same, 1 refused" in again
    assert Service.objects.count() == 2
    assert ImportSource.objects.get().name == "neighbour"


def test_every_refused_row_is_printed_with_its_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text(json.dumps([service(number, name="") for number in range(60)]))
    out, _ = run(path)
    told = out.partition("Refused, and why:")[2]
    assert [f"line {line}: " in told for line in range(1, 61)] == [True] * 60


def test_what_an_editor_wrote_and_what_is_gone_are_printed(saved: Path) -> None:
    run(saved, "--yes")
    Service.objects.filter(name="Splash group 1").update(name="Our own name")
    saved.write_text(json.dumps([service(1, name="Their new name")]))
    out, _ = run(saved, "--yes")
    assert "Kept as an editor wrote it:\n  line 1: Their new name: name" in out
    assert "No longer in the source:\n  Splash group 3" in out
    assert "--end-gone ends it" in out
    assert Service.objects.filter(status="active").count() == 2
    run(saved, "--yes", "--end-gone")
    assert Service.objects.get(status="defunct").name == "Splash group 3"


def test_feed_is_read_by_its_address(feed: FeedServer) -> None:
    out, _ = run(feed.address, "--yes", "--neighbour")
    assert "services: 3 new" in out
    source = ImportSource.objects.get()
    assert (source.name, source.address, source.is_neighbour) == ("127.0.0.1", feed.address, True)
    assert "services: 3 same" in run(feed.address)[0]


def test_name_is_remembered_by_the_address(feed: FeedServer) -> None:
    run(feed.address, "--name", "Reedshire")
    run(feed.address)
    assert ImportSource.objects.get().name == "Reedshire"


def test_feed_that_breaks_ends_with_its_sentence(feed: FeedServer) -> None:
    feed.instead = lambda path, query: Reply(500) if "/" in path else None
    with pytest.raises(CommandError, match=r"The feed stopped answering .* Nothing was changed"):
        run(feed.address, "--yes")
    assert not Service.objects.exists()


def test_example_is_a_csv_file(db: None) -> None:
    out, told = run("--example")
    assert len(out.splitlines()) > 2
    assert "," in out.splitlines()[0]
    assert told == ""
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "Say what to bring in"),
        (["nowhere.json"], "There is no file at nowhere.json"),
        (["letter.docx"], "is no address, .json file or .csv file"),
        (["http://127.0.0.1/feed/"], "inside a private network"),
        (["http://x:y@127.0.0.1/"], "Take the user name and password out"),
        (["https://"], "Write the whole address of the feed"),
    ],
)
def test_source_that_cannot_be_read_gets_a_sentence(given: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*given)
    assert not Service.objects.exists()


def test_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "feed.json"
    folder.mkdir()
    with pytest.raises(CommandError, match="There is no file at"):
        run(folder)


def test_name_of_another_kind_of_directory_is_not_taken(saved: Path) -> None:
    ImportSource.objects.create(name="Neighbour", kind="csv")
    with pytest.raises(CommandError, match="Give this one another name with --name"):
        run(saved)


@pytest.mark.parametrize("name", ["", "   ", "x" * 161])
def test_name_that_is_too_short_or_long_is_refused(saved: Path, name: str) -> None:
    with pytest.raises(CommandError, match="1 to 160 characters"):
        run(saved, "--name", name or " ")


def test_file_that_is_not_json_says_so_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text('[{"name": "half')
    with pytest.raises(CommandError, match="not whole, correct JSON"):
        run(path, "--yes")
    assert ImportRun.objects.get().state == "failed"
