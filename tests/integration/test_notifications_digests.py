"""Telling people as each chose: nothing lost, nothing twice, whatever dies and however late."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.accounts.models import User
from portal.notifications import gathering
from portal.notifications.actions import choose, mark_read, tell
from portal.notifications.gathering import gather_due
from portal.notifications.models import Delivery, Notice, State
from portal.notifications.sending import send
from portal.running import worker
from tests.integration.notices_kinds import PLAIN, URGENT, a_thing, kinds_of_tests, may_not
from tests.people_factories import user

pytestmark = pytest.mark.django_db
SUMMER_FRIDAY = datetime(2026, 7, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    """Friday 10 July, ten in the morning; tasks wait until a test does them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with kinds_of_tests(), time_machine.travel(SUMMER_FRIDAY, tick=False) as traveller:
        yield traveller


def told(person: User, kind: str = PLAIN, link: str = "/something/", by: Any = None) -> list[Notice]:
    return tell(kind=kind, to=[person], thing=a_thing(), link=link, by=by)


def work() -> None:
    """What scheduler and worker do: gather what is due, then send every mail in line."""
    gather_due()
    for pk in (
        Delivery.objects.filter(state__in=("queued", "sending")).values_list("pk", flat=True).order_by("pk")
    ):
        send(pk)


def choose_for(person: User, how: str, **wishes: Any) -> None:
    choose(by=person, how={PLAIN: how}, **{"address": "", "language": "", "easy_read": False, **wishes})


