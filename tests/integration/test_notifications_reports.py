"""What the mail provider reports: checked by its secret, kept, and shown to whoever relies on the address."""

import json
import uuid
from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from portal.access.roles import Role
from portal.accounts.models import Invitation, User
from portal.notifications.actions import mail, tell
from portal.notifications.gathering import gather_due
from portal.notifications.models import AddressTrouble, Delivery, Desk, Follow, Follower, Notice, State
from tests.integration.notices_kinds import OWNER, PLAIN, THING, URGENT, a_thing, kinds_of_tests
from tests.people_factories import connection, sign_in_fully, user, young_person

pytestmark = pytest.mark.django_db
ADDRESS, SECRET = "owner@larkshire.example", "provider:only-for-tests"


@pytest.fixture(autouse=True)
def known_kinds() -> Iterator[None]:
    with kinds_of_tests():
        yield


def sent(by: User | None = None, address: str = ADDRESS) -> Delivery:
    return mail(kind=OWNER, address=address, link="/x/", thing=a_thing(), by=by)


def report(client: Client, body: dict[str, Any], secret: str = SECRET, provider: str = "postmark") -> int:
    """Post a report as Postmark does."""
    signed = {"HTTP_AUTHORIZATION": "Basic " + b64encode(secret.encode()).decode()} if secret else {}
    path, sending = f"/mail/reports/{provider}/", json.dumps(body)
    answer = client.post(path, sending, content_type="application/json", **signed)  # type: ignore[arg-type]
    return answer.status_code


def bounce(delivery: Delivery, kind: str = "Bounce", **changes: Any) -> dict[str, Any]:
    told = {
        "RecordType": kind,
        "MessageID": str(uuid.uuid4()),
        "Type": "HardBounce",
        "TypeCode": 1,
        "Email": delivery.address,
        "Recipient": delivery.address,
        "BouncedAt": "2026-11-23T10:00:00Z",
        "DeliveredAt": "2026-11-23T10:00:00Z",
        "Metadata": {"delivery": str(delivery.uuid)},
    }
    return told | changes


def test_report_without_the_right_secret_is_refused(client: Client, settings: Any) -> None:
    delivery = sent()

    assert report(client, bounce(delivery), secret="") == 400
    assert report(client, bounce(delivery), secret="provider:guess") == 400
    assert report(client, bounce(delivery), provider="nobody") == 404
    settings.ANYMAIL = {}
    assert report(client, bounce(delivery)) == 404
    assert not AddressTrouble.objects.exists()


def test_bounce_turns_up_at_the_desk_of_whoever_had_it_sent(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    editor, other = user(role=Role.EDITOR), user(role=Role.EDITOR)
    delivery = sent(by=editor)
    assert report(client, bounce(delivery)) == 200
    assert report(client, bounce(delivery)) == 200  # providers repeat themselves

    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.BOUNCED, "bounced")
    assert [one.recipient for one in Notice.objects.order_by("pk")] == [editor]
    assert "Mail to somebody you work with does not arrive." in mailoutbox[-1].body
    assert ADDRESS not in mailoutbox[-1].body
    desk = sign_in_fully(client, editor).get("/notices/not-arriving/").content.decode()
    assert ADDRESS in desk
    assert ADDRESS not in sign_in_fully(Client(), other).get("/notices/not-arriving/").content.decode()


def test_bounce_turns_up_at_the_desk_of_the_inviter_and_of_the_co_ordinator(client: Client) -> None:
    inviter, co_ordinator = user(role=Role.ADMINISTRATOR), user(role=Role.CO_ORDINATOR)
    parent, robin = user(email=ADDRESS), young_person()
    connection(robin, parent)
    connection(robin, co_ordinator, "co-ordinator")
    Invitation.objects.create(
        email=ADDRESS,
        role=Role.PARENT_CARER,
        secret_hash="1",
        invited_by=inviter,
        expires_at=timezone.now() + timedelta(days=1),
    )
    told = {"RecordType": "Bounce", "Type": "HardBounce", "Email": ADDRESS, "MessageID": "sign-in-code"}
    assert report(client, told) == 200  # no Delivery of ours: a code to sign in, say

    assert {desk.user for desk in Desk.objects.order_by("pk")} == {inviter, co_ordinator}


