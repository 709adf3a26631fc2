"""Coming in: by emailed code, password or passkey; making an account; a forgotten password."""

import time

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts.models import OutgoingMail, User
from tests.integration.account_steps import app_code, mailed_code, post, with_app
from tests.people_factories import PASSWORD, sign_in_fully, user

pytestmark = pytest.mark.django_db

SIGN_IN, CODE, MINE = "/sign-in/", "/sign-in/code/", "/my-account/"


def ask(client: Client, capture, email: str, **extra):
    return post(capture, client, SIGN_IN, {"email": email}, **extra)


def test_emailed_code_signs_in(client: Client, django_capture_on_commit_callbacks) -> None:
    person = user()
    asked = ask(client, django_capture_on_commit_callbacks, person.email)
    assert asked.headers["Location"] == CODE
    assert person.email in client.get(CODE).content.decode()

    done = client.post(CODE, {"code": mailed_code(), "action": "verify"})

    assert done.headers["Location"] == MINE
    assert client.get(MINE).status_code == 200
    assert mail.outbox[0].to == [person.email]


def test_code_leads_back_to_the_page_that_asked_for_sign_in(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    person = user()
    asked = post(
        django_capture_on_commit_callbacks, client, SIGN_IN, {"email": person.email, "next": "/my-list/"}
    )
    assert (
        asked.headers["Location"] == f"{CODE}?next=/my-list/"
        or "next=%2Fmy-list%2F" in asked.headers["Location"]
    )

    done = client.post(CODE, {"code": mailed_code(), "next": "/my-list/"})

    assert done.headers["Location"] == "/my-list/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_sign_in_never_leads_to_another_site(
    client: Client, target: str, django_capture_on_commit_callbacks
) -> None:
    person = user()
    data = {"login": person.email, "password": PASSWORD, "next": target}

    answer = client.post(f"/sign-in/password/?next={target}", data)

    assert answer.headers["Location"] == MINE


def test_wrong_code_three_times_asks_to_start_again(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    person = user()
    ask(client, django_capture_on_commit_callbacks, person.email)
    right = mailed_code()
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"

    first = client.post(CODE, {"code": wrong})
    client.post(CODE, {"code": wrong})
    third = client.post(CODE, {"code": wrong})

    assert "That code is not right" in first.content.decode()
    assert third.headers["Location"] == SIGN_IN
    assert client.post(CODE, {"code": right}).headers["Location"] == SIGN_IN
    assert client.get(MINE).status_code == 302


def test_code_runs_out(client: Client, django_capture_on_commit_callbacks) -> None:
    person = user()
    ask(client, django_capture_on_commit_callbacks, person.email)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] = time.time() - 16 * 60
    session.save()

    assert client.post(CODE, {"code": mailed_code()}).headers["Location"] == SIGN_IN


def test_code_works_once(client: Client, django_capture_on_commit_callbacks) -> None:
    person = user()
    ask(client, django_capture_on_commit_callbacks, person.email)
    client.post(CODE, {"code": mailed_code()})
    client.post("/sign-out/")

    assert client.post(CODE, {"code": mailed_code()}).headers["Location"] == SIGN_IN


def test_asking_for_a_code_answers_the_same_for_known_and_unknown(
    django_capture_on_commit_callbacks,
) -> None:
    person, answers, pages = user(), [], []
    for email in (person.email, "nobody-known@larkshire.example"):
        client = Client()
        asked = ask(client, django_capture_on_commit_callbacks, email)
        answers.append((asked.status_code, asked.headers["Location"], sorted(asked.cookies)))
        pages.append(client.get(CODE).content.decode().replace(email, ""))

    assert answers[0] == answers[1]
    assert _without_secrets(pages[0]) == _without_secrets(pages[1])
    assert [message.to for message in mail.outbox] == [[person.email], ["nobody-known@larkshire.example"]]


def test_making_an_account_answers_the_same_for_known_and_unknown(
    django_capture_on_commit_callbacks,
) -> None:
    person, answers, pages = user(), [], []
    for email in (person.email, "somebody-new@larkshire.example"):
        client = Client()
        asked = post(django_capture_on_commit_callbacks, client, "/sign-up/", {"email": email})
        answers.append((asked.status_code, asked.headers["Location"], sorted(asked.cookies)))
        pages.append(client.get("/confirm-email/").content.decode().replace(email, ""))

    assert answers[0] == answers[1]
    assert _without_secrets(pages[0]) == _without_secrets(pages[1])
    assert "You have one already" in mail.outbox[0].body


