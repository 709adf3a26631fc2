"""The record of who did what: only added to, never forked, and any change by hand is found."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models

from portal.access.roles import Role
from portal.accounts.models import User
from portal.audit.actions import cut_up_to, record, record_look
from portal.audit.checking import verify
from portal.audit.models import AuditRow, ChainAnchor, ChainHead, NeverChanged
from portal.people.models import YoungPerson
from tests.people_factories import user, young_person

DAY = datetime(2026, 3, 3, 9, 30, 0, 123457, tzinfo=UTC)


def by_hand() -> models.QuerySet[Any]:
    """The rows as somebody with the database open would reach them."""
    return models.QuerySet(AuditRow)


@pytest.fixture
def written(db: None) -> list[AuditRow]:
    """Eight rows about one young person, a day apart."""
    parent, robin = user(role=Role.PARENT_CARER), young_person()
    return [
        record_look(by=parent, thing=robin, young_person=robin, part="plan", at=DAY + timedelta(days=day))
        for day in range(8)
    ]


def test_record_that_nobody_touched_is_whole(written, capsys):
    verdict = verify()

    assert (verdict.is_whole, verdict.rows, verdict.last) == (True, 8, 8)
    call_command("verify_audit", expect=f"5:{written[4].hash}")
    assert f"8:{written[7].hash}" in capsys.readouterr().out


def test_empty_record_is_whole(db):
    assert verify().is_whole


def change(written: list[AuditRow]) -> None:
    by_hand().filter(number=4).update(action="looked:basics")


def change_the_time_by_a_microsecond(written: list[AuditRow]) -> None:
    by_hand().filter(number=4).update(at=written[3].at + timedelta(microseconds=1))


def remove(written: list[AuditRow]) -> None:
    by_hand().filter(number=4).delete()


def remove_the_oldest(written: list[AuditRow]) -> None:
    by_hand().filter(number__lt=4).delete()


def put_in(written: list[AuditRow]) -> None:
    """A row as number 4, and those after it moved on."""
    for number in range(8, 3, -1):
        by_hand().filter(number=number).update(number=number + 1)
    copy = written[3]
    copy.pk, copy._state.adding = None, True
    copy.save()


def swap(written: list[AuditRow]) -> None:
    by_hand().filter(number=4).update(number=99)
    by_hand().filter(number=5).update(number=4)
    by_hand().filter(number=99).update(number=5)


def cut_off_the_newest(written: list[AuditRow]) -> None:
    by_hand().filter(number__gt=6).delete()


def make_up_an_anchor(written: list[AuditRow]) -> None:
    ChainAnchor.objects.create(number=3, hash=written[2].hash, cut_at=DAY)
    by_hand().filter(number__lt=4).delete()


@pytest.mark.parametrize(
    ("act", "first_bad", "what"),
    [
        (change, 4, "changed after it was written"),
        (change_the_time_by_a_microsecond, 4, "changed after it was written"),
        (remove, 4, "Row 4 is missing"),
        (remove_the_oldest, 1, "Row 1 is missing"),
        (put_in, 5, "does not follow"),
        (swap, 4, "does not follow"),
        (cut_off_the_newest, 7, "newest rows are missing"),
        (make_up_an_anchor, 4, "no row records that cut"),
    ],
)
def test_verify_audit_finds_what_was_done_by_hand(written, act, first_bad, what):
    act(written)

    with pytest.raises(CommandError) as told:
        call_command("verify_audit")

    assert f"First bad row: {first_bad}." in str(told.value)
    assert what in str(told.value)


def test_a_chain_made_anew_is_found_by_a_row_written_down_earlier(written):
    kept = written[4]
    by_hand().filter(number__gte=5).delete()
    ChainHead.objects.update(rows=4, hash=written[3].hash)
    parent = user(role=Role.PARENT_CARER)
    for day in range(4, 8):
        record(by=parent, action="people.connection_ended", thing=parent, at=DAY + timedelta(days=day))

    assert verify().is_whole
    assert verify((kept.number, kept.hash)).bad_number == 5


@pytest.mark.parametrize("expect", ["5", "five:" + "0" * 64, "5:short"])
def test_row_written_down_wrongly_is_refused_with_a_sentence(db, expect):
    with pytest.raises(CommandError, match="Write --expect"):
        call_command("verify_audit", expect=expect)


def test_rows_refuse_to_be_changed_or_removed(written):
    row = AuditRow.objects.get(number=3)
    row.action = "nothing"
    for act in (
        row.save,
        row.delete,
        AuditRow.objects.all().delete,
        lambda: AuditRow.objects.update(action="nothing"),
        lambda: AuditRow.objects.bulk_update([row], ["action"]),
        lambda: AuditRow.objects.bulk_create([AuditRow(number=9, action="made-up", hash="0")]),
    ):
        with pytest.raises(NeverChanged):
            act()

    assert verify().is_whole


def test_record_takes_no_words_that_somebody_said(db):
    parent = user(role=Role.PARENT_CARER)
    for said in ("She did not sleep. " * 5, 1.5, {"words": "yes"}, [["deep"]]):
        with pytest.raises(ValueError, match="numbers, dates and fixed words only"):
            record(by=parent, action="people.told", thing=parent, facts={"said": said})

    assert not AuditRow.objects.exists()


def test_old_rows_are_cut_and_the_rest_stays_whole(written):
    assert cut_up_to(number=3, at=DAY + timedelta(days=9)) == 3
    assert cut_up_to(number=5, at=DAY + timedelta(days=9)) == 2
    assert cut_up_to(number=5, at=DAY + timedelta(days=9)) == 0

    verdict = verify()
    assert (verdict.is_whole, verdict.rows, verdict.last) == (True, 5, 10)
    assert list(AuditRow.objects.values_list("number", flat=True)) == [6, 7, 8, 9, 10]
    assert AuditRow.objects.filter(action="audit.cut").count() == 2


def test_whole_record_can_grow_old_and_be_cut(written):
    assert cut_up_to(number=900, at=DAY + timedelta(days=900)) == 8

    verdict = verify()
    assert (verdict.is_whole, verdict.rows, verdict.last) == (True, 1, 9)


@pytest.fixture
def really_kept(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """What threads write must be really kept. All of it is taken away again, and nothing else with it.

    A test that empties every table after it (`transaction=True`) would take the root of all pages along.
    """
    with django_db_blocker.unblock():
        yield
        by_hand().delete()
        for model in (ChainHead, ChainAnchor, YoungPerson, User):
            model.objects.all().delete()


def test_two_who_write_at_once_make_one_chain(really_kept):
    robin, writers = young_person(), [user(role=Role.SUPPORTER) for _ in range(4)]

    def look(writer: Any) -> None:
        for _ in range(10):
            record_look(by=writer, thing=robin, young_person=robin, part="plan")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(look, writers))

    verdict = verify()
    assert (verdict.is_whole, verdict.problem, verdict.rows) == (True, "", 40)
