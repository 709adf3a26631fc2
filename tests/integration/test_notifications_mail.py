"""Mail to people without an account: put in line with the change, sent once, never with words."""

import pytest
from django.core.mail import EmailMultiAlternatives

from portal.notifications import kinds
from portal.notifications.actions import mail
from portal.notifications.models import Delivery, State
from portal.notifications.sending import send
from tests.people_factories import user

pytestmark = pytest.mark.django_db
KIND = "tests.to-an-owner"
kinds.register(
    kinds.NoticeKind(
        key=KIND, title="A check is due", line="Please check it.", may_get=lambda *_: False, to_addresses=True
    )
)


def queued(address: str = "Owner@larkshire.example ") -> Delivery:
    delivery = mail(kind=KIND, address=address, link="/still-right/secret/", thing=user())
    delivery.refresh_from_db()
    return delivery


def test_mail_carries_the_neutral_line_and_the_link_and_is_sent_once(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    delivery = queued()
    send(delivery.pk)

    (sent,) = mailoutbox
    assert (sent.to, sent.subject) == (["owner@larkshire.example"], "A check is due")
    assert sent.body.startswith("Please check it.\nhttp://127.0.0.1:8000/still-right/secret/\n")
    assert sent.extra_headers["Message-ID"] == f"<{delivery.uuid}@larkshire.example>"
    assert (delivery.state, delivery.attempts, delivery.link) == (State.SENT, 1, "")
