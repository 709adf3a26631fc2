"""Guessing at sign-in and mail by codes: slowed down, whoever asks and from wherever."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from portal.access.roles import Role
from portal.accounts.actions import invite
from portal.accounts.models import User
from tests.integration.account_steps import mailed_link, post
from tests.people_factories import PASSWORD, user

pytestmark = pytest.mark.django_db

PAGE = "/sign-in/password/"


@pytest.fixture(autouse=True)
def clock_stands() -> Iterator[None]:
    """Tries are counted by the quarter of an hour: none of these tests runs over the end of one."""
    with time_machine.travel("2026-11-10 10:00", tick=False):
        yield


@pytest.fixture
def person() -> User:
    return user(email="kim@larkshire.example")


def _try(client: Client, email: str | None, password: str, address: str = "203.0.113.9") -> int:
    data = {"login": email or "", "password": password}
    return client.post(PAGE, data, REMOTE_ADDR=address).status_code


@pytest.mark.usefixtures("still_clock")
def test_guessing_from_one_address_is_slowed_down(client: Client, person: User) -> None:
    answers = [_try(client, f"{number}{person.email}", "wrong") for number in range(40)]

    assert answers[0] == 200
    assert answers[-1] == 429


@pytest.mark.usefixtures("still_clock")
def test_guessing_at_one_account_from_many_addresses_is_slowed_down(client: Client, person: User) -> None:
    answers = [_try(client, str(person).upper(), "wrong", f"203.0.{number}.9") for number in range(40)]

    assert answers[-1] == 429
    assert _try(Client(), f"  {person.email} ", PASSWORD, "198.51.100.4") == 429


def test_others_sign_in_while_one_account_is_guessed_at(client: Client, person: User) -> None:
    other = user()
    for number in range(40):
        _try(client, person.email, "wrong", f"203.0.{number}.9")

    assert _try(Client(), other.email, PASSWORD, "198.51.100.4") == 302


def test_right_password_signs_in_after_a_few_mistakes(client: Client, person: User) -> None:
    for _ in range(3):
        assert _try(client, person.email, "wrong") == 200

    assert _try(client, person.email, PASSWORD) == 302


@pytest.mark.usefixtures("still_clock")
def test_address_written_by_the_visitor_gives_no_more_tries(client: Client, person: User) -> None:
    answers = [
        client.post(
            PAGE,
            {"login": f"{number}{person.email}", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}", "X-Real-Ip": f"198.51.100.{number}"},
        ).status_code
        for number in range(40)
    ]

    assert answers[-1] == 429


@pytest.mark.parametrize("page", ["/sign-in/", "/forgotten-password/", "/sign-up/"])
@pytest.mark.usefixtures("still_clock")
def test_asking_for_mail_cannot_flood_a_mailbox(
    person: User, page: str, django_capture_on_commit_callbacks: Any
) -> None:
    answers = [
        post(
            django_capture_on_commit_callbacks,
            Client(),
            page,
            {"email": person.email},
            REMOTE_ADDR=f"203.0.{number}.9",
        ).status_code
        for number in range(12)
    ]

    assert answers[0] == 302
    assert answers[-1] == 429
    assert len(mail.outbox) <= 6


@pytest.mark.usefixtures("still_clock")
def test_opening_an_invitation_cannot_flood_a_mailbox(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    answers = [client.post("/invitation/not-one-of-ours/").status_code for _ in range(40)]

    assert answers[0] == 404
    assert answers[-1] == 429


@pytest.mark.usefixtures("still_clock")
def test_whoever_holds_an_invitation_cannot_flood_its_mailbox(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        by = user(role=Role.CO_ORDINATOR)
        invite(email="invited@larkshire.example", role=Role.PARENT_CARER, organisation=None, by=by)
    link = mailed_link("invitation")

    answers = [
        post(
            django_capture_on_commit_callbacks, Client(), link, {}, REMOTE_ADDR=f"203.0.{number}.9"
        ).status_code
        for number in range(12)
    ]

    assert answers[0] == 302
    assert answers[-1] == 429
    assert len(mail.outbox) <= 7


def test_mail_names_the_site_and_not_the_host_that_asked(
    client: Client, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    data = {"email": "nobody-known@larkshire.example"}
    post(django_capture_on_commit_callbacks, client, "/sign-in/", data, headers={"Host": "localhost"})

    assert "://localhost" not in mail.outbox[0].body
    assert f"{settings.WAGTAILADMIN_BASE_URL}/sign-up/" in mail.outbox[0].body


def test_secrets_of_signing_in_stand_in_no_address(client: Client, person: User) -> None:
    asked = client.post("/sign-in/", {"email": person.email})

    assert "larkshire" not in asked.headers["Location"]
