"""Each day: owners are told once for each step, what nobody confirms is hidden; confirming brings it back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from localoffer.actions import NOBODY_CONFIRMED, confirm_checked
from localoffer.checking_actions import ask_now, cancel_links, give_up, set_owner
from localoffer.checking_day import note
from localoffer.checking_notices import editors_who_rely_on
from localoffer.checking_shares import months_until, shares_on
from localoffer.models import CheckedShare, CheckStep, EntryOwner, ProviderMember, Service
from localoffer.owners import kept_by, owner_of
from localoffer.suggestion_actions import suggest_change
from portal.notifications.models import AddressTrouble, Delivery, Notice
from tests.integration.checking_area import ADDRESS, DUE, day_of_check, kinds_sent, on, own
from tests.integration.directory_people import Area, make_area, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(settings) -> Area:
    """Mail waits in line, as in production. Another entry of the same provider; the others are not due."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    made = make_area()
    make_service(made.own_provider, "Sunday splash", next_check_date=DUE)
    Service.objects.filter(pk=made.other.pk).update(next_check_date=DUE + timedelta(days=800))
    return made


def hidden(service: Service) -> str:
    return Service.objects.values_list("hidden_reason", flat=True).get(pk=service.pk)


def test_owner_gets_one_mail_for_all_entries_on_each_day_and_never_two(area: Area) -> None:
    own(area.own_provider)
    sent = []
    for number in range(-20, 100):
        before = len(kinds_sent())
        day_of_check(number)
        day_of_check(number)
        sent += [(number, kind) for kind in kinds_sent()[before:]]

    assert sent == [
        (-14, "still-right-before"),
        (0, "still-right-on"),
        (14, "still-right-after"),
        (30, "still-right-last"),
        (90, "still-right-hidden"),
    ]
    assert CheckStep.objects.count() == 10
    assert set(Delivery.objects.values_list("address", flat=True)) == {ADDRESS}
    assert Service.objects.get(pk=area.own.pk).asked_provider_date == DUE + timedelta(days=30)


def test_entry_nobody_confirms_leaves_the_site_and_comes_back_when_its_owner_does(area: Area, client) -> None:
    own(area.own_provider)
    for number in (0, 14, 30, 90):
        day_of_check(number)

    assert hidden(area.own) == NOBODY_CONFIRMED
    with time_machine.travel(on(DUE, 90), tick=False):
        answer = client.get(area.own.get_absolute_url())
        assert answer.status_code == 404
        assert "This page is hidden for now" in answer.content.decode()
        for address in ("/find-help/", reverse("localoffer:whats-on")):
            assert area.own.name not in client.get(address).content.decode()

        confirm_checked(service=Service.objects.get(pk=area.own.pk), by=None, role="Club manager", on=DUE)

        assert client.get(area.own.get_absolute_url()).status_code == 200
        assert area.own.name in client.get("/find-help/").content.decode()


def test_entry_hidden_for_another_reason_stays_hidden_and_unknown(area: Area, client) -> None:
    Service.objects.filter(pk=area.own.pk).update(hidden_reason="A complaint is looked into")

    confirm_checked(service=Service.objects.get(pk=area.own.pk), by=None, role="Club manager", on=DUE)

    assert hidden(area.own) == "A complaint is looked into"
    assert "hidden for now" not in client.get(area.own.get_absolute_url()).content.decode()


def test_entry_checked_by_its_feed_since_it_was_hidden_comes_back(area: Area) -> None:
    Service.objects.filter(pk=area.own.pk).update(
        hidden_reason=NOBODY_CONFIRMED, assured_date=DUE, next_check_date=DUE + timedelta(days=90)
    )

    day_of_check(1)

    assert hidden(area.own) == ""


def test_confirming_starts_the_next_round(area: Area) -> None:
    own(area.own)
    day_of_check(0)
    confirm_checked(service=area.own, by=None, role="Club manager", on=DUE + timedelta(days=2))
    day_of_check(14)
    assert kinds_sent() == ["still-right-on"]

    next_due = Service.objects.get(pk=area.own.pk).next_check_date
    day_of_check((next_due - DUE).days - 14)
    assert kinds_sent() == ["still-right-on", "still-right-before"]


def test_owner_who_sent_a_change_is_not_asked_while_it_waits(area: Area) -> None:
    keeper = own(area.own)
    suggest_change(
        service=area.own, owner=keeper, by=None, role="Club manager", facts={}, words="New hall", at=on(DUE)
    )
    for number in (0, 14, 30, 90):
        day_of_check(number)
    assert kinds_sent() == []
    assert hidden(area.own) == ""


