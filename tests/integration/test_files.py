"""Files that people give: kept when they are what they seem, opened by those who may, removed in time."""

import socket
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.audit.models import AuditRow
from portal.files import actions, kinds, limits, tasks
from portal.files.actions import Refused, keep
from portal.files.formats import Family
from portal.files.kinds import FileKind
from portal.files.models import StoredFile
from tests import file_samples as samples
from tests.clamd_server import clamd
from tests.people_factories import user, young_person

pytestmark = pytest.mark.django_db
ALL = frozenset(Family)


@pytest.fixture(autouse=True)
def private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty private store of this test's own."""
    storage = StoredFile._meta.get_field("content").storage
    monkeypatch.setitem(vars(storage), "base_location", str(tmp_path))
    monkeypatch.setitem(vars(storage), "location", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def own_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of file that the one who gave it may open, and nobody else."""
    monkeypatch.setitem(
        kinds._KINDS,
        "own",
        FileKind("own", "Own", ALL, lambda who, stored: stored.given_by_id == who.pk, most_each=2),
    )


@pytest.fixture
def giver() -> User:
    return user()


@pytest.fixture
def as_giver(giver: User, client: Client) -> Client:
    client.force_login(giver)
    return client


def _contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def _body(answer) -> bytes:
    return answer.getvalue() if answer.streaming else answer.content


def test_film_is_kept_without_its_place_under_a_name_that_says_nothing(giver, private_folder):
    stored = keep(by=giver, upload=samples.upload(samples.mp4(), "Robin at home.exe"), kind="own")

    assert (stored.format, stored.seconds, stored.name, stored.state) == ("mp4", 2.5, "", "kept")
    [content] = _contents(private_folder)
    assert samples.PLACE not in content
    assert len(content) == stored.size
    assert "Robin" not in stored.content.name
    row = AuditRow.objects.get()
    assert (row.action, row.facts["format"]) == ("files.kept", "mp4")


def test_paper_is_kept_as_it_is_and_sent_to_be_saved_with_its_name(as_giver, giver):
    stored = keep(by=giver, upload=samples.upload(samples.pdf(), '../a\\"Report" <b>.html'), kind="own")

    answer = as_giver.get(stored.get_absolute_url())

    assert _body(answer) == samples.pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Report b.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("make", "kind", "says"),
    [
        (lambda: b"", "own", "empty"),
        (lambda: b"<html>", "own", "cannot tell"),
        (lambda: bytes(limits.SIZES[Family.PICTURE].most_bytes // 10), "small", "we can take 1 MB"),
        (lambda: samples.pdf() * 9000, "small", "we can take less than 1 MB"),
        (samples.mp3, "small", "Here you can add a picture or a paper"),
    ],
)
def test_file_that_does_not_fit_is_refused_with_a_sentence(
    make, kind, says, giver, monkeypatch, private_folder
):
    takes = frozenset({Family.PICTURE, Family.PAPER})
    most = {Family.PICTURE: limits.MEGABYTE, Family.PAPER: limits.MEGABYTE // 2}
    small = FileKind("small", "Small", takes, lambda who, stored: False, most_bytes=most)
    monkeypatch.setitem(kinds._KINDS, "small", small)

    with pytest.raises(Refused, match=says):
        keep(by=giver, upload=samples.upload(make()), kind=kind)

    assert _contents(private_folder) == []
    assert not StoredFile.objects.exists()


def test_more_files_than_one_thing_may_have_are_refused(giver):
    thing = young_person()
    for _ in range(2):
        keep(by=giver, upload=samples.upload(samples.pdf()), kind="own", for_thing=thing)

    with pytest.raises(Refused, match="up to 2 files"):
        keep(by=giver, upload=samples.upload(samples.pdf()), kind="own", for_thing=thing)


def test_file_of_a_kind_that_nobody_registered_is_not_kept(giver):
    with pytest.raises(LookupError):
        keep(by=giver, upload=samples.upload(samples.pdf()), kind="unknown")


def test_file_is_opened_by_nobody_else(giver, client):
    stored = keep(by=giver, upload=samples.upload(samples.picture()), kind="own")
    address = stored.get_absolute_url()

    assert client.get(address).status_code == 302  # a stranger is sent to sign in
    client.force_login(user())
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"Range": "bytes=0-1"}).status_code == 404


def test_file_of_a_kind_that_is_no_more_is_opened_by_nobody(giver, as_giver, monkeypatch):
    stored = keep(by=giver, upload=samples.upload(samples.picture()), kind="own")
    monkeypatch.delitem(kinds._KINDS, "own")

    assert as_giver.get(stored.get_absolute_url()).status_code == 404


def test_no_public_address_leads_to_a_kept_file(giver, as_giver):
    stored = keep(by=giver, upload=samples.upload(samples.picture()), kind="own")
    name = stored.content.name

    for folder in ("/media/", "/media/images/", "/media/private/", "/media/images/../private/", "/static/"):
        assert as_giver.get(folder + name, follow=True).status_code == 404


def test_part_of_a_film_is_sent_for_a_range(as_giver, giver):
    stored = keep(by=giver, upload=samples.upload(samples.mp4()), kind="own")
    address = stored.get_absolute_url()
    whole = _body(as_giver.get(address))

    part = as_giver.get(address, headers={"Range": "bytes=4-11"})
    past = as_giver.get(address, headers={"Range": f"bytes={stored.size}-"})
    last = as_giver.get(address, headers={"Range": "bytes=-3", "If-Range": part["ETag"]})
    changed = as_giver.get(address, headers={"Range": "bytes=4-11", "If-Range": '"before"'})
    head = as_giver.head(address)
    again = as_giver.get(address, headers={"If-None-Match": part["ETag"]})

    assert (part.status_code, _body(part)) == (206, whole[4:12])
    assert part["Content-Range"] == f"bytes 4-11/{stored.size}"
    assert (past.status_code, past["Content-Range"]) == (416, f"bytes */{stored.size}")
    assert (last.status_code, _body(last)) == (206, whole[-3:])
    assert (changed.status_code, _body(changed)) == (200, whole)
    assert (head.status_code, head["Content-Length"], head["Accept-Ranges"]) == (
        200,
        str(stored.size),
        "bytes",
    )
    assert again.status_code == 304


def test_look_at_a_young_persons_file_is_recorded_once_for_all_its_parts(as_giver, giver):
    robin = young_person()
    stored = keep(by=giver, upload=samples.upload(samples.mp4()), kind="own", young_person=robin)

    for span in ("bytes=0-3", "bytes=4-9", "bytes=10-"):
        as_giver.get(stored.get_absolute_url(), headers={"Range": span})

    look = AuditRow.objects.get(is_look=True)
    assert (look.actor, look.young_person, look.action) == (giver.pk, robin.pk, "looked:files")


def test_opening_a_file_asks_few_questions_of_the_database(as_giver, giver, django_assert_max_num_queries):
    stored = keep(by=giver, upload=samples.upload(samples.picture()), kind="own")

    with django_assert_max_num_queries(5):
        as_giver.get(stored.get_absolute_url())


def test_harmful_file_is_refused_by_the_virus_checker(giver, settings, private_folder):
    with clamd() as scanner:
        settings.CLAMAV = scanner.address
        with pytest.raises(Refused, match="virus checker stopped this file"):
            keep(by=giver, upload=samples.upload(samples.EICAR), kind="own")
        kept = keep(by=giver, upload=samples.upload(samples.wav(2)), kind="own")

    assert scanner.seen == [len(samples.EICAR), len(samples.wav(2))]
    assert kept.can_be_opened
    assert len(_contents(private_folder)) == 1


def test_file_too_large_for_the_virus_checker_is_refused(giver, settings):
    with clamd() as scanner:
        settings.CLAMAV, scanner.most_bytes = scanner.address, 100
        with pytest.raises(Refused, match="too large for our virus checker"):
            keep(by=giver, upload=samples.upload(samples.pdf() + b" " * 100 + b"%%EOF"), kind="own")


@pytest.mark.parametrize("answer", [b"stream: Can't open file or directory ERROR\n", b"\n", b"what?\n"])
def test_file_is_refused_when_the_virus_checker_cannot_say(answer, giver, settings):
    with clamd() as scanner:
        settings.CLAMAV, scanner.answer = scanner.address, answer
        with pytest.raises(Refused, match="cannot check files for viruses just now"):
            keep(by=giver, upload=samples.upload(samples.pdf()), kind="own")


@pytest.fixture
def silent_address() -> Iterator[str]:
    """Where nobody listens, and nobody else can begin to."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"tcp://127.0.0.1:{held.getsockname()[1]}"


def test_file_waits_for_a_silent_virus_checker_where_the_area_says_so(
    as_giver, giver, settings, private_folder, silent_address, django_capture_on_commit_callbacks
):
    settings.CLAMAV, settings.CLAMAV_MAY_WAIT = silent_address, True
    clean = keep(by=giver, upload=samples.upload(samples.pdf()), kind="own")
    harmful = keep(by=giver, upload=samples.upload(samples.EICAR), kind="own")
    assert as_giver.get(clean.get_absolute_url()).status_code == 404
    assert actions.scan_waiting(by=None, at=timezone.now()) == 0

    with clamd() as scanner, django_capture_on_commit_callbacks(execute=True):
        settings.CLAMAV = scanner.address
        tasks.ask_virus_checker_again.call()

    harmful.refresh_from_db()
    assert as_giver.get(clean.get_absolute_url()).status_code == 200
    assert (harmful.state, harmful.content.name) == ("refused", "")
    assert as_giver.get(harmful.get_absolute_url()).status_code == 404
    assert _contents(private_folder) == [samples.pdf()]


def test_files_of_nothing_are_removed_after_a_day(
    giver, private_folder, django_capture_on_commit_callbacks, monkeypatch
):
    robin, gone = young_person(), young_person()
    tied = keep(by=giver, upload=samples.upload(samples.pdf()), kind="own", for_thing=robin)
    keep(by=giver, upload=samples.upload(samples.pdf()), kind="own", for_thing=gone)
    keep(by=giver, upload=samples.upload(samples.pdf()), kind="own")
    gone.delete()
    StoredFile.objects.update(made_at=timezone.now() - timedelta(days=2))
    new = keep(by=giver, upload=samples.upload(samples.pdf()), kind="own")

    with django_capture_on_commit_callbacks(execute=True):
        tasks.tidy_up.call()

    assert set(StoredFile.objects.all()) == {tied, new}
    assert len(_contents(private_folder)) == 2
    assert AuditRow.objects.filter(action="files.removed").count() == 2


def test_content_that_no_file_speaks_of_is_removed_after_a_day(giver, private_folder):
    kept = keep(by=giver, upload=samples.upload(samples.pdf()), kind="own")
    (private_folder / "zz").mkdir()
    (private_folder / "zz" / "stray").write_bytes(b"x")

    assert actions.remove_strays(at=timezone.now()) == 0
    assert actions.remove_strays(at=timezone.now() + timedelta(days=2)) == 1
    assert StoredFile.objects.get() == kept
    assert kept.content.open("rb").read() == samples.pdf()


def test_loose_file_is_tied_once(giver):
    stored = keep(by=giver, upload=samples.upload(samples.pdf()), kind="own")
    thing = young_person()

    actions.tie(by=giver, stored=stored, to=thing)

    assert list(StoredFile.objects.of(thing)) == [stored]
    with pytest.raises(ValueError, match="already"):
        actions.tie(by=giver, stored=stored, to=thing)


def test_unknown_file_is_not_there(as_giver):
    assert as_giver.get(f"/files/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("address", ["localhost", "tcp://host", "tcp://host:many", "http://host:80"])
def test_address_of_the_virus_checker_that_is_none_is_told_at_the_check(address, settings):
    settings.CLAMAV = address

    assert [error.id for error in run_checks() if error.id.startswith("files.")] == ["files.E001"]
