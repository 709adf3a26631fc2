"""Copies and erasing: all of it, for those who may, with what is kept and why."""

import io
import json
import zipfile
from datetime import date, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from localoffer.models import ProviderMember, Remark, Service
from portal.access.roles import Role
from portal.accounts.models import Invitation, Membership, User
from portal.audit.actions import record, record_look
from portal.audit.checking import verify
from portal.audit.models import AuditRow
from portal.datarights import actions
from portal.datarights.actions import OnHold, Refused
from portal.datarights.models import DataRequest, Hold
from portal.datarights.retention import apply
from portal.datarights.subjects import Subject
from portal.notifications.models import Notice
from portal.people.models import Concern, Connection, PictureCard, Telling, YoungPerson
from portal.running.schedule import every_job
from tests.integration.directory_people import make_area
from tests.people_factories import connection, user, young_person

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def answers():
    return user(role=Role.ADMINISTRATOR)


@pytest.fixture
def parent():
    """A parent with a notice, near Robin together with another parent."""
    made = user(role=Role.PARENT_CARER, email="robins.parent@larkshire.example")
    robin = young_person(user=user(role=Role.YOUNG_PERSON))
    connection(robin, made, relation="Mum")
    connection(robin, user(role=Role.PARENT_CARER, email="other@larkshire.example"), kept_apart=True)
    Notice.objects.create(recipient=made, kind="people.asked", thing="people.x", thing_id="1", link="/x/")
    record_look(by=made, thing=robin, young_person=robin, part="plan")
    return made


def robin_of(parent):
    return YoungPerson.objects.get(circle__user=parent)


