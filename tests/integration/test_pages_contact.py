"""The contact form: kept, acknowledged, told to the team without its words."""

import datetime
import uuid

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.pages.actions import forget_old_messages, next_reference, send_contact_message
from portal.pages.models import ContactMessage, ReferenceCounter
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def pages(fixed_pages: None) -> None:
    mail.outbox.clear()


def filled(**changes: str) -> dict[str, str]:
    given = {
        "topic": "question",
        "words": "Can my secret daughter have swimming?",
        "name": "Robin",
        "email": "robin@family.example",
        "phone": "",
        "website": "",
        "sending": str(uuid.uuid4()),
    }
    return given | changes


def test_contact_keeps_the_message_and_gives_a_receipt(client: Client) -> None:
    response = client.post("/contact/", filled(), follow=True)
    message = ContactMessage.objects.get()
    year = message.sent_at.year
    assert message.reference == f"Contact-{year}-0001"
    page = response.content.decode()
    assert message.reference in page
    assert "secret daughter" not in page
    assert "Robin" not in page


def test_contact_tells_the_team_without_the_words(client: Client) -> None:
    client.post("/contact/", filled())
    (sent,) = mail.outbox
    message = ContactMessage.objects.get()
    assert sent.to == ["localoffer@larkshire.example"]
    assert message.reference in sent.body
    assert reverse("pages_messages:message", args=[message.pk]) in sent.body
    for private in ("secret daughter", "Robin", "robin@family.example", "question"):
        assert private not in sent.body + sent.subject


def test_contact_sent_twice_is_one_message(client: Client) -> None:
    once = filled()
    client.post("/contact/", once)
    client.post("/contact/", once)
    assert ContactMessage.objects.count() == 1
    assert len(mail.outbox) == 1


def test_contact_keeps_what_was_written_after_going_back(client: Client) -> None:
    sent = filled()
    for words in ("First", "Second", "Second"):
        client.post("/contact/", {**sent, "words": words})

    assert [one.words for one in ContactMessage.objects.order_by("pk")] == ["First", "Second"]


def test_contact_counts_each_year_from_one() -> None:
    assert [next_reference(kind="Contact", year=year) for year in (2026, 2026, 2027)] == [
        "Contact-2026-0001",
        "Contact-2026-0002",
        "Contact-2027-0001",
    ]
    assert ReferenceCounter.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("words", "", "Write what you want to say"),
        ("topic", "", "Choose what it is about"),
        ("topic", "money", "Choose what it is about"),
        ("email", "robin-at-home", "Write the email like this"),
        ("words", "x" * 5001, "Use 5,000 letters or fewer"),
        ("words", "nul\x00", "Null characters are not allowed"),
    ],
)
def test_contact_refused_says_what_to_do_and_keeps_what_was_typed(
    client: Client, field: str, value: str, says: str
) -> None:
    response = client.post("/contact/", filled(**{field: value}))
    page = BeautifulSoup(response.content, "html.parser")
    summary = page.select_one(".gt-error-summary")
    assert response.status_code == 200
    assert says in summary.text
    assert page.select_one(summary.select_one("a")["href"]) is not None
    assert page.select_one("input[name=name]")["value"] == "Robin"
    assert page.title.text.strip().startswith("Something to put right")
    assert not ContactMessage.objects.exists()


def test_contact_with_a_broken_form_number_says_what_to_do(client: Client) -> None:
    page = client.post("/contact/", filled(sending="not-a-number")).content.decode()
    assert "Open this page again" in page
    assert not ContactMessage.objects.exists()


def test_contact_filled_in_by_a_machine_is_not_kept(client: Client) -> None:
    response = client.post("/contact/", filled(website="https://spam.example"), follow=True)
    assert "We have your message" in response.content.decode()
    assert not ContactMessage.objects.exists()


@pytest.mark.usefixtures("still_clock")
def test_contact_sent_too_often_keeps_what_was_typed(client: Client) -> None:
    with time_machine.travel("2026-11-10 10:00", tick=False):  # messages are counted by the hour
        for _ in range(20):
            assert client.post("/contact/", filled()).status_code == 302
        response = client.post("/contact/", filled(words="The one too many"))
    assert response.status_code == 429
    assert "The one too many" in response.content.decode()
    assert "wait an hour" in response.content.decode()
    assert ContactMessage.objects.count() == 20


def test_contact_opens_with_the_topic_of_the_link(client: Client) -> None:
    page = BeautifulSoup(client.get("/contact/?about=accessibility").content, "html.parser")
    assert [box["value"] for box in page.select("input[name=topic][checked]")] == ["accessibility"]


@pytest.mark.parametrize("received", ["nonsense", "0b80bbb2-eb5f-4ff7-9e47-a4c838b6e415"])
def test_receipt_of_an_unknown_message_tells_nothing(client: Client, received: str) -> None:
    page = client.get(f"/contact/?received={received}", follow=True)
    assert page.status_code == 200
    assert "Contact-" not in page.content.decode()


@pytest.fixture
def message() -> ContactMessage:
    return send_contact_message(topic="complaint", words="My own words", sending=uuid.uuid4(), at=NOON)


def sign_in(client: Client, *, may_read: bool) -> None:
    user = User.objects.create_user("team@larkshire.example", "larkshire-demo-2026")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if may_read:
        user.user_permissions.add(Permission.objects.get(codename="view_contactmessage"))
    sign_in_fully(client, user)


def test_team_reads_a_message_and_says_it_was_answered(client: Client, message: ContactMessage) -> None:
    sign_in(client, may_read=True)
    address = reverse("pages_messages:message", args=[message.pk])
    assert message.reference in client.get(reverse("pages_messages:list")).content.decode()
    assert "My own words" in client.get(address).content.decode()
    client.post(address)
    message.refresh_from_db()
    assert message.answered_by.email == "team@larkshire.example"
    assert "We have answered this" not in client.get(address).content.decode()


def test_message_refused_for_someone_without_the_right(client: Client, message: ContactMessage) -> None:
    sign_in(client, may_read=False)
    address = reverse("pages_messages:message", args=[message.pk])
    assert "My own words" not in client.get(address, follow=True).content.decode()
    client.post(address)
    message.refresh_from_db()
    assert message.answered_at is None


def test_message_refused_for_a_stranger(client: Client, message: ContactMessage) -> None:
    response = client.get(reverse("pages_messages:message", args=[message.pk]))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    ("topic", "answered_years_ago", "is_kept"),
    [
        ("question", 1, True),
        ("question", 3, False),
        ("complaint", 5, True),
        ("complaint", 7, False),
        ("question", None, True),
    ],
)
def test_old_messages_go_when_the_privacy_page_says(
    topic: str, answered_years_ago: int | None, is_kept: bool
) -> None:
    message = send_contact_message(topic=topic, words="Words", sending=uuid.uuid4(), at=NOON)
    if answered_years_ago:
        answered = NOON - datetime.timedelta(days=366 * answered_years_ago)
        ContactMessage.objects.filter(pk=message.pk).update(answered_at=answered)
    forget_old_messages(by=None, now=NOON)
    assert ContactMessage.objects.filter(pk=message.pk).exists() is is_kept
