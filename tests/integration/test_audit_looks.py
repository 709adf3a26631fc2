"""Who looked: told to the young person, and to others as they may know it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.access.roles import Role
from portal.audit.actions import record, record_look
from portal.audit.queries import looks_at
from portal.people.models import Connection, Sight
from tests.people_factories import born, connection, user, young_person

pytestmark = pytest.mark.django_db
Kind = Connection.Kind


@pytest.fixture
def family():
    """Robin with an own account, two parents kept apart, a co-ordinator; each looked at the plan today."""
    robin = young_person(user=user(role=Role.YOUNG_PERSON))
    people = {
        "first": user(role=Role.PARENT_CARER),
        "second": user(role=Role.PARENT_CARER),
        "keeper": user(role=Role.CO_ORDINATOR),
    }
    connection(robin, people["first"])
    connection(robin, people["second"], kept_apart=True)
    connection(robin, people["keeper"], Kind.CO_ORDINATOR)
    for one in people.values():
        record_look(by=one, thing=robin, young_person=robin, part="plan")
    return robin, people


def told(robin, reader, **options):
    return [(look.who, look.parts, look.times) for look in looks_at(robin, reader, **options)]


def test_young_person_sees_everybody_who_looked_by_role(family):
    robin, people = family
    record_look(by=people["first"], thing=robin, young_person=robin, part="basics")
    record_look(by=robin.user, thing=robin, young_person=robin, part="basics")

    assert told(robin, robin.user) == [
        ("Parent carer", ("basics", "plan"), 3),
        ("Plan co-ordinator", ("plan",), 1),
        ("You", ("basics",), 1),
    ]


@pytest.mark.parametrize("reader", ["first", "second"])
def test_parents_kept_apart_never_see_each_other_look(family, reader):
    robin, people = family

    assert told(robin, people[reader]) == [("Plan co-ordinator", ("plan",), 1), ("You", ("plan",), 1)]


def test_parent_kept_apart_stays_hidden_after_their_place_ended(family):
    robin, people = family
    robin.circle.filter(user=people["second"]).update(ends=timezone.localdate())

    assert told(robin, people["first"]) == [("Plan co-ordinator", ("plan",), 1), ("You", ("plan",), 1)]


def test_parents_who_are_not_kept_apart_see_each_other_as_parents(family):
    robin, people = family
    robin.circle.update(kept_apart=False)

    assert ("Parent carer", ("plan",), 1) in told(robin, people["first"])


def test_nobody_else_is_told_who_looked(family):
    robin, people = family
    robin.circle.filter(user=people["first"]).update(sees=[Sight.PLAN])
    grown = young_person(date_of_birth=born(18))
    connection(grown, people["second"])

    assert told(robin, people["first"]) == []
    assert told(robin, user(role=Role.PARENT_CARER)) == []
    assert told(grown, people["second"]) == []


def test_only_looks_are_told_newest_day_first_and_for_a_year(family):
    robin, people = family
    keeper, now = people["keeper"], timezone.now()
    record(by=keeper, action="people.record_corrected", thing=robin, young_person=robin)
    record_look(by=keeper, thing=young_person(), young_person=young_person(), part="plan")
    record_look(by=None, thing=robin, young_person=robin, part="plan", at=now - timedelta(days=3))
    record_look(by=keeper, thing=robin, young_person=robin, part="plan", at=now - timedelta(days=400))
    record_look(by=user(), thing=robin, young_person=robin, part="files", at=now - timedelta(days=5))

    looks = looks_at(robin, robin.user)

    assert [look.who for look in looks][2:] == ["This site", "Somebody who has no account here any more"]
    assert [look.day for look in looks] == sorted((look.day for look in looks), reverse=True)


def test_who_looked_costs_four_queries_at_most(family, django_assert_max_num_queries):
    robin, people = family

    with django_assert_max_num_queries(5):
        looks_at(robin, people["first"])