def unzipped(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def held_in(files):
    return {table["kind"]: table["rows"] for table in json.loads(files["data.json"])["held"]}


def test_own_copy_holds_what_is_about_oneself_and_names_nobody_else(parent):
    files = unzipped(actions.copy_everything(subject=Subject(user=parent), by=parent, at=NOW))

    held = held_in(files)
    assert held["accounts.User"][0]["email address"] == "robins.parent@larkshire.example"
    assert held["people.Connection"][0]["what the young person calls them"] == "Mum"
    assert held["people.Connection"][0]["user"] == "you"
    assert len(held["people.Connection"]) == len(held["notifications.Notice"]) == 1
    read = files["read-me.html"].decode()
    assert "Mum" in read
    for text in (read, files["data.json"].decode()):
        assert "other@larkshire.example" not in text
        assert "kept apart" not in text
        assert parent.password not in text
    assert AuditRow.objects.filter(action="datarights.copied", actor=parent.pk).exists()


def test_page_to_read_says_facts_in_words_and_leaves_out_what_is_empty(parent):
    for facts in ({"kind": "forget", "is_new": True}, {}):
        record(by=parent, action="datarights.asked", thing=parent, facts=facts)

    files = unzipped(actions.copy_everything(subject=Subject(user=parent), by=parent, at=NOW))

    rows = BeautifulSoup(files["read-me.html"], "html.parser").find_all("dl")
    said = [row.get_text(" ") for row in rows if "datarights.asked" in row.get_text()]
    assert len(said) == 2
    assert sum("kind: forget, is_new: yes" in one for one in said) == 1
    assert not any("{" in one for one in said)


def test_copy_of_a_record_holds_tellings_and_files_but_no_concern(parent, answers):
    robin = robin_of(parent)
    Telling.objects.create(
        young_person=robin,
        told_as="Teacher",
        happened_on=date(2026, 3, 3),
        what_happened="Laughed <b>out loud</b>",
    )
    Concern.objects.create(
        reference="Safe-1", sending=robin.uuid, young_person=robin, sent_by=robin.user, words="Sad heron"
    )

    for subject in (Subject(young_person=robin), Subject(user=robin.user)):
        files = unzipped(actions.copy_everything(subject=subject, by=answers, at=NOW))
        assert all(b"Sad heron" not in content for content in files.values())
    read = unzipped(actions.copy_everything(subject=Subject(young_person=robin), by=answers, at=NOW))
    assert "Laughed &lt;b&gt;out loud" in read["read-me.html"].decode()
    assert held_in(read)["people.Connection"][0]["user"] == "somebody else"
    assert AuditRow.objects.filter(action="looked:copy", is_look=True, young_person=robin.pk).count() == 2


def test_nobody_copies_or_erases_another_person_without_the_permission(parent):
    robin = robin_of(parent)
    for by in (parent, robin.user, user(role=Role.CO_ORDINATOR), user(role=Role.EDITOR)):
        for subject in (Subject(young_person=robin), Subject(email="other@larkshire.example")):
            with pytest.raises(PermissionDenied):
                actions.copy_everything(subject=subject, by=by, at=NOW)
            with pytest.raises(PermissionDenied):
                actions.erase_everything(subject=subject, by=by, at=NOW, because="asked")


def test_erased_account_is_nameless_everywhere_and_the_rest_stays_whole(parent, answers, client):
    client.force_login(parent)
    robin, key = robin_of(parent), parent.pk
    done = actions.erase_everything(subject=Subject(user=parent), by=answers, at=NOW, because="asked")

    left = User.objects.get(pk=key)
    assert (left.email, left.is_active, left.has_usable_password()) == (None, False, False)
    assert not Notice.objects.filter(recipient=key).exists()
    assert not Membership.objects.filter(user=key).exists()
    assert robin.circle.filter(user=key).exists()  # who could see the record is part of the record
    assert not YoungPerson.objects.visible_to(left).exists()
    assert AuditRow.objects.filter(actor=key, is_look=True).exists()
    assert all(one.why for one in done if one.how != "deleted")
    assert verify().is_whole
    assert client.get("/my-account/").status_code == 302
    assert client.login(username="robins.parent@larkshire.example", password="larkshire-tests-2026") is False


def test_erased_young_persons_account_unties_the_record_and_the_record_stays(parent, answers):
    robin = robin_of(parent)

    actions.erase_everything(subject=Subject(user=robin.user), by=answers, at=NOW, because="asked")

    robin.refresh_from_db()
    assert (robin.user, robin.known_as) == (None, "Robin")


def test_erased_record_takes_circle_cards_tellings_and_files_with_it(parent, answers):
    robin = robin_of(parent)
    PictureCard.objects.create(young_person=robin, secret_hash="0", picture="star", runs_out_at=NOW)
    Telling.objects.create(
        young_person=robin, told_as="Teacher", happened_on=date(2026, 3, 3), what_happened="Laughed"
    )
    concern = Concern.objects.create(reference="Safe-1", sending=robin.uuid, young_person=robin)

    actions.erase_everything(subject=Subject(young_person=robin), by=answers, at=NOW, because="asked")

    for model in (YoungPerson, Connection, PictureCard, Telling):
        assert not model.objects.exists()
    assert Concern.objects.get(pk=concern.pk).young_person is None
    assert User.objects.filter(email="robins.parent@larkshire.example", is_active=True).exists()
    assert verify().is_whole


def test_an_address_without_an_account_is_forgotten_in_versions_of_entries_too(answers):
    area = make_area()
    area.own.assurer_email = "Checker@lark.example"
    area.own.save()
    area.own.save_revision()
    Remark.objects.create(
        reference="Told-1",
        sending=uuid4(),
        kind="question",
        words="Is it warm?",
        email="checker@lark.example",
    )
    Invitation.objects.create(
        email="checker@lark.example", role=Role.PROVIDER, secret_hash="1", expires_at=NOW
    )
    subject = Subject(email="checker@lark.example")
    assert "Is it warm?" in str(
        held_in(unzipped(actions.copy_everything(subject=subject, by=answers, at=NOW)))
    )

    actions.erase_everything(subject=subject, by=answers, at=NOW, because="asked")

    assert not Service.objects.exclude(assurer_email="").exists()
    assert all(not row.content.get("assurer_email") for row in Revision.objects.order_by("pk"))
    assert Remark.objects.get().email == ""
    assert not Invitation.objects.exists()


def test_erasing_a_provider_account_ends_what_they_spoke_for(answers):
    area = make_area()

    actions.erase_everything(subject=Subject(user=area.member), by=answers, at=NOW, because="asked")

    assert not ProviderMember.objects.exists()
    assert area.member.groups.count() == 0


@pytest.mark.parametrize("half", ["record", "account"])
def test_hold_stops_erasing_of_both_halves_until_it_is_lifted(parent, answers, half):
    robin = robin_of(parent)
    subjects = {"record": Subject(young_person=robin), "account": Subject(user=robin.user)}
    hold = actions.set_hold(
        subject=subjects[half], reason="litigation", words="File 12", until=None, by=answers, at=NOW
    )
    for subject in subjects.values():
        with pytest.raises(OnHold):
            actions.erase_everything(subject=subject, by=answers, at=NOW, because="asked")

    actions.lift_hold(hold=hold, by=answers, at=NOW)
    with pytest.raises(Refused):
        actions.lift_hold(hold=hold, by=answers, at=NOW)
    for subject in subjects.values():
        actions.erase_everything(subject=subject, by=answers, at=NOW, because="asked")

    assert not YoungPerson.objects.exists()


def test_nobody_erases_their_own_account_by_their_own_permission(answers):
    with pytest.raises(Refused, match="somebody else"):
        actions.erase_everything(subject=Subject(user=answers), by=answers, at=NOW, because="asked")


def test_request_is_due_in_a_month_and_answered_by_somebody_else(parent, answers):
    asked = actions.ask(by=parent, kind="copy", words="", at=NOW)
    assert actions.ask(by=parent, kind="copy", words="again", at=NOW) == asked
    assert timedelta(days=28) <= asked.due - timezone.localdate(NOW) <= timedelta(days=31)
    own = actions.ask(by=answers, kind="copy", words="", at=NOW)

    actions.answer(asked=asked, outcome="done", by=answers, at=NOW)

    for again in (asked, own):
        with pytest.raises(Refused):
            actions.answer(asked=again, outcome="done", by=answers, at=NOW)
    assert DataRequest.objects.get(pk=asked.pk).answered_by == answers


# --- how long things are kept -------------------------------------------------------------------


@pytest.fixture
def old_things(parent):
    """Two young people past the length of keeping, one with a hold, and an old notice."""
    born = timezone.localdate() - timedelta(days=31 * 366)
    gone, kept = (young_person(known_as=name, date_of_birth=born) for name in ("Gone", "Kept"))
    Hold.objects.create(young_person=kept, reason="looked-after", words="File 1")
    Notice.objects.update(made_at=NOW - timedelta(days=400))
    return gone, kept


def gone_by_rule(outcomes):
    return {one.rule.key: (one.goes, one.on_hold) for one in outcomes if one.goes or one.on_hold}


def test_dry_run_says_what_would_go_and_changes_nothing(old_things, capsys):
    call_command("apply_retention")

    said = capsys.readouterr().out
    assert "1 would go, 1 kept by a hold: A young person's record" in said
    assert "1 would go: Notices in inboxes" in said
    assert "2 would go. Nothing was changed" in said
    assert YoungPerson.objects.count() == 3
    assert Notice.objects.count() == 1


def test_what_has_run_out_goes_except_what_a_hold_keeps(old_things, capsys):
    call_command("apply_retention", yes=True)

    assert set(YoungPerson.objects.values_list("known_as", flat=True)) == {"Robin", "Kept"}
    assert not Notice.objects.exists()
    assert "2 went." in capsys.readouterr().out
    call_command("apply_retention", yes=True)
    assert "0 went." in capsys.readouterr().out
    assert verify().is_whole


def test_what_has_run_out_goes_each_week_by_itself(old_things):
    job = next(one for one in every_job() if one.name == "datarights.let-go")
    assert job.weekday == 6

    job.task.call()

    assert set(YoungPerson.objects.values_list("known_as", flat=True)) == {"Robin", "Kept"}


def test_record_of_acts_is_cut_up_to_the_first_row_of_somebody_with_a_hold(answers):
    first, held, last = young_person(), young_person(), young_person()
    for number, robin in enumerate((first, held, last)):
        record_look(
            by=None, thing=robin, young_person=robin, part="plan", at=NOW - timedelta(days=2300 - number)
        )
    hold = Hold.objects.create(young_person=held, reason="inquiry", words="File 2")

    assert gone_by_rule(apply(at=NOW, really=True)) == {"audit": (1, 1)}
    assert verify().is_whole
    hold.delete()
    assert gone_by_rule(apply(at=NOW, really=True)) == {"audit": (2, 0)}
    assert verify().is_whole


def test_area_keeps_records_longer_from_the_day_it_says_so(old_things, answers):
    today = timezone.localdate(NOW)
    actions.set_period(
        rule="young-person", months=45 * 12, source="Larkshire schedule", starts=today, by=answers, at=NOW
    )

    assert "young-person" not in gone_by_rule(apply(at=NOW, really=False))
    with pytest.raises(Refused):
        actions.set_period(rule="young-person", months=1, source="x", starts=today, by=answers, at=NOW)
    with pytest.raises(Refused):
        actions.set_period(
            rule="audit", months=1, source="x", starts=today - timedelta(days=1), by=answers, at=NOW
        )


def test_unused_accounts_run_out_and_used_ones_and_young_people_stay(answers):
    long_ago = NOW - timedelta(days=3 * 366 + 2)
    unused = user(role=Role.FORUM_REP, date_joined=long_ago)
    user(role=Role.FORUM_REP, date_joined=long_ago, last_login=NOW)
    young_person(user=user(role=Role.YOUNG_PERSON, date_joined=long_ago))

    assert gone_by_rule(apply(at=NOW, really=True)) == {"account": (1, 0)}
    unused.refresh_from_db()
    assert unused.email is None
    assert gone_by_rule(apply(at=NOW, really=True)) == {}


def test_run_out_sessions_go(client):
    client.force_login(user())
    Session.objects.update(expire_date=NOW - timedelta(days=40))

    assert gone_by_rule(apply(at=NOW, really=True)) == {"session": (1, 0)}