@pytest.mark.parametrize(
    ("how", "too_early", "in_time"),
    [
        ("daily", datetime(2026, 7, 11, 5, 59, tzinfo=UTC), datetime(2026, 7, 11, 6, tzinfo=UTC)),
        ("weekly", datetime(2026, 7, 13, 5, 59, tzinfo=UTC), datetime(2026, 7, 13, 6, tzinfo=UTC)),
        ("now", SUMMER_FRIDAY - timedelta(seconds=1), SUMMER_FRIDAY),
    ],
)
def test_mail_comes_when_it_was_chosen_at_seven_by_the_wall_clock(
    how: str,
    too_early: datetime,
    in_time: datetime,
    clock: Any,
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    person = user()
    choose_for(person, how)
    told(person)
    told(person, link="/else/")
    clock.move_to(too_early)
    work()
    assert mailoutbox == []

    clock.move_to(in_time)
    work()
    work()
    (sent,) = mailoutbox
    assert sent.subject == "2 things to tell you"
    assert sent.body.count("There is something new for you.") == 2
    assert "/something/" in sent.body
    assert "/else/" in sent.body


def test_nobody_is_mailed_who_chose_so_or_has_no_address(mailoutbox: list[EmailMultiAlternatives]) -> None:
    quiet, by_card = user(), user(email=None)
    choose_for(quiet, "none")
    told(quiet)
    told(by_card, URGENT)
    work()

    assert mailoutbox == []
    assert Notice.objects.count() == 2  # it stands in the inbox all the same


def test_actor_is_never_told_and_what_must_be_known_goes_at_once(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    actor, other = user(), user()
    choose_for(other, "none")
    tell(kind=URGENT, to=[actor, other, other], thing=a_thing(), link="/x/", by=actor)
    work()

    (sent,) = mailoutbox
    assert (sent.to, Notice.objects.count()) == ([other.email], 1)
    assert "List-Unsubscribe" not in sent.extra_headers


def test_right_that_was_lost_meanwhile_leaves_nothing_to_send(
    clock: Any, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    person = user()
    told(person)
    may_not.add(person.pk)
    clock.shift(timedelta(days=1))
    work()

    assert mailoutbox == []
    assert Delivery.objects.get().state == State.STOPPED


def test_worker_that_was_down_for_days_sends_each_item_once(
    clock: Any, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    person = user()
    for day in range(3):
        told(person, link=f"/day-{day}/")
        clock.shift(timedelta(days=1))
    work()
    told(person, link="/day-3/")
    clock.shift(timedelta(days=1))
    work()

    assert len(mailoutbox) == 2
    said = "".join(mail.body for mail in mailoutbox)
    assert [said.count(f"/day-{day}/\n") for day in range(4)] == [1, 1, 1, 1]


def test_mail_whose_row_is_forgotten_is_not_sent_again(
    clock: Any, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    person = user()
    told(person, URGENT)
    work()
    Delivery.objects.all().delete()
    choose_for(person, "now")
    clock.shift(timedelta(days=100))
    work()

    assert len(mailoutbox) == 1


class Died(BaseException):
    """The process is gone."""


def dies(*_args: Any, **_options: Any) -> None:
    raise Died


@pytest.mark.parametrize(
    "step",
    [
        "portal.notifications.sending.compose",
        "portal.notifications.sending._hand_over",
        "portal.notifications.sending._note_sent",
    ],
)
def test_digest_whose_process_dies_at_any_step_loses_and_adds_nothing(
    step: str, clock: Any, mailoutbox: list[EmailMultiAlternatives], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = user()
    told(person, link="/first/")
    told(person, link="/second/")
    clock.shift(timedelta(days=1))
    with monkeypatch.context() as patched:
        patched.setattr(step, dies)
        with pytest.raises(Died):
            work()
    told(person, link="/third/")  # belongs to the next day's mail, never to the one that is being repeated
    work()
    work()
    clock.shift(timedelta(days=1))
    work()

    by_mark = {mail.extra_headers["Message-ID"]: mail.body for mail in mailoutbox}
    bodies = list(by_mark.values())
    assert len(bodies) == 2
    assert ["/first/" in bodies[0], "/second/" in bodies[0], "/third/" in bodies[0]] == [True, True, False]
    assert ["/first/" in bodies[1], "/second/" in bodies[1], "/third/" in bodies[1]] == [False, False, True]
    assert all(mail.body == by_mark[mail.extra_headers["Message-ID"]] for mail in mailoutbox)


def test_process_that_dies_while_gathering_claims_nothing(
    clock: Any, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    told(user())
    clock.shift(timedelta(days=1))
    with monkeypatch.context() as patched:
        patched.setattr(gathering, "send_delivery", type("Dying", (), {"enqueue": staticmethod(dies)}))
        with pytest.raises(Died):
            gather_due()
    assert not Delivery.objects.exists()
    assert Notice.objects.filter(delivery__isnull=True).count() == 1

    work()
    assert len(mailoutbox) == 1


def test_what_was_read_here_meanwhile_is_not_mailed(
    clock: Any, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    person = user()
    (notice,) = told(person)
    mark_read(by=person, notice=notice)
    clock.shift(timedelta(days=1))
    work()

    assert mailoutbox == []


def test_change_of_mind_counts_for_what_waits(clock: Any, mailoutbox: list[EmailMultiAlternatives]) -> None:
    person = user()
    told(person)
    choose_for(person, "now")
    work()

    assert len(mailoutbox) == 1


def test_mail_is_written_in_easy_read_and_in_the_language_chosen(
    clock: Any, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    easy, polish = user(), user()
    choose_for(easy, "now", easy_read=True)
    choose_for(polish, "now", language="pl")
    told(easy)
    told(polish)
    work()

    by_person = {mail.to[0]: mail for mail in mailoutbox}
    assert "We have news." in by_person[easy.email].body
    assert "Mamy wiadomość." in by_person[polish.email].body
    assert by_person[polish.email].extra_headers["Content-Language"] == "pl"
    assert "Dostajesz tę wiadomość" in by_person[polish.email].body


def test_line_that_has_no_other_language_comes_with_words_that_its_reader_reads(
    clock: Any, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    person = user()
    choose_for(person, "now", language="ur")
    told(person, URGENT)
    work()

    (sent,) = mailoutbox
    assert sent.body.startswith("آپ کے لیے ایک خبر ہے۔")
    assert "Please look today." in sent.body
    assert 'dir="rtl"' in str(sent.alternatives[0][0])


def test_mail_to_an_address_that_is_not_theirs_is_refused() -> None:
    with pytest.raises(ValueError, match="shown to be theirs"):
        choose_for(user(), "now", address="somebody.else@larkshire.example")


def test_telling_many_takes_as_many_queries_as_telling_few(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    people, thing = [user() for _ in range(30)], a_thing()
    with django_assert_max_num_queries(6):
        tell(kind=PLAIN, to=people, thing=thing, link="/x/", by=None)


def test_whole_way_by_the_real_line_and_worker(
    clock: Any, mailoutbox: list[EmailMultiAlternatives], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notice, a mail and its sending, each put in line by the step before it."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    told(user(), URGENT)
    assert DBTaskResult.objects.count() == 1
    worker.PatientWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="one",
        excluded_queue_names=[],
    ).run()

    assert len(mailoutbox) == 1
    assert Delivery.objects.get().state == State.SENT
    assert Delivery.objects.get().sent_at == timezone.now()