def test_editors_are_told_once_of_entries_that_nobody_keeps_or_no_mail_reaches(area: Area) -> None:
    own(area.own)
    AddressTrouble.objects.create(address=ADDRESS, state="bounced", first_at=on(DUE), last_at=on(DUE))

    done = day_of_check(0)

    assert (done.mails, done.to_editors) == (0, 2)
    assert [notice.recipient for notice in Notice.objects.order_by("pk")] == [area.editor]
    assert day_of_check(0).to_editors == 0


def test_owner_by_account_is_asked_while_they_speak_for_the_provider(area: Area) -> None:
    keeper = EntryOwner.objects.create(provider=area.own_provider, post="Club manager", user=area.member)
    assert day_of_check(0).mails == 1
    assert Delivery.objects.get().address == area.member.email

    ProviderMember.objects.all().delete()
    assert list(kept_by(keeper)) == []
    assert day_of_check(14).mails == 0


def test_own_owner_stands_before_the_providers(area: Area) -> None:
    general = own(area.own_provider, "Head office")
    special = own(area.own, email="pool@larkshire.example")
    assert owner_of(Service.objects.get(pk=area.own.pk)) == special
    assert [one.name for one in kept_by(general)] == ["Sunday splash"]
    assert [one.name for one in kept_by(special)] == ["Saturday splash"]


def test_what_is_not_theirs_is_asked_of_nobody_until_an_editor_sets_an_owner(area: Area) -> None:
    keeper = own(area.own_provider)
    give_up(service=area.own, owner=keeper, words="Ask the pool", at=on(DUE))
    assert owner_of(Service.objects.get(pk=area.own.pk)) is None
    assert [one.name for one in kept_by(keeper)] == ["Sunday splash"]
    assert Notice.objects.get().kind == "still-right-not-mine"

    set_owner(by=area.editor, post="Pool manager", email="pool@larkshire.example", service=area.own)
    entry = Service.objects.get(pk=area.own.pk)
    assert owner_of(entry).post == entry.responsible == "Pool manager"


def test_asking_now_is_done_once_a_day_and_needs_an_address(area: Area) -> None:
    keeper = own(area.own)
    asked = [ask_now(service=area.own, owner=keeper, by=area.editor, at=on(DUE, days)) for days in (1, 1, 2)]
    assert asked == [True, False, True]
    assert kinds_sent() == ["still-right-asked"] * 2

    keeper.email = ""
    with pytest.raises(ValueError, match="no email address"):
        ask_now(service=area.own, owner=keeper, by=area.editor, at=on(DUE, 3))


def test_set_owner_needs_one_thing_and_a_way_to_reach_them(area: Area) -> None:
    for wrong in ({}, {"service": area.own, "provider": area.own_provider}):
        with pytest.raises(ValueError, match="an entry or a provider"):
            set_owner(by=area.editor, post="Manager", email=ADDRESS, **wrong)
    with pytest.raises(ValueError, match="an email address or an account"):
        set_owner(by=area.editor, post="Manager", service=area.own)


def test_mail_that_does_not_arrive_is_for_the_editors(area: Area) -> None:
    own(area.own)
    [relied] = editors_who_rely_on(ADDRESS.upper())
    assert relied.user == area.editor
    assert relied.link == f"{reverse('localoffer_admin:freshness')}?show=bounced"
    assert editors_who_rely_on("stranger@larkshire.example") == []


def test_cancelling_raises_the_version_of_the_link(area: Area) -> None:
    keeper = own(area.own)
    assert cancel_links(owner=keeper, by=area.editor).link_version == 2


def test_day_keeps_its_shares_once_and_the_page_shows_the_last_of_each_month(area: Area, client) -> None:
    for day, in_time in ((DUE - timedelta(days=32), 1), (DUE - timedelta(days=31), 2)):
        CheckedShare.objects.create(day=day, entries=4, in_time=in_time)
    note(on(DUE))
    note(on(DUE))

    assert CheckedShare.objects.filter(day=DUE, heading="").get().in_time == 1
    assert [(share.entries, share.in_time) for share in shares_on(DUE)] == [(3, 1)]
    assert [(month.day, month.share.percent) for month in months_until(DUE)] == [
        (DUE - timedelta(days=31), 50),
        (DUE, 33),
    ]
    with time_machine.travel(on(DUE), tick=False):
        page = client.get(reverse("localoffer:how-current")).content.decode()
    assert "33%" in page
    assert "March 2026" in page


def test_days_work_takes_as_many_queries_for_many_entries_of_one_owner(
    area: Area, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    own(area.own_provider)
    with django_assert_max_num_queries(30) as few:
        day_of_check(0)
    for number in range(5):
        make_service(area.own_provider, f"Club {number}", next_check_date=DUE)
    with django_assert_num_queries(len(few)):
        day_of_check(1)
