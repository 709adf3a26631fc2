"""Following a public thing without an account: asked once, confirmed, told, stopped in one press."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from portal.notifications.codes import new_code
from portal.notifications.following_actions import (
    choose_how,
    forget_old,
    make_follower_notices,
    tell_followers,
)
from portal.notifications.gathering import gather_due
from portal.notifications.models import Delivery, Follow, Follower, Notice
from portal.notifications.queries import following
from tests.integration.notices_kinds import THING, kinds_of_tests, public

pytestmark = pytest.mark.django_db
FOLLOW, ADDRESS = f"/follow/{THING}/1/", "kim@larkshire.example"


@pytest.fixture(autouse=True)
def known_kinds() -> Iterator[None]:
    with kinds_of_tests():
        yield


def ask(client: Client, address: str = ADDRESS, path: str = FOLLOW) -> str:
    answer = client.post(path, {"address": address, "by_email": "1"}, follow=True)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def link_in(mail: EmailMultiAlternatives, part: str) -> str:
    found = re.search(rf"http://127\.0\.0\.1:8000(/following/{part}[\w:.-]+/)", str(mail.body))
    assert found, mail.body
    return found[1]


def confirmed(client: Client, mailoutbox: list[EmailMultiAlternatives], path: str = FOLLOW) -> Follower:
    """Somebody who asked and said yes."""
    ask(client, path=path)
    wishes = Follow.objects.filter(confirmed_at=None).values_list("pk", flat=True).order_by("pk")
    client.post(link_in(mailoutbox[-1], "confirm/"), {"follow": list(wishes)})
    mailoutbox.clear()
    return Follower.objects.get(address=ADDRESS)


def changed(thing_id: str = "1") -> None:
    tell_followers(kind=THING, thing_id=thing_id, by=None)


def test_nothing_is_followed_before_the_address_says_yes(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    assert "Look in your email" in ask(client)
    changed()
    (question,) = mailoutbox
    assert "Swimming" not in question.body
    assert "Swimming" not in str(question.alternatives)

    page = link_in(question, "confirm/")
    assert "Swimming" in client.get(page).content.decode()
    assert not Follow.objects.going().exists()  # mail programs open links by themselves
    client.post(page, {"follow": Follow.objects.get().pk})
    changed()
    assert len(mailoutbox) == 2
    assert "A thing for tests that you follow has changed.\nhttp://127.0.0.1:8000/swim/" in mailoutbox[1].body


def test_answer_is_the_same_for_known_and_unknown_addresses(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    confirmed(client, mailoutbox)

    follows_already, never_seen = ask(Client()), ask(Client(), "new@larkshire.example")

    assert follows_already == never_seen


def test_unconfirmed_address_hears_once_in_a_week_whatever_is_asked(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    with time_machine.travel("2026-07-10 12:00", tick=False) as clock:
        ask(client)
        ask(client)
        ask(client, "KIM@larkshire.example", f"/follow/{THING}/2/")
        assert len(mailoutbox) == 1
        page = client.get(link_in(mailoutbox[0], "confirm/")).content.decode()
        assert ("Swimming" in page, "Chess" in page) == (True, True)  # one answer for all of them

        clock.shift(timedelta(days=8))
        ask(client)
        assert len(mailoutbox) == 2


def test_what_is_not_ticked_is_forgotten(client: Client, mailoutbox: list[EmailMultiAlternatives]) -> None:
    ask(client)
    ask(client, path=f"/follow/{THING}/2/")
    chess = Follow.objects.get(thing_id="2")
    client.post(link_in(mailoutbox[0], "confirm/"), {"follow": chess.pk})

    assert [one.thing_id for one in Follow.objects.order_by("pk")] == ["2"]


@pytest.mark.parametrize("path", [f"/follow/{THING}/none/", "/follow/tests.unknown/1/"])
def test_what_is_not_public_cannot_be_followed(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, {"address": ADDRESS, "by_email": "1"}).status_code == 404


@pytest.mark.parametrize("address", ["", "kim", "kim@larkshire.example\nbcc: x@larkshire.example"])
def test_address_that_is_none_comes_back_with_what_was_typed(client: Client, address: str) -> None:
    page = ask(client, address)

    assert "There is something to put right" in page
    assert not Follower.objects.exists()


def test_one_click_stops_everything_without_signing_in(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    confirmed(client, mailoutbox)
    changed()
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    mail_program = Client(enforce_csrf_checks=True)

    assert "Press the button" in mail_program.get(path).content.decode()
    assert Follow.objects.going().exists()  # reading it stops nothing
    assert mail_program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert mail_program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200  # twice does no harm
    changed()
    assert len(mailoutbox) == 1
    assert client.post(path[:-4] + "x/").status_code == 404


def test_mail_waiting_when_somebody_stops_says_nothing(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    follower = confirmed(client, mailoutbox)
    choose_how(follower=follower, how="daily", easy_read=False, language="")
    changed()
    Follow.objects.update(ended_at=timezone.now())
    gather_due(timezone.now() + timedelta(days=1))

    assert mailoutbox == []


def test_page_of_what_i_follow_stops_one_and_takes_it_back(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    confirmed(client, mailoutbox)
    changed()
    page = link_in(mailoutbox[0], "(?!stop|confirm)")
    follow = Follow.objects.get()
    assert "Last changed on" in client.get(page).content.decode()

    assert (
        "You do not follow it any more"
        in client.post(page, {"stop": follow.pk}, follow=True).content.decode()
    )
    assert "You follow it again" in client.post(page, {"again": follow.pk}, follow=True).content.decode()
    client.post(page, {"choose": "1", "how": "weekly", "easy_read": "on", "language": "pl"})
    assert (Follower.objects.get().how, Follower.objects.get().easy_read) == ("weekly", True)
    assert client.post(page, {"choose": "1", "how": "never"}).status_code == 200  # comes back to be put right
    assert client.post(page, {"stop": "999999"}, follow=True).status_code == 200


def test_several_changes_before_a_mail_make_one_line(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    follower = confirmed(client, mailoutbox)
    choose_how(follower=follower, how="daily", easy_read=False, language="")
    changed()
    changed()
    gather_due(timezone.now() + timedelta(days=1))

    assert [mail.body.count("/swim/") for mail in mailoutbox] == [1]


def test_changes_within_an_hour_wait_for_the_next_mail(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    with time_machine.travel("2026-07-10 12:00", tick=False) as clock:
        confirmed(client, mailoutbox)
        for _ in range(4):
            changed()
            clock.shift(timedelta(minutes=10))
        assert len(mailoutbox) == 1
        clock.shift(timedelta(minutes=20))
        gather_due()
        gather_due()
        assert len(mailoutbox) == 2


def test_telling_the_same_change_twice_makes_no_second_notice(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    confirmed(client, mailoutbox)
    moment = timezone.now()

    made = [make_follower_notices(kind=THING, thing_id="1", at=moment) for _ in range(2)]

    assert (made, len(mailoutbox)) == ([1, 0], 1)


def test_what_is_public_no_more_tells_nobody(
    client: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    confirmed(client, mailoutbox)
    public.pop("1")
    changed()

    assert mailoutbox == []


def test_printed_code_shows_what_changed_on_coming_back(client: Client) -> None:
    page = client.post(FOLLOW, {"with_code": "1"}).content.decode()
    code = re.search(r">([A-Z0-9]{5}-[A-Z0-9]{5})<", page)
    assert code
    assert code[1] not in str(list(Follower.objects.values_list("code_hash", flat=True).order_by("pk")))
    typed = code[1].lower().replace("-", " ")
    added = client.post(f"/follow/{THING}/2/", {"with_code": "1", "code": typed}).content.decode()
    assert "It is on your code now" in added
    changed()

    came_back = client.post("/following/", {"code": typed}, follow=True).content.decode()
    assert ("Swimming" in came_back, "Chess" in came_back) == (True, True)
    assert came_back.count(">Changed<") == 1
    assert "Stop all these emails" not in came_back
    assert Delivery.objects.count() == 0


@time_machine.travel("2026-07-10 12:00", tick=False)  # limits count by the clock's hour
@pytest.mark.usefixtures("still_clock")
def test_many_codes_do_not_use_up_each_others_tries(client: Client) -> None:
    """A limit counts by address; those who ask for a code give none, and are not one and the same."""
    answers = [
        client.post(FOLLOW, {"with_code": "1"}, REMOTE_ADDR=f"10.0.0.{number}").status_code
        for number in range(12)
    ]
    assert set(answers) == {200}
    asked = [client.post(FOLLOW, {"address": ADDRESS}, REMOTE_ADDR=f"10.0.1.{n}") for n in range(12)]
    assert [answer.status_code for answer in asked] == [302] * 10 + [429] * 2


@pytest.mark.parametrize("number", ["9" * 40, "x", "-1", "\u0663"])
def test_odd_numbers_change_nothing(
    client: Client, mailoutbox: list[EmailMultiAlternatives], number: str
) -> None:
    ask(client)
    page = link_in(mailoutbox[0], "confirm/")
    assert client.post(page, {"follow": number}, follow=True).status_code == 200
    assert not Follow.objects.going().exists()


@pytest.mark.parametrize("code", ["", "AAAAA-AAAAA", "\x00", "x" * 500])
def test_code_that_is_not_ours_comes_back(client: Client, code: str) -> None:
    for path in ("/following/", FOLLOW):
        answer = client.post(path, {"code": code or " ", "with_code": "1"})
        assert answer.status_code == 200
    assert client.post("/following/", {"code": code}).status_code == 200


def test_codes_are_read_in_one_way_only() -> None:
    drawn = "".join(new_code() for _ in range(300))

    assert not set(drawn) & set("01OILU")


def test_what_is_over_is_forgotten(client: Client, mailoutbox: list[EmailMultiAlternatives]) -> None:
    ask(client, "never.answered@larkshire.example")
    kept = confirmed(client, mailoutbox)

    assert forget_old(now=timezone.now() + timedelta(days=8)) == 1
    assert Follower.objects.get() == kept
    Follow.objects.update(ended_at=timezone.now())
    assert forget_old(now=timezone.now() + timedelta(days=39)) == 1
    assert not Notice.objects.exists()


def test_page_of_what_i_follow_takes_as_many_queries_for_many_as_for_few(
    client: Client, mailoutbox: list[EmailMultiAlternatives], django_assert_num_queries: Callable[..., Any]
) -> None:
    follower = confirmed(client, mailoutbox)
    confirmed(client, mailoutbox, f"/follow/{THING}/2/")

    with django_assert_num_queries(2):
        assert len(following(follower)) == 2
