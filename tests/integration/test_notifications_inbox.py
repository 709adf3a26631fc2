"""The inbox and what somebody chooses to be told by email."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.accounts.models import User
from portal.notifications.actions import tell
from portal.notifications.models import MailWishes, Notice
from portal.notifications.queries import inbox
from tests.integration.notices_kinds import PLAIN, URGENT, a_thing, kinds_of_tests, may_not
from tests.people_factories import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_kinds() -> Iterator[None]:
    with kinds_of_tests():
        yield


@pytest.fixture
def person(client: Client) -> User:
    reader = user()
    client.force_login(reader)
    return reader


def told(person: User, count: int = 1, kind: str = PLAIN) -> list[Notice]:
    return [
        tell(kind=kind, to=[person], thing=a_thing(), link=f"/how-i-use-this-site/?n={number}", by=None)[0]
        for number in range(count)
    ]


def test_inbox_shows_what_is_not_read_first_and_says_when_there_is_nothing(
    client: Client, person: User
) -> None:
    assert "Nothing yet" in client.get("/notices/").content.decode()
    first, _second, third = told(person, 3)
    client.post(f"/notices/{third.pk}/read/")

    page = BeautifulSoup(client.get("/notices/").content, "html.parser")
    assert "There are 2 new things." in page.text
    opened = [form["action"] for form in page.select(".gt-notices__do")]
    assert opened[1] == f"/notices/{first.pk}/read/"
    assert opened[-1] == f"/notices/{third.pk}/read/"
    assert "(2 new)" in str(page.title)


@pytest.mark.parametrize("page", ["/notices/", "/notices/choices/"])
def test_notices_lead_back(client: Client, person: User, page: str) -> None:
    back = BeautifulSoup(client.get(page).content, "html.parser").select_one("main .gt-back-link")

    assert back is not None
    assert back["href"] in ("/my-account/", "/notices/")
    assert back["href"] != page


def test_opening_a_notice_marks_it_read_and_goes_there(client: Client, person: User) -> None:
    (notice,) = told(person)

    answer = client.post(f"/notices/{notice.pk}/read/", {"open": "1"})

    assert answer.headers["Location"] == notice.link
    notice.refresh_from_db()
    assert notice.read_at


def test_mark_all_leaves_what_came_since_the_page_was_read(client: Client, person: User) -> None:
    seen = told(person, 2)
    (since,) = told(person)
    client.post("/notices/all-read/", {"newest": seen[-1].pk})

    assert list(Notice.objects.unread().order_by("pk")) == [since]
    assert client.post("/notices/all-read/", {"newest": "x"}).status_code == 302


def test_somebody_elses_notice_is_not_there(client: Client, person: User) -> None:
    (notice,) = told(user())

    assert client.post(f"/notices/{notice.pk}/read/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_notice_about_what_one_may_not_know_any_more_is_not_shown(client: Client, person: User) -> None:
    told(person)
    may_not.add(person.pk)

    page = client.get("/notices/").content.decode()
    assert "gt-notices__line" not in page
    assert "new)" not in page


def test_choices_are_kept_and_shown_again(client: Client, person: User) -> None:
    told(person)
    page = BeautifulSoup(client.get("/notices/choices/").content, "html.parser")
    names = [one["name"] for one in page.select("main select") if one["name"] != "language"]
    sending = dict.fromkeys(names, "none") | {"language": "pl", "easy_read": "on"}
    assert client.post("/notices/choices/", sending).status_code == 302

    wishes = MailWishes.objects.get(user=person)
    assert (wishes.language, wishes.easy_read) == ("pl", True)
    assert person.notice_preferences.get(kind=PLAIN).how == "none"
    again = BeautifulSoup(client.get("/notices/choices/").content, "html.parser")
    chosen = [one["value"] for one in again.select("main option[selected]")]
    assert chosen == ["pl", *["none"] * len(names)]


def test_what_must_be_known_cannot_be_switched_off(client: Client, person: User) -> None:
    told(person)
    told(person, kind=URGENT)
    page = client.get("/notices/choices/").content.decode()

    assert "Something new" in page
    assert "You must know" not in page


def test_choice_that_there_is_not_comes_back(client: Client, person: User) -> None:
    told(person)
    answer = client.post("/notices/choices/", {"kind-0": "hourly", "language": "xx"})

    assert answer.status_code == 200
    assert "There is something to put right" in answer.content.decode()


def test_page_opens_for_odd_page_numbers(client: Client, person: User) -> None:
    told(person, 31)

    for page in ("2", "99", "0", "x", "-1", ""):
        assert client.get("/notices/", {"page": page}).status_code == 200


def test_inbox_takes_one_query_for_many_as_for_few(
    person: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    told(person, 10)
    told(person, 10, URGENT)

    with django_assert_num_queries(1):
        assert len(inbox(person, "", False, 0, 30)) == 20
