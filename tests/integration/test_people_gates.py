"""The door to a young person's record: open to those near, "not found" for everyone else, and looks kept."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from portal.access.roles import Role
from portal.audit.models import AuditRow
from portal.people.gates import kept_record_or_404, near_or_404, young_person_or_404
from portal.people.models import Agreement, Connection, Sight, YoungPerson
from portal.people.rules import EVERYTHING, sights_of
from tests.people_factories import born, connection, user, young_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin() -> YoungPerson:
    return young_person(user=user(email=None))


@pytest.fixture
def sky() -> YoungPerson:
    """Eighteen, with rights of their own."""
    return young_person(known_as="Sky", date_of_birth=born(18), user=user())


def opens(person, young_person, sight=Sight.PLAN) -> bool:
    try:
        return young_person_or_404(person, young_person.uuid, sight) == young_person
    except Http404:
        return False


def test_gate_opens_for_the_young_person_and_those_near(robin):
    parent, supporter = user(Role.PARENT_CARER), user(Role.SUPPORTER)
    connection(robin, parent)
    connection(robin, supporter, Connection.Kind.SUPPORTER, sees=[Sight.PLAN])

    assert opens(robin.user, robin)
    assert opens(parent, robin)
    assert opens(supporter, robin)
    assert not opens(supporter, robin, Sight.VIEWS)


def test_gate_refuses_everyone_else_the_same_way(robin):
    former, waiting, left_job = user(Role.SUPPORTER), user(Role.PARENT_CARER), user()
    today = timezone.localdate()
    days = {"starts": today - timedelta(days=9), "ends": today}
    connection(robin, former, Connection.Kind.SUPPORTER, **days)
    connection(robin, waiting, confirmed=False)
    connection(robin, left_job, Connection.Kind.SUPPORTER)

    strangers = [former, waiting, left_job, user(Role.CO_ORDINATOR), user(Role.PARENT_CARER), AnonymousUser()]

    assert [opens(person, robin) for person in strangers] == [False] * len(strangers)
    for number in (uuid4(), "not-a-number"):
        with pytest.raises(Http404):
            young_person_or_404(robin.user, number, Sight.BASICS)


def test_someone_switched_off_sees_nothing(robin):
    parent = user(Role.PARENT_CARER, is_active=False)
    connection(robin, parent)

    assert not opens(parent, robin)
    assert not YoungPerson.objects.visible_to(parent).exists()


def test_after_rights_passed_a_parent_needs_an_agreement(sky):
    parent = user(Role.PARENT_CARER)
    place = connection(sky, parent)

    assert not opens(parent, sky)
    assert not YoungPerson.objects.visible_to(parent).exists()
    with pytest.raises(Http404):
        near_or_404(parent, sky.uuid)

    agree = {
        "connection": place,
        "sight": Sight.PLAN,
        "basis": Agreement.Basis.AGREED,
        "decided_by": sky.user,
    }
    Agreement.objects.create(**agree, may_see=True)

    assert opens(parent, sky)
    assert not opens(parent, sky, Sight.VIEWS)
    assert YoungPerson.objects.visible_to(parent).get() == sky

    Agreement.objects.create(**agree, may_see=False)

    assert not opens(parent, sky)
    assert not YoungPerson.objects.visible_to(parent).exists()


def test_a_capacity_decision_ends_by_itself(sky):
    parent = user(Role.PARENT_CARER)
    place = connection(sky, parent)
    today = timezone.localdate()
    facts = {"connection": place, "basis": Agreement.Basis.CAPACITY, "reason": "Assessed", "may_see": True}
    Agreement.objects.create(**facts, sight=Sight.PLAN, until=today + timedelta(days=1))
    Agreement.objects.create(**facts, sight=Sight.VIEWS, until=today)

    assert sights_of(parent, sky, today) == {Sight.PLAN}
    assert sights_of(parent, sky, today + timedelta(days=1)) == frozenset()


def test_access_stops_by_the_date_though_no_task_ran(robin, time_machine):
    parent = user(Role.PARENT_CARER)
    connection(robin, parent, starts=date(2025, 1, 1))
    robin.date_of_birth = "2010-03-14"
    robin.save()
    robin.refresh_from_db()

    time_machine.move_to("2026-06-26T12:00:00+01:00")
    assert opens(parent, robin)
    assert YoungPerson.objects.visible_to(parent).exists()

    time_machine.move_to("2026-06-27T00:01:00+01:00")
    assert not opens(parent, robin)
    assert not YoungPerson.objects.visible_to(parent).exists()
    assert not Connection.objects.filter(stopped_at_sixteen=True).exists()


def test_agreements_are_only_added_to(sky):
    place = connection(sky, user(Role.PARENT_CARER))
    row = Agreement.objects.create(connection=place, sight=Sight.PLAN, basis="agreed", may_see=True)

    row.may_see = False
    for change in (row.save, row.delete, Agreement.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        Agreement.objects.update(may_see=False)
    sky.delete()  # erased as a whole

    assert not Agreement.objects.exists()


def test_looks_are_recorded_once_in_a_few_minutes(robin, time_machine):
    time_machine.move_to("2026-11-23T10:00:00+00:00", tick=False)
    parent = user(Role.PARENT_CARER)
    connection(robin, parent)

    for minutes in (0, 2, 4):
        time_machine.move_to(f"2026-11-23T10:0{minutes}:00+00:00", tick=False)
        young_person_or_404(parent, robin.uuid, Sight.PLAN)
    young_person_or_404(parent, robin.uuid, Sight.BASICS)
    time_machine.move_to("2026-11-23T10:06:00+00:00", tick=False)
    young_person_or_404(parent, robin.uuid, Sight.PLAN)

    looks = AuditRow.objects.filter(is_look=True, young_person=robin.pk, actor=parent.pk).order_by("number")
    assert [row.action for row in looks] == ["looked:plan", "looked:basics", "looked:plan"]


def test_a_refused_look_leaves_no_row(robin):
    opens(user(Role.PARENT_CARER), robin)

    assert not AuditRow.objects.exists()


def test_records_are_kept_by_the_co_ordinator_of_this_circle_only(robin):
    ours, other = user(Role.CO_ORDINATOR), user(Role.CO_ORDINATOR)
    as_supporter = user(Role.SUPPORTER)
    connection(robin, ours, Connection.Kind.CO_ORDINATOR)
    connection(robin, as_supporter, Connection.Kind.CO_ORDINATOR)

    assert kept_record_or_404(ours, robin.uuid) == robin
    for refused in (other, as_supporter, robin.user):
        with pytest.raises(Http404):
            kept_record_or_404(refused, robin.uuid)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_alone_opens_a_record(role, robin):
    assert sights_of(user(role), robin, timezone.localdate()) == frozenset()


def test_the_young_person_sees_everything_of_their_own(robin):
    assert sights_of(robin.user, robin, timezone.localdate()) == EVERYTHING


def test_gate_takes_few_queries(robin, django_assert_num_queries):
    parent = user(Role.PARENT_CARER)
    connection(robin, parent)
    young_person_or_404(parent, robin.uuid, Sight.PLAN)

    with django_assert_num_queries(4):
        young_person_or_404(parent, robin.uuid, Sight.PLAN)
