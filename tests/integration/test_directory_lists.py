"""My list: kept in a signed cookie, printed, shared by a secret link that ends. Nobody signs in."""

import re
from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from localoffer.kept import COOKIE, MOST_KEPT, kept_cookie, kept_in
from localoffer.models import SavedList
from localoffer.models.service import Status

from .finding_directory import make_place, make_service

pytestmark = pytest.mark.django_db


def keep(client: Client, service, **more):
    return client.post("/my-list/keep/", {"service": service.uuid, **more})


def link_of(client: Client) -> str:
    found = re.search(r"/my-list/shared/[\w-]+/", client.get("/my-list/").content.decode())
    assert found
    return found[0]


def test_empty_list_says_what_will_be_here(client):
    assert b"The help you keep will be here" in client.get("/my-list/").content


def test_keep_goes_back_and_says_so(client):
    service = make_service("Club")
    response = keep(client, service, next=service.get_absolute_url())
    assert response.status_code == 302
    assert response["Location"] == service.get_absolute_url()
    page = client.get(service.get_absolute_url()).content.decode()
    assert "Club is on your list." in page
    assert "Take off my list" in page


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1"])
def test_keep_never_leads_away(client, address):
    service = make_service("Club")
    assert keep(client, service, next=address)["Location"] == service.get_absolute_url()


def test_list_shows_seven_short_answers_in_the_order_kept(client):
    first, second = make_service("First", summary="We play."), make_service("Second")
    keep(client, second)
    keep(client, first)
    page = BeautifulSoup(client.get("/my-list/").content, "html.parser")
    assert [one.get_text() for one in page.select(".gt-short__title")] == ["Second", "First"]
    answers = page.select(".gt-short")[1].select("dt")
    assert len(answers) >= 7
    assert "We play." in page.get_text()


def test_list_asks_as_many_queries_for_one_as_for_many(client, django_assert_max_num_queries):
    for number in range(8):
        keep(client, make_service(f"Club {number}", places=[make_place(f"P{number}", "Thornby")], days="MO"))
    with django_assert_max_num_queries(16):
        client.get("/my-list/")


def test_masked_place_stays_masked_on_paper(client):
    place = make_place("Secret House", "Thornby", is_masked=True)
    keep(client, make_service("Refuge", places=[place]))
    page = client.get("/my-list/").content.decode()
    assert "Thornby" in page
    assert "Secret House" not in page


def test_drop_takes_one_off_and_everything_takes_all_off(client):
    first, second, third = (make_service(name) for name in ("First", "Second", "Third"))
    for one in (first, second, third):
        keep(client, one)
    client.post("/my-list/drop/", {"service": first.uuid})
    assert kept_in({COOKIE: client.cookies[COOKIE].value}) == [second.uuid, third.uuid]
    client.post("/my-list/drop/", {"everything": "1"})
    assert b"The help you keep will be here" in client.get("/my-list/").content


def test_list_is_full_at_sixty(client):
    client.cookies[COOKIE] = kept_cookie([uuid4() for _ in range(MOST_KEPT)])
    keep(client, make_service("One more"))
    assert b"Your list is full" in client.get("/my-list/").content


def test_what_is_gone_is_said(client):
    service = make_service("Club")
    keep(client, service)
    service.status = Status.ENDED
    service.save()
    page = client.get("/my-list/").content.decode()
    assert "One place you kept is" in page


@pytest.mark.parametrize("sent", ["", "not-a-uuid", "0b80bbb2-eb5f-4ff7-9e47-a4c838b6e415"])
def test_keeping_what_is_not_there_is_not_found(client, sent):
    assert client.post("/my-list/keep/", {"service": sent}).status_code == 404


@pytest.mark.parametrize("fields", [{"live": False}, {"status": Status.ENDED}])
def test_keeping_what_is_not_public_is_not_found(client, fields):
    assert keep(client, make_service("Hidden", **fields)).status_code == 404


def test_damaged_cookie_is_an_empty_list(client):
    client.cookies[COOKIE] = "zzz:not-signed"
    assert client.get("/my-list/").status_code == 200


def test_share_keeps_only_a_hash_and_says_when_it_ends(client):
    keep(client, make_service("Club"))
    client.post("/my-list/share/")
    secret = link_of(client).split("/")[-2]
    saved = SavedList.objects.get()
    assert secret not in saved.secret_hash
    assert abs(saved.expires_at - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)
    shared = Client().get(link_of(client))
    assert "Club" in shared.content.decode()
    assert "This link works until" in shared.content.decode()


