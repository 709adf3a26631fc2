"""Bringing entries in from the admin, from the form to the entries that families see."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from localoffer.importers.csv_layout import example_file
from localoffer.models import ImportRun, Service
from localoffer.models.imports import RunState
from tests.integration.directory_people import make_area
from tests.integration.feed_server import FeedServer, running, service
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db

SERVICES = [service(number) for number in range(3)]


@pytest.fixture
def editor(client: Client) -> Client:
    sign_in_fully(client, make_area().editor)
    return client


@pytest.fixture
def send(editor: Client, django_capture_on_commit_callbacks: Callable) -> Callable[..., BeautifulSoup]:
    """Post a form and let what waits for the commit happen; return the page that it leads to."""

    def post(address: str, data: dict[str, Any]) -> BeautifulSoup:
        with django_capture_on_commit_callbacks(execute=True):
            response = editor.post(address, data)
        target = response["Location"] if response.status_code == 302 else None
        page = editor.get(target) if target else response
        return BeautifulSoup(page.content, "html.parser")

    return post


@pytest.fixture
def feed(settings: Settings) -> Iterator[FeedServer]:
    with running(FeedServer(SERVICES)) as server:
        settings.FEED_HOSTS_ALLOWED = [f"127.0.0.1:{server.port}"]
        settings.FEED_RETRY_PAUSES = (0, 0)
        yield server


def saved(services: list[dict[str, Any]]) -> SimpleUploadedFile:
    return SimpleUploadedFile("feed.json", json.dumps(services).encode(), content_type="application/json")


def form(kind: str = "oruk", **more: object) -> dict[str, object]:
    source = ImportRun.objects.values_list("source_id", flat=True).first()
    new = {"source": "", "name": "Neighbour", "kind": kind, "address": ""}
    return {**(new if source is None else {"source": source}), **more}


def counts(page: BeautifulSoup) -> dict[str, str]:
    table = page.select_one("#import-progress table")
    titles = [cell.get_text(strip=True) for cell in table.select("th")]
    return dict(zip(titles, [cell.get_text(strip=True) for cell in table.select("td")], strict=True))


def do_it_now(send: Callable[..., BeautifulSoup], page: BeautifulSoup) -> BeautifulSoup:
    assert "Do it now" in page.get_text()
    run = ImportRun.objects.order_by("-pk").first()
    return send(reverse("localoffer_admin:import_run", args=[run.pk]), {})


def test_saved_feed_is_checked_then_brought_in_then_found_the_same(
    send: Callable[..., BeautifulSoup], editor: Client
) -> None:
    new = reverse("localoffer_admin:import_new")
    before = Service.objects.count()
    broken = {**SERVICES[0], "id": "nameless", "name": ""}

    check = send(new, form(file=saved([*SERVICES, broken])))
    assert counts(check)["New"] == "3"
    assert counts(check)["Refused"] == "1"
    assert "Splash group 2" in check.get_text()
    assert Service.objects.count() == before

    done = do_it_now(send, check)
    assert "This import is finished." in done.get_text()
    assert counts(done)["New"] == "3"
    assert Service.objects.count() == before + 3
    [seen] = [link["href"] for link in done.select("a.button") if "See the entries" in link.get_text()]
    listed = BeautifulSoup(editor.get(seen).content, "html.parser").select(".title-wrapper a")
    assert len(listed) == 3

    again = send(new, form(file=saved(SERVICES)))
    assert counts(again)["The same as before"] == "3"
    assert "Do it now" not in again.get_text()
    assert "The directory has all of this already" in again.get_text()
    assert Service.objects.count() == before + 3


def test_refused_rows_are_a_file_that_no_spreadsheet_runs(
    send: Callable[..., BeautifulSoup], editor: Client
) -> None:
    bad = [{**SERVICES[0], "id": f"=1+{number}", "name": ""} for number in range(60)]
    page = send(reverse("localoffer_admin:import_new"), form(file=saved(bad)))
    [link] = [link["href"] for link in page.select("a") if "Download them all" in link.get_text()]
    rows = list(csv.DictReader(io.StringIO(editor.get(link).content.decode())))
    assert len(rows) == 60
    assert {row["key"] for row in rows} == {f"'=1+{number}" for number in range(60)}
    assert all(row["reason"] for row in rows)


def test_example_csv_file_comes_in_as_it_is(send: Callable[..., BeautifulSoup], editor: Client) -> None:
    example = editor.get(reverse("localoffer_admin:import_example")).content
    assert example == example_file()
    before = Service.objects.count()
    file = SimpleUploadedFile("directory.csv", example, content_type="text/csv")
    check = send(reverse("localoffer_admin:import_new"), form("csv", file=file))
    assert counts(check)["Refused"] == "0"
    done = do_it_now(send, check)
    assert Service.objects.count() == before + int(counts(done)["New"]) > before


def test_feed_is_brought_in_by_its_address(send: Callable[..., BeautifulSoup], feed: FeedServer) -> None:
    before = Service.objects.count()
    check = send(reverse("localoffer_admin:import_new"), form(address=feed.address))
    assert counts(check)["New"] == "3"
    do_it_now(send, check)
    assert Service.objects.count() == before + 3


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://10.0.0.7/oruk/", "inside a private network"),
        ("http://127.0.0.1/oruk/", "inside a private network"),
        ("http://[::1]/oruk/", "inside a private network"),
        ("http://169.254.169.254/latest/", "inside a private network"),
        ("http://localhost/oruk/", "inside a private network"),
        ("https://feed.example:8443/", "Use an address without a port number"),
        ("https://me:secret@feed.example/", "Take the user name and password out"),
        ("ftp://feed.example/", "Write the whole address"),
    ],
)
def test_address_that_may_not_be_read_is_refused_and_kept_in_its_box(
    editor: Client, address: str, message: str
) -> None:
    response = editor.post(reverse("localoffer_admin:import_new"), form(address=address))
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert message in page.get_text()
    assert page.select_one("[name=address]")["value"] == address
    assert page.select_one("[name=name]")["value"] == "Neighbour"
    assert not ImportRun.objects.exists()


def test_file_that_is_no_feed_stops_with_a_reason_and_a_way_on(
    send: Callable[..., BeautifulSoup],
) -> None:
    file = SimpleUploadedFile("feed.json", b"not json at all", content_type="application/json")
    page = send(reverse("localoffer_admin:import_new"), form(file=file))
    run = ImportRun.objects.get()
    assert run.state == RunState.FAILED
    assert run.error in page.get_text()
    assert "Nothing in the directory has changed." in page.get_text()
    [again] = [link["href"] for link in page.select("a") if link.get_text() == "Try again"]
    assert again.endswith(f"?source={run.source_id}")
    assert page.select_one("#import-progress table") is None


def test_way_back_to_the_form_has_chosen_the_same_directory(
    send: Callable[..., BeautifulSoup], editor: Client
) -> None:
    send(reverse("localoffer_admin:import_new"), form(file=saved(SERVICES)))
    source = ImportRun.objects.get().source_id
    address = reverse("localoffer_admin:import_new")
    chosen = BeautifulSoup(editor.get(address, {"source": source}).content, "html.parser")
    assert chosen.select_one("[name=source] option[selected]")["value"] == str(source)
    assert editor.get(address, {"source": "rubbish"}).status_code == 200
    assert editor.get(address, {"source": "9" * 30}).status_code == 200


def test_entry_changed_by_hand_is_kept_and_the_check_says_so(
    send: Callable[..., BeautifulSoup],
) -> None:
    new = reverse("localoffer_admin:import_new")
    do_it_now(send, send(new, form(file=saved(SERVICES))))
    mine = Service.objects.get(name="Splash group 1")
    mine.description = "An editor wrote this."
    mine.save_revision().publish()
    changed = [{**one, "description": "The source wrote this."} for one in SERVICES]
    page = do_it_now(send, send(new, form(file=saved(changed))))
    assert counts(page)["Kept as an editor wrote it"] == "1"
    mine.refresh_from_db()
    assert mine.description == "An editor wrote this."
    assert Service.objects.get(name="Splash group 2").description == "The source wrote this."
