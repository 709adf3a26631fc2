"""Data rights on screen: one's own copy and requests, and the desk of those who answer for data."""

import io
import zipfile

import pytest

from portal.access.roles import Role
from portal.accounts.models import User
from portal.datarights.models import AreaPeriod, DataRequest, Hold
from tests.people_factories import sign_in_fully, user, young_person

pytestmark = pytest.mark.django_db
MINE, DESK, LENGTHS = "/my-account/what-you-hold/", "/staff/data/", "/staff/data/how-long/"


@pytest.fixture
def desk(client):
    """The desk's own browser."""
    return sign_in_fully(client, user(role=Role.ADMINISTRATOR, email="desk@larkshire.example"))


@pytest.fixture
def parent():
    return user(role=Role.PARENT_CARER, email="wren@larkshire.example")


def words_of(answer):
    return answer.content.decode()


def test_own_copy_is_downloaded_after_showing_again_that_it_is_them(client, parent):
    client.force_login(parent)
    assert "/is-it-you/" in client.post(MINE + "copy/").headers["Location"]

    sign_in_fully(client, parent)
    answer = client.post(MINE + "copy/")

    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert b"wren@larkshire.example" in archive.read("data.json")


def test_request_is_asked_for_shown_with_its_day_and_answered(client, desk, parent):
    sign_in_fully(client, parent)
    assert client.post(MINE, {"kind": ""}).status_code == 422
    answer = client.post(MINE, {"kind": "correct", "words": "My <b>name</b>"}, follow=True)
    assert "We answer by" in words_of(answer)
    asked = DataRequest.objects.get()

    sign_in_fully(client, User.objects.get(email="desk@larkshire.example"))
    assert f"person {parent.pk}" in words_of(client.get(DESK))
    page = f"{DESK}requests/{asked.pk}/"
    assert "My &lt;b&gt;name" in words_of(client.get(page))
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"outcome": "done"}).status_code == 302
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"what": "address", "known": "Wren@larkshire.example"}, "account-{account}"),
        ({"what": "address", "known": "nobody.here@larkshire.example"}, "address"),
        ({"what": "account", "known": "{account}"}, "account-{account}"),
        ({"what": "record", "known": "{record}"}, "record-{record}"),
    ],
)
def test_desk_finds_whom_it_is_about_and_no_address_stands_in_a_url(desk, parent, said, where):
    numbers = {"account": parent.pk, "record": young_person().pk}

    answer = desk.post(DESK, {name: value.format(**numbers) for name, value in said.items()})

    assert answer.headers["Location"] == f"{DESK}about/{where.format(**numbers)}/"
    assert desk.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("known", ["", "someone", "-1", "²", "9" * 400, "999999", "0"])
@pytest.mark.parametrize("what", ["address", "account", "record"])
def test_what_nobody_has_comes_back_with_a_sentence(desk, what, known):
    answer = desk.post(DESK, {"what": what, "known": known})

    assert answer.status_code == 422
    assert 'class="gt-error-summary' in words_of(answer)


def test_everything_is_shown_then_erased_unless_a_hold_stands(desk, parent):
    about = f"{DESK}about/account-{parent.pk}/"
    assert desk.post(about + "hold/", {"reason": "inquiry", "words": ""}).status_code == 422
    assert desk.post(about + "hold/", {"reason": "inquiry", "words": "File 7"}).status_code == 302
    assert "Nothing may go now" in words_of(desk.get(about))
    assert desk.post(about + "erase/", {"is_sure": "on"}).status_code == 422
    assert desk.post(f"{DESK}holds/{Hold.objects.get().pk}/lift/").status_code == 302
    assert desk.post(about + "erase/", {}).status_code == 422
    assert User.objects.filter(email="wren@larkshire.example").exists()

    assert "It is done" in words_of(desk.post(about + "erase/", {"is_sure": "on"}))

    assert not User.objects.filter(email="wren@larkshire.example").exists()


def test_area_sets_its_own_length_from_today_on(desk):
    said = {"rule": "notice", "months": "6", "source": "Larkshire schedule 2026"}
    first_of_january = {"starts_day": "1", "starts_month": "1"}
    gone_by = {**said, **first_of_january, "starts_year": "2020"}
    assert desk.post(LENGTHS, gone_by).status_code == 422
    assert desk.post(LENGTHS, {**gone_by, "starts_year": "2999"}).status_code == 302

    assert AreaPeriod.objects.get().months == 6
    page = words_of(desk.get(LENGTHS))
    assert "12 months from the day they were made" in page
    assert "31 years from their date of birth" in page
    assert "1 month from the day they ran out" in page