def test_sharing_leads_to_the_link_and_to_ways_to_send_it(client):
    keep(client, make_service("Club"))
    assert client.post("/my-list/share/")["Location"] == "/my-list/#share"
    page = BeautifulSoup(client.get("/my-list/").content, "html.parser")
    address = quote(f"http://testserver{link_of(client)}", safe="")
    assert page.select_one("#share")
    assert page.select_one("a[href^='mailto:?']")["href"].endswith(f"&body={address}")
    assert page.select_one("a[href^='sms:']")["href"].endswith(f"&body={address}")


def test_shared_page_keeps_itself_to_itself(client):
    keep(client, make_service("Club"))
    client.post("/my-list/share/")
    response = Client().get(link_of(client))
    assert response["Referrer-Policy"] == "same-origin"  # nothing for other sites; our own forms still work
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("meta[name=referrer]")["content"] == "same-origin"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    assert b"Take off my list" not in response.content


def test_shared_list_is_kept_in_one_press_over_https(client, django_assert_max_num_queries):
    first, second, own = make_service("First"), make_service("Second"), make_service("Own")
    keep(client, second)
    keep(client, first)
    client.post("/my-list/share/")
    link = link_of(client)
    theirs = Client(enforce_csrf_checks=True)
    keep_own = Client()
    keep(keep_own, own)
    theirs.cookies[COOKIE] = keep_own.cookies[COOKIE].value
    page = BeautifulSoup(theirs.get(link, secure=True).content, "html.parser")
    form = page.select_one("form[action='/my-list/keep-all/']")
    sent = {"csrfmiddlewaretoken": form.select_one("[name=csrfmiddlewaretoken]")["value"]}
    sent["service"] = [one["value"] for one in form.select("[name=service]")]
    # What a browser says of where the form stands, under the policy "same-origin".
    said = {"Referer": f"https://testserver{link}", "Origin": "https://testserver"}
    assert theirs.post("/my-list/keep-all/", sent, secure=True).status_code == 403
    with django_assert_max_num_queries(3):
        answer = theirs.post("/my-list/keep-all/", sent, secure=True, headers=said)
    assert answer["Location"] == "/my-list/"
    assert kept_in({COOKIE: theirs.cookies[COOKIE].value}) == [own.uuid, second.uuid, first.uuid]


def test_keeping_all_keeps_what_is_public_and_says_when_the_list_is_full(client):
    shown, hidden = make_service("Shown"), make_service("Hidden", live=False)
    sent = {"service": [hidden.uuid, shown.uuid, shown.uuid]}
    client.post("/my-list/keep-all/", sent)
    assert kept_in({COOKIE: client.cookies[COOKIE].value}) == [shown.uuid]
    client.cookies[COOKIE] = kept_cookie([uuid4() for _ in range(MOST_KEPT)])
    assert "Your list is full." in client.post("/my-list/keep-all/", sent, follow=True).content.decode()


@pytest.mark.parametrize("sent", [[], ["nonsense"], [str(uuid4())]])
def test_keeping_all_of_nothing_is_not_found(client, sent):
    assert client.post("/my-list/keep-all/", {"service": sent}).status_code == 404


def test_shared_link_ends(client):
    keep(client, make_service("Club"))
    client.post("/my-list/share/")
    link = link_of(client)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert Client().get(link).status_code == 404


def test_shared_link_can_be_taken_back(client):
    keep(client, make_service("Club"))
    client.post("/my-list/share/")
    link = link_of(client)
    client.post("/my-list/share/", {"stop": "1"})
    assert Client().get(link).status_code == 404
    assert not SavedList.objects.exists()


def test_shared_list_leaves_out_what_was_taken_down(client):
    service = make_service("Club")
    keep(client, service)
    client.post("/my-list/share/")
    link = link_of(client)
    service.live = False
    service.save()
    assert "Club" not in Client().get(link).content.decode()


def test_empty_list_is_not_shared(client):
    client.post("/my-list/share/")
    assert not SavedList.objects.exists()


def test_unknown_link_is_not_found(client):
    assert client.get("/my-list/shared/guessed/").status_code == 404


@pytest.mark.usefixtures("still_clock")
def test_sharing_very_often_is_paused(client):
    keep(client, make_service("Club"))
    answers = [client.post("/my-list/share/").status_code for _ in range(12)]
    assert answers[-1] == 429


@pytest.mark.parametrize(
    "address", ["/my-list/keep/", "/my-list/keep-all/", "/my-list/drop/", "/my-list/share/"]
)
def test_looking_never_writes(client, address):
    assert client.get(address).status_code == 405


def test_forms_need_their_secret():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/my-list/share/").status_code == 403
