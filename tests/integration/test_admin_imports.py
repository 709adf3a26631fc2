"""Bringing entries in from the admin: the form, the page of a run, and the refused rows."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from localoffer.models import ImportRefusal, ImportRun, ImportSource, Service
from localoffer.models.imports import RunState
from tests.integration.directory_people import Area, make_area
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db

NEW = {"source": "", "name": "Old directory", "kind": "csv", "address": ""}


@pytest.fixture
def area() -> Area:
    return make_area()


@pytest.fixture
def editor(client: Client, area: Area) -> Client:
    sign_in_fully(client, area.editor)
    return client


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("services.csv", b"name\nStay and play\n", content_type="text/csv")


def page(name: str, *args: object) -> str:
    return reverse(f"localoffer_admin:{name}", args=args)


def a_run(**fields: object) -> ImportRun:
    source, _ = ImportSource.objects.get_or_create(name="Old directory", kind="csv")
    return ImportRun.objects.create(source=source, file="imports/services.csv", **fields)


def test_file_sent_starts_a_check_that_changes_nothing(editor: Client) -> None:
    before = Service.objects.count()
    response = editor.post(page("import_new"), {**NEW, "file": a_file()})
    run = ImportRun.objects.get()
    assert response["Location"] == page("import_run", run.pk)
    assert run.is_dry_run
    assert run.source.name == "Old directory"
    assert run.started_by.email == "editor@larkshire.example"
    assert Service.objects.count() == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "Choose a file, or write the address of a feed."),
        ({"name": "", "file": True}, "Choose a directory above, or write the name of the new one."),
        ({"kind": "", "file": True}, "Choose what kind of directory it is."),
        (
            {"file": True, "kind": "oruk", "address": "https://a.example/"},
            "Use a file or an address, not both.",
        ),
        ({"address": "https://a.example/"}, "A CSV file has to be uploaded."),
        ({"address": "not an address", "kind": "oruk"}, "Write the whole address"),
        ({"name": "known already", "file": True}, "There is a directory with this name."),
    ],
)
def test_form_filled_wrongly_says_what_to_do_and_keeps_what_was_typed(
    editor: Client, changes: dict[str, object], message: str
) -> None:
    ImportSource.objects.create(name="Known already", kind="csv")
    data = {**NEW, **changes}
    if data.pop("file", False):
        data["file"] = a_file()
    response = editor.post(page("import_new"), data)
    shown = response.content.decode()
    assert response.status_code == 200
    assert message in shown
    assert f'value="{data["name"]}"' in shown or not data["name"]
    assert ("Add your file again" in shown) == ("file" in data)
    assert not ImportRun.objects.exists()


def test_run_that_works_shows_how_far_it_is_without_scripts(editor: Client) -> None:
    run = a_run(state=RunState.READING, rows_read=250, rows_expected=1000)
    shown = editor.get(page("import_run", run.pk)).content.decode()
    assert "250 of 1000 rows read (25%)" in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert "Do it now" not in shown
    part = editor.get(page("import_progress", run.pk)).content.decode()
    assert "25%" in part
    assert "<html" not in part


def test_check_that_is_done_shows_what_would_change_and_a_button(editor: Client) -> None:
    report = {"new": [{"name": "Stay and play", "line": 2}], "longer": {"new": 7}}
    run = a_run(state=RunState.CHECKED, new=8, changed=3, kept_by_hand=2, gone=1, report=report)
    shown = editor.get(page("import_run", run.pk)).content.decode()
    for words in (
        "Do it now",
        "Kept as an editor wrote it",
        "Line 2: Stay and play",
        "And 7 more.",
        "Also mark",
    ):
        assert words in shown
    assert "http-equiv" not in shown


def test_do_it_now_starts_the_real_run_with_the_same_file(editor: Client) -> None:
    run = a_run(state=RunState.CHECKED, gone=1)
    response = editor.post(page("import_run", run.pk), {"end_gone": "on"})
    real = ImportRun.objects.exclude(pk=run.pk).get()
    assert response["Location"] == page("import_run", real.pk)
    assert not real.is_dry_run
    assert real.file.name == run.file.name
    assert real.report == {"end_gone": True}


@pytest.mark.parametrize("state", [RunState.READING, RunState.FAILED, RunState.DONE])
def test_do_it_now_is_refused_before_the_check_is_done(editor: Client, state: RunState) -> None:
    run = a_run(state=state)
    editor.post(page("import_run", run.pk))
    assert ImportRun.objects.count() == 1


def test_refused_rows_come_in_pages_and_whole_as_a_file(editor: Client) -> None:
    run = a_run(state=RunState.CHECKED, refused=120)
    ImportRefusal.objects.bulk_create(
        ImportRefusal(run=run, line=line, key=f"k{line}", name="=cmd()", reason="Give the service a name.")
        for line in range(1, 121)
    )
    first = editor.get(page("import_run", run.pk)).content.decode()
    assert "Rows we could not take (120)" in first
    assert "k50" in first
    assert "k51" not in first
    assert "k51" in editor.get(page("import_run", run.pk), {"p": "2"}).content.decode()
    response = editor.get(page("import_refusals", run.pk))
    lines = list(csv.reader(io.StringIO(response.content.decode())))
    assert len(lines) == 121
    assert lines[1] == ["1", "k1", "'=cmd()", "Give the service a name."]


def test_run_that_stopped_says_why(editor: Client) -> None:
    run = a_run(state=RunState.FAILED, error="The feed stopped answering on page 3.")
    shown = editor.get(page("import_run", run.pk)).content.decode()
    assert "Stopped: nothing changed" in shown
    assert "The feed stopped answering on page 3." in shown


def test_earlier_imports_are_listed_newest_first(editor: Client) -> None:
    assert "There are none yet." in editor.get(page("imports")).content.decode()
    runs = [a_run(state=RunState.DONE, is_dry_run=False), a_run(state=RunState.CHECKED)]
    shown = editor.get(page("imports")).content.decode()
    assert shown.index(page("import_run", runs[1].pk)) < shown.index(page("import_run", runs[0].pk))


@pytest.mark.parametrize("name", ["import_run", "import_progress", "import_refusals"])
def test_import_is_for_editors(client: Client, area: Area, name: str) -> None:
    run = a_run(state=RunState.CHECKED)
    sign_in_fully(client, area.member)
    assert client.get(page(name, run.pk)).status_code in {302, 403}
    client.post(page("import_run", run.pk))
    assert ImportRun.objects.count() == 1
    sign_in_fully(client, area.editor)
    assert client.get(page(name, run.pk)).status_code == 200