def test_password_answers_the_same_for_known_and_unknown() -> None:
    person, pages = user(), []
    for email in (person.email, "nobody-known@larkshire.example"):
        answer = Client().post("/sign-in/password/", {"login": email, "password": "wrong"})
        assert answer.status_code == 200
        pages.append(_without_secrets(answer.content.decode().replace(email, "")))

    assert pages[0] == pages[1]


def test_forgotten_password_answers_the_same_for_known_and_unknown(
    django_capture_on_commit_callbacks,
) -> None:
    person, answers = user(), []
    for email in (person.email, "nobody-known@larkshire.example"):
        asked = post(django_capture_on_commit_callbacks, Client(), "/forgotten-password/", {"email": email})
        answers.append((asked.status_code, asked.headers["Location"], sorted(asked.cookies)))

    assert answers[0] == answers[1]


def test_no_mail_is_sent_in_the_request_and_none_is_kept_after(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    person = user()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(SIGN_IN, {"email": person.email})
        assert mail.outbox == []
        assert OutgoingMail.objects.count() == 1

    assert len(mail.outbox) == 1
    assert OutgoingMail.objects.count() == 0


def test_new_account_is_opened_by_its_code_and_holds_no_role(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    post(django_capture_on_commit_callbacks, client, "/sign-up/", {"email": "New.Person@larkshire.example"})
    assert client.get(MINE).status_code == 302

    done = client.post("/confirm-email/", {"code": mailed_code(), "action": "verify"})

    person = User.objects.get(email="new.person@larkshire.example")
    assert done.headers["Location"] == reverse("accounts:ways-in")
    assert client.get(done.headers["Location"]).status_code == 200
    assert client.get("/my-account/password/new/").status_code == 200  # not asked again so soon
    assert person.roles == frozenset()
    assert not person.has_usable_password()


def test_account_with_a_passkey_confirms_the_address_before_the_passkey_is_made(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    page = "/sign-up/with-a-passkey/"
    post(django_capture_on_commit_callbacks, client, page, {"email": "new@larkshire.example"})
    assert client.get("/sign-up/passkey/").headers["Location"] == "/sign-up/"

    done = client.post("/confirm-email/", {"code": mailed_code(), "action": "verify"})

    assert done.headers["Location"] == "/sign-up/passkey/"
    assert (
        "Make your passkey" in client.get("/sign-up/passkey/", headers={"Host": "localhost"}).content.decode()
    )
    refused = client.post("/sign-up/passkey/", {"credential": "{}"}, headers={"Host": "localhost"})
    assert "There is something to put right" in refused.content.decode()
    assert client.get(MINE).status_code == 302


def test_password_signs_in_and_forgotten_one_is_set_anew_by_code(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    person = user()
    page = "/sign-in/password/"
    assert client.post(page, {"login": person.email, "password": PASSWORD}).headers["Location"] == MINE
    client.post("/sign-out/")

    post(django_capture_on_commit_callbacks, client, "/forgotten-password/", {"email": person.email})
    client.post("/forgotten-password/code/", {"code": mailed_code()})
    words = {"password1": "another-long-one-2026", "password2": "another-long-one-2026"}
    done = client.post("/forgotten-password/new/", words)

    assert done.headers["Location"] == "/forgotten-password/done/"
    assert client.get("/forgotten-password/done/").status_code == 200
    assert client.post(page, {"login": person.email, "password": PASSWORD}).status_code == 200
    again = client.post(page, {"login": person.email, "password": "another-long-one-2026"})
    assert again.headers["Location"] == MINE


def test_forgotten_password_is_set_anew_by_somebody_who_is_signed_in(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    person = user()
    client.force_login(person)
    again = BeautifulSoup(client.get("/my-account/is-it-you/?next=/my-account/email/").content, "html.parser")
    way = again.find("a", string="I have forgotten my password")["href"]

    post(django_capture_on_commit_callbacks, client, way, {"email": person.email})
    client.post("/forgotten-password/code/", {"code": mailed_code()})
    words = {"password1": "another-long-one-2026", "password2": "another-long-one-2026"}
    done = client.post("/forgotten-password/new/", words)

    assert done.headers["Location"] == "/forgotten-password/done/"
    person.refresh_from_db()
    assert person.check_password("another-long-one-2026")


def test_second_step_is_asked_of_whoever_has_one(client: Client) -> None:
    person = with_app(user())
    asked = client.post("/sign-in/password/", {"login": person.email, "password": PASSWORD})
    assert asked.headers["Location"] == "/sign-in/second-step/"
    assert client.get("/sign-in/second-step/").status_code == 200
    assert client.get(MINE).status_code == 302

    assert client.post("/sign-in/second-step/", {"code": "000000"}).status_code == 200
    done = client.post("/sign-in/second-step/", {"code": app_code()})

    assert done.headers["Location"] == MINE


def test_somebody_switched_off_does_not_come_in(client: Client, django_capture_on_commit_callbacks) -> None:
    person = user()
    person.is_active = False
    person.save()

    answer = client.post("/sign-in/password/", {"login": person.email, "password": PASSWORD})
    ask(client, django_capture_on_commit_callbacks, person.email)

    assert answer.headers["Location"] == "/sign-in/switched-off/"
    assert client.get("/sign-in/switched-off/").status_code == 200
    assert "There is no account" in mail.outbox[-1].body
    assert client.get(MINE).status_code == 302


@pytest.mark.parametrize(
    "page",
    ["/sign-in/", "/sign-in/password/", "/sign-up/", "/sign-up/with-a-passkey/", "/forgotten-password/"],
)
def test_page_of_signing_in_opens_and_says_what_is_missing(client: Client, page: str) -> None:
    fields = [
        field["id"] for field in BeautifulSoup(client.get(page).content, "html.parser").select("main [id]")
    ]
    assert len(fields) == len(set(fields))
    answer = client.post(page, {})
    assert answer.status_code == 200
    assert "There is something to put right" in answer.content.decode()


def test_passkey_sign_in_gives_a_challenge_and_refuses_nonsense(client: Client) -> None:
    options = client.get(
        "/sign-in/passkey/", headers={"Accept": "application/json", "Host": "localhost"}
    ).json()
    refused = client.post(
        "/sign-in/passkey/", {"credential": '{"response": {}}'}, headers={"Host": "localhost"}
    )

    assert options["request_options"]["publicKey"]["rpId"] == "localhost"
    assert refused.headers["Location"] == SIGN_IN


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "[]",
        "9" * 5000,
        "[" * 5000,
        '{"response": []}',
        '{"response": {"userHandle": 7}}',
        '{"response": {"userHandle": "enp6enp6enp6enp6enp6enp6"}}',
        '{"id": "x", "rawId": "x", "type": "public-key", "response": {"clientDataJSON": "x"}}',
        '{"rawId": "' + "A" * 30_000 + '"}',
    ],
    ids=lambda answer: answer[:24] or "nothing",
)
def test_made_up_answer_of_a_device_is_refused_in_words(client: Client, answer: str) -> None:
    person = user()
    signing_in = client.post("/sign-in/passkey/", {"credential": answer})
    assert signing_in.headers["Location"] == SIGN_IN
    assert "The passkey did not work" in client.get(SIGN_IN).content.decode() or answer.startswith("{")
    sign_in_fully(client, person)
    client.get("/my-account/passkeys/add/")

    adding = client.post("/my-account/passkeys/add/", {"credential": answer, "name": "My phone"})

    assert adding.status_code == 200
    assert "There is something to put right" in adding.content.decode()
    assert "My phone" in adding.content.decode()
    assert not person.authenticator_set.exists()


def test_passkeys_at_a_number_say_where_they_work(client: Client) -> None:
    page = client.get(SIGN_IN, headers={"Host": "127.0.0.1:8000"}).content.decode()

    assert "http://localhost:8000" in page
    assert "gt-passkey" not in client.get(SIGN_IN, headers={"Host": "127.0.0.1:8000"}).content.decode()


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("/cms/login/?next=/cms/pages/", "/sign-in/?next=/cms/pages/"),
        ("/cms/password_reset/", "/forgotten-password/"),
        ("/cms/password_reset/confirm/MQ/x-y/", "/forgotten-password/"),
    ],
)
def test_former_address_leads_to_ours(client: Client, former: str, now: str) -> None:
    assert client.get(former).headers["Location"] == now


def test_header_offers_sign_in_or_my_account(client: Client) -> None:
    assert b'href="/sign-in/"' in client.get("/picture-credits/").content
    client.force_login(user())
    page = client.get("/picture-credits/").content
    assert b'href="/my-account/"' in page
    assert b'href="/sign-in/"' not in page


def _without_secrets(page: str) -> str:
    import re

    return re.sub(r"[A-Za-z0-9]{64}", "", page)
