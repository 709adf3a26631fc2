"""Around the day rights pass: choices, capacity decisions, everyone told once whatever the worker does."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.access.roles import Role
from portal.audit.models import AuditRow
from portal.notifications.models import Notice
from portal.people.actions import choose_sight, decide_capacity, tell_of_rights
from portal.people.models import Agreement, Connection, RightsTold, Sight, YoungPerson
from portal.people.queries import choices_of
from portal.people.refusals import Refused
from portal.people.rights import rights_pass_on
from portal.people.rules import sights_of
from portal.people.tasks import tell_of_rights_daily
from tests.people_factories import born, connection, user, young_person

pytestmark = pytest.mark.django_db
LONG_AGO = {"starts": date(2020, 1, 1)}


@pytest.fixture
def wren() -> YoungPerson:
    """Fifteen: rights pass within two years. The record was made long ago."""
    made_at = timezone.now() - timedelta(days=2000)
    return young_person(known_as="Wren", date_of_birth=born(15), user=user(), made_at=made_at)


@pytest.fixture
def sky() -> YoungPerson:
    return young_person(known_as="Sky", date_of_birth=born(18), user=user())


@pytest.fixture
def near(wren) -> dict[str, Connection]:
    return {
        "parent": connection(wren, user(Role.PARENT_CARER), **LONG_AGO),
        "apart": connection(wren, user(Role.PARENT_CARER), kept_apart=True, **LONG_AGO),
        "keeper": connection(wren, user(Role.CO_ORDINATOR), Connection.Kind.CO_ORDINATOR, **LONG_AGO),
        "supporter": connection(wren, user(Role.SUPPORTER), Connection.Kind.SUPPORTER, **LONG_AGO),
    }


def test_everyone_concerned_is_told_each_stage_once(wren, near):
    passes_on = rights_pass_on(wren.date_of_birth)

    told = [
        tell_of_rights(today=passes_on - timedelta(days=days))
        for days in (400, 366, 365, 364, 100, 92, 91, 31, 30, 1, 0, -1, -2)
    ]

    assert [bool(one) for one in told].count(True) == 4
    assert sum(told) == 4 * 4  # the young person, two parents, the co-ordinator; not the supporter
    assert tell_of_rights(today=passes_on) == 0


def test_days_without_a_worker_tell_the_newest_stage_and_lose_nothing(wren, near):
    passes_on = rights_pass_on(wren.date_of_birth)

    assert tell_of_rights(today=passes_on - timedelta(days=20)) == 4
    assert set(RightsTold.objects.values_list("stage", flat=True)) == {"a-month"}
    assert tell_of_rights(today=passes_on + timedelta(days=9)) == 4
    assert tell_of_rights(today=passes_on + timedelta(days=10)) == 0


def test_notices_name_nobody_and_are_the_same_for_parents_kept_apart(wren, near):
    tell_of_rights(today=rights_pass_on(wren.date_of_birth) - timedelta(days=20))

    notices = Notice.objects.filter(recipient__in=[near["parent"].user, near["apart"].user])
    assert set(notices.values_list("kind", "link")) == {("people.rights-ahead", "/my-family/")}


def test_a_corrected_birthday_is_told_anew(wren, near):
    passes_on = rights_pass_on(wren.date_of_birth)
    tell_of_rights(today=passes_on - timedelta(days=20))
    YoungPerson.objects.update(date_of_birth=wren.date_of_birth.replace(year=wren.date_of_birth.year + 1))
    later = rights_pass_on(YoungPerson.objects.get().date_of_birth)

    assert tell_of_rights(today=later - timedelta(days=20)) == 4


def test_whoever_came_after_the_day_is_told_nothing_of_it(sky):
    connection(sky, user(Role.PARENT_CARER))

    assert tell_of_rights(today=timezone.localdate()) == 0


def test_the_day_is_recorded_for_each_parent_once(wren, near):
    day = rights_pass_on(wren.date_of_birth) + timedelta(days=1)
    Agreement.objects.create(connection=near["parent"], sight="plan", basis="agreed", may_see=True)

    for _ in range(2):
        tell_of_rights(today=day)

    rows = AuditRow.objects.filter(action="people.rights_passed").order_by("thing_id")
    assert {row.thing_id: row.facts["still_sees"] for row in rows} == {
        str(near["parent"].pk): ["plan"],
        str(near["apart"].pk): [],
    }


def test_the_daily_task_runs_on_an_empty_site():
    tell_of_rights_daily.enqueue()

    assert not RightsTold.objects.exists()


def test_only_the_young_person_chooses_and_a_change_of_mind_is_a_new_row(sky):
    parent = user(Role.PARENT_CARER)
    place = connection(sky, parent)
    choose = {"young_person": sky, "connection": place, "sight": Sight.PLAN}

    for by in (parent, user(Role.CO_ORDINATOR)):
        with pytest.raises(Refused):
            choose_sight(**choose, may_see=True, by=by)
    for may_see in (True, True, False):
        choose_sight(**choose, may_see=may_see, by=sky.user)

    assert [row.may_see for row in Agreement.objects.order_by("pk")] == [True, False]
    assert sights_of(parent, sky, timezone.localdate()) == frozenset()
    facts = [row.facts["may_see"] for row in AuditRow.objects.filter(action="people.parents_sight_set")]
    assert facts == [1, 0]


def test_choices_begin_a_year_before_and_count_from_the_day(wren, near, time_machine):
    passes_on = rights_pass_on(wren.date_of_birth)
    choose = {"young_person": wren, "connection": near["parent"], "sight": Sight.PLAN, "by": wren.user}
    time_machine.move_to(passes_on - timedelta(days=400))
    with pytest.raises(Refused):
        choose_sight(**choose, may_see=True)
    time_machine.move_to(passes_on - timedelta(days=300))
    choose_sight(**choose, may_see=True)

    parent = near["parent"].user
    assert sights_of(parent, wren, passes_on) == frozenset(Sight)
    assert sights_of(parent, wren, passes_on + timedelta(days=1)) == {Sight.PLAN}


def test_choosing_about_somebody_elses_parent_is_refused(sky, wren, near):
    with pytest.raises(Refused):
        choose_sight(young_person=sky, connection=near["parent"], sight=Sight.PLAN, may_see=True, by=sky.user)


@pytest.fixture
def decision(sky) -> dict:
    keeper = user(Role.CO_ORDINATOR)
    connection(sky, keeper, Connection.Kind.CO_ORDINATOR)
    return {
        "connection": connection(sky, user(Role.PARENT_CARER)),
        "sight": Sight.PLAN,
        "may_see": True,
        "reason": "Decided with Sky, the school nurse and an advocate",
        "until": timezone.localdate() + timedelta(days=90),
        "by": keeper,
    }


def test_a_capacity_decision_opens_one_purpose_until_its_end(sky, decision):
    decide_capacity(**decision)
    today, parent = timezone.localdate(), decision["connection"].user

    assert sights_of(parent, sky, today) == {Sight.PLAN}
    assert sights_of(parent, sky, decision["until"]) == frozenset()
    row = AuditRow.objects.get(action="people.parents_sight_set")
    assert (row.actor, row.facts["basis"]) == (decision["by"].pk, "capacity")
    assert Notice.objects.filter(recipient=sky.user, kind="people.choice-made").exists()

    decide_capacity(**{**decision, "may_see": False, "until": None})

    assert sights_of(parent, sky, today) == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "  "},
        {"until": None},
        {"until": date(2020, 1, 1)},
        {"until": date(2100, 1, 1)},
    ],
    ids=["no reason", "no end", "an end gone by", "an end far off"],
)
def test_a_capacity_decision_needs_a_reason_and_an_end_within_a_year(change, decision):
    with pytest.raises(Refused):
        decide_capacity(**{**decision, **change})

    assert not Agreement.objects.exists()


def test_a_capacity_decision_is_for_staff_of_this_circle_and_never_a_parent(sky, decision):
    both = user(Role.CO_ORDINATOR)
    connection(sky, both, Connection.Kind.CO_ORDINATOR)
    connection(sky, both)

    for by in (decision["connection"].user, user(Role.CO_ORDINATOR), sky.user, both):
        with pytest.raises(Refused):
            decide_capacity(**{**decision, "by": by})


def test_the_young_person_sees_a_decision_beside_their_own_no(sky, decision):
    choose_sight(
        young_person=sky,
        connection=decision["connection"],
        sight=Sight.PLAN,
        may_see=False,
        by=sky.user,
    )
    decide_capacity(**decision)

    (row,) = choices_of(sky, timezone.localdate())
    plan = next(one for one in row if one.sight == Sight.PLAN)
    assert (plan.said, plan.decision.reason) == (False, decision["reason"])
