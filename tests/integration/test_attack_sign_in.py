"""Guessing at sign-in and mail by reset: slowed down, and telling nothing about who has an account."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from localoffer.actions import ensure_groups
from tests.integration.directory_people import make_user

pytestmark = pytest.mark.django_db

RIGHT = "a-long-password-2026"


@pytest.fixture(autouse=True)
def clock_stands() -> Iterator[None]:
    """Tries are counted by the quarter of an hour: none of these tests runs over the end of one."""
    with time_machine.travel("2026-11-10 10:00", tick=False):
        yield


@pytest.fixture
def editor() -> str:
    editors, _ = ensure_groups()
    user = make_user("editor@larkshire.example")
    user.groups.add(editors)
    return user.email


def _try(client: Client, email: str, password: str, address: str = "203.0.113.9") -> int:
    data = {"username": email, "password": password}
    return client.post(reverse("wagtailadmin_login"), data, REMOTE_ADDR=address).status_code


def test_guessing_from_one_address_is_slowed_down(client: Client, editor: str) -> None:
    answers = [_try(client, f"{number}{editor}", "wrong") for number in range(40)]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_guessing_at_one_account_from_many_addresses_is_slowed_down(client: Client, editor: str) -> None:
    answers = [_try(client, editor.upper(), "wrong", f"203.0.{number}.9") for number in range(40)]

    assert answers[-1] == 429
    assert _try(Client(), f"  {editor} ", RIGHT, "198.51.100.4") == 429


def test_others_sign_in_while_one_account_is_guessed_at(client: Client, editor: str) -> None:
    other = make_user("other@larkshire.example")
    other.groups.add(ensure_groups()[0])
    for number in range(40):
        _try(client, editor, "wrong", f"203.0.{number}.9")

    assert _try(Client(), other.email, RIGHT, "198.51.100.4") == 302


def test_right_password_signs_in_after_a_few_mistakes(client: Client, editor: str) -> None:
    for _ in range(3):
        assert _try(client, editor, "wrong") == 200

    assert _try(client, editor, RIGHT) == 302


def test_address_written_by_the_visitor_gives_no_more_tries(client: Client, editor: str) -> None:
    answers = [
        client.post(
            reverse("wagtailadmin_login"),
            {"username": f"{number}{editor}", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}", "X-Real-Ip": f"198.51.100.{number}"},
        ).status_code
        for number in range(40)
    ]

    assert answers[-1] == 429


def test_sign_in_says_the_same_for_an_account_and_for_none(client: Client, editor: str) -> None:
    said = [
        client.post(reverse("wagtailadmin_login"), {"username": email, "password": "wrong"})
        .content.decode()
        .replace(email, "")
        for email in (editor, "nobody@larkshire.example")
    ]
    secret = re.compile(r"[A-Za-z0-9]{64}")  # a new one each time, for the form
    said = [secret.sub("", page) for page in said]

    assert said[0] == said[1]


def test_password_reset_says_the_same_for_an_account_and_for_none(client: Client, editor: str) -> None:
    page = reverse("wagtailadmin_password_reset")
    answers = [client.post(page, {"email": email}) for email in (editor, "nobody@larkshire.example")]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (302, reverse("wagtailadmin_password_reset_done"))
    ] * 2
    assert [message.to for message in mail.outbox] == [[editor]]


def test_forgotten_password_can_be_set_anew_by_the_link_in_the_mail(client: Client, editor: str) -> None:
    assert client.get(reverse("wagtailadmin_password_reset")).status_code == 200
    client.post(reverse("wagtailadmin_password_reset"), {"email": editor})
    link = re.search(r"/cms/password_reset/confirm/\S+", mail.outbox[0].body)
    assert link is not None

    form = client.get(link[0], follow=True)
    words = {"new_password1": "another-long-one-2026", "new_password2": "another-long-one-2026"}
    done = client.post(form.redirect_chain[-1][0], words, follow=True)

    assert done.redirect_chain[-1][0] == reverse("wagtailadmin_password_reset_complete")
    assert done.status_code == 200
    assert _try(client, editor, "another-long-one-2026") == 302
    assert Client().get(link[0], follow=True).status_code == 200
    assert "new_password1" not in Client().get(link[0], follow=True).content.decode()


def test_password_reset_cannot_flood_a_mailbox(client: Client, editor: str) -> None:
    page = reverse("wagtailadmin_password_reset")
    answers = [
        client.post(page, {"email": editor}, REMOTE_ADDR=f"203.0.{number}.9").status_code
        for number in range(20)
    ]

    assert answers[-1] == 429
    assert len(mail.outbox) <= 5


def test_password_reset_mail_names_the_site_and_not_the_host_that_asked(client: Client, editor: str) -> None:
    client.post(reverse("wagtailadmin_password_reset"), {"email": editor}, headers={"Host": "localhost"})

    assert "://localhost" not in mail.outbox[0].body


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_sign_in_never_sends_to_another_site(client: Client, editor: str, target: str) -> None:
    data = {"username": editor, "password": RIGHT, "next": target}
    answer = client.post(f"{reverse('wagtailadmin_login')}?next={target}", data)

    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
