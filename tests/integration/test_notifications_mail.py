"""Mail to people without an account: put in line with the change, sent once, never with words."""

from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from portal.notifications import sending
from portal.notifications.actions import mail
from portal.notifications.models import AddressTrouble, Delivery, Desk, Notice, State
from portal.notifications.sending import send
from tests.integration.notices_kinds import OWNER, PLAIN, a_thing, kinds_of_tests
from tests.people_factories import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_kinds(settings: Any) -> Iterator[None]:
    """Tasks wait in the database: a test sends by hand."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with kinds_of_tests():
        yield


def queued(address: str = "Owner@larkshire.example ", **fields: Any) -> Delivery:
    return mail(kind=OWNER, address=address, link="/still-right/secret/", thing=a_thing(), **fields)


def test_mail_carries_the_neutral_line_and_the_link_and_is_sent_once(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    delivery = queued()
    send(delivery.pk)
    send(delivery.pk)

    (sent,) = mailoutbox
    assert (sent.to, sent.subject) == (["owner@larkshire.example"], "A check is due")
    assert sent.body.startswith("Please check it.\nhttp://127.0.0.1:8000/still-right/secret/\n")
    assert sent.extra_headers["Message-ID"] == f"<{delivery.uuid}@larkshire.example>"
    assert "List-Unsubscribe" not in sent.extra_headers  # the owner must be asked
    assert sent.metadata == {"delivery": str(delivery.uuid)}  # type: ignore[attr-defined]
    html = str(sent.alternatives[0][0])
    assert 'href="http://127.0.0.1:8000/still-right/secret/"' in html
    assert "<img" not in html
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.link) == (State.SENT, 1, "")


def test_change_that_is_undone_sends_no_mail() -> None:
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("kind", "link", "problem"),
    [
        ("tests.nobody-knows", "/x/", LookupError),
        (PLAIN, "/x/", ValueError),
        (OWNER, "https://elsewhere.example/", ValueError),
        (OWNER, "//elsewhere.example/", ValueError),
    ],
)
def test_mail_of_a_wrong_kind_or_to_a_wrong_place_is_refused(
    kind: str, link: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        mail(kind=kind, address="owner@larkshire.example", link=link, thing=a_thing())


def test_process_that_dies_after_handing_over_sends_the_very_same_mail_again(
    mailoutbox: list[EmailMultiAlternatives], monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = queued()

    def dies(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending, "_note_sent", dies)
        with pytest.raises(KeyboardInterrupt):
            send(delivery.pk)
    send(delivery.pk)

    first, second = mailoutbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.body == second.body
    assert Delivery.objects.get().state == State.SENT


def test_process_that_dies_after_handing_over_repeats_nothing_the_provider_reports(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    delivery = queued()
    Delivery.objects.update(state=State.DELIVERED)  # the report came before the next try
    send(delivery.pk)

    assert mailoutbox == []


def _server_says(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def refuses(*_args: Any, **_options: Any) -> int:
        raise problem

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuses)


@pytest.mark.parametrize(
    "problem",
    [
        SMTPServerDisconnected("gone"),
        SMTPRecipientsRefused({"owner@larkshire.example": (451, b"try later")}),
    ],
)
def test_mail_server_that_is_away_leaves_the_mail_in_line(
    monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    delivery = queued()
    _server_says(monkeypatch, problem)
    with pytest.raises(type(problem)):
        send(delivery.pk)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.link) == (State.SENDING, "/still-right/secret/")
    assert not AddressTrouble.objects.exists()


def test_refused_address_is_shown_to_whoever_had_it_sent_and_left_alone(
    monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    editor = user(role="editor")
    delivery = queued(by=editor)
    with monkeypatch.context() as patched:
        _server_says(patched, SMTPRecipientsRefused({"owner@larkshire.example": (550, b"no such mailbox")}))
        send(delivery.pk)

    assert Delivery.objects.get(pk=delivery.pk).state == State.REFUSED
    assert Desk.objects.get().user == editor
    assert Notice.objects.get().kind == "notifications.not-arriving"
    again = queued(by=editor)
    send(again.pk)
    assert [mail.to for mail in mailoutbox if "owner@larkshire.example" in mail.to] == []
    assert (Delivery.objects.get(pk=again.pk).reason, Notice.objects.count()) == ("trouble", 1)


def test_address_that_no_mail_program_takes_is_refused_and_does_not_stop_the_worker(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    delivery = queued(address="jörg@larkshire.example\nBcc: x@larkshire.example")
    send(delivery.pk)

    assert Delivery.objects.get(pk=delivery.pk).state == State.REFUSED
    assert mailoutbox == []