def test_bounce_that_nobody_is_named_for_goes_to_the_administrators(client: Client) -> None:
    admin = user(role=Role.ADMINISTRATOR)
    report(client, bounce(sent()))

    assert Desk.objects.get().user == admin


def test_strangers_own_mistyped_address_lands_on_nobodys_desk(client: Client) -> None:
    user(role=Role.ADMINISTRATOR)
    client.post(f"/follow/{THING}/1/", {"address": ADDRESS, "by_email": "1"})
    report(client, bounce(Delivery.objects.get()))

    assert AddressTrouble.objects.get().address == ADDRESS
    assert not Desk.objects.exists()


@pytest.mark.parametrize(
    ("reports", "ends"),
    [
        ([{"kind": "Delivery"}], State.DELIVERED),
        ([{"kind": "Delivery"}, {"Type": "HardBounce"}], State.BOUNCED),
        ([{"Type": "HardBounce"}, {"kind": "Delivery"}], State.BOUNCED),  # reports come in any order
        ([{"Type": "Transient"}], State.SENT),  # the server tries again
        ([{"kind": "Open"}], State.SENT),  # whether somebody opened it is nobody's business
        ([{"kind": "SpamComplaint", "Type": "SpamComplaint"}], State.COMPLAINED),
    ],
)
def test_state_of_a_mail_follows_its_reports(
    client: Client, reports: list[dict[str, str]], ends: str
) -> None:
    delivery = sent()
    for one in reports:
        assert report(client, bounce(delivery, **one)) == 200

    delivery.refresh_from_db()
    assert delivery.state == ends


def test_notices_wait_while_mail_does_not_arrive_and_go_when_somebody_says_so(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    co_ordinator, parent, robin = user(role=Role.CO_ORDINATOR), user(email=ADDRESS), young_person()
    connection(robin, parent)
    connection(robin, co_ordinator, "co-ordinator")
    report(client, {"RecordType": "Bounce", "Type": "HardBounce", "Email": ADDRESS, "MessageID": "1"})
    mailoutbox.clear()
    tell(kind=URGENT, to=[parent], thing=a_thing(), link="/urgent/", by=None)
    gather_due()
    assert mailoutbox == []

    trouble = AddressTrouble.objects.get()
    stranger = sign_in_fully(Client(), user(role=Role.EDITOR))
    assert stranger.post(f"/notices/not-arriving/{trouble.pk}/again/").status_code == 404
    sign_in_fully(client, co_ordinator).post(f"/notices/not-arriving/{trouble.pk}/again/")
    gather_due()
    assert [mail.to for mail in mailoutbox] == [[ADDRESS]]
    assert "/urgent/" in mailoutbox[0].body


def test_pressing_junk_stops_mail_to_a_follower_and_of_a_kind(client: Client) -> None:
    follower = Follower.objects.create(address=ADDRESS, confirmed_at=timezone.now())
    Follow.objects.create(follower=follower, kind=THING, thing_id="1", confirmed_at=timezone.now())
    junk = {"kind": "SpamComplaint", "Type": "SpamComplaint"}
    report(client, bounce(Delivery.objects.create(follower=follower, address=ADDRESS), **junk))
    assert not Follow.objects.going().exists()

    person = user()
    tell(kind=PLAIN, to=[person], thing=a_thing(), link="/x/", by=None)
    gather_due(timezone.now() + timedelta(days=1))
    delivery = Delivery.objects.get(recipient=person)
    report(client, bounce(delivery, **junk))
    assert dict(person.notice_preferences.values_list("kind", "how")) == {PLAIN: "none"}


@pytest.mark.parametrize(
    "body", [{}, {"RecordType": "Bounce"}, {"RecordType": "Bounce", "Metadata": {"delivery": "x"}}]
)
def test_odd_report_changes_nothing(client: Client, body: dict[str, Any]) -> None:
    report(client, body)

    assert not AddressTrouble.objects.exists()
