"""The circle: asked in, confirmed, kept apart, changed and ended."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.access.roles import Role
from portal.accounts.models import User
from portal.audit.models import AuditRow
from portal.people.actions import (
    answer_invitation,
    ask_in,
    change_place,
    confirm_place,
    correct_record,
    end_place,
    make_record,
    take_back,
)
from portal.people.asking import kinds_to_ask
from portal.people.circle import circle_for, hidden_from, invitations_for
from portal.people.models import CircleInvitation, Connection, Sight, YoungPerson
from portal.people.refusals import Refused
from portal.people.rights import rights_pass_on
from portal.people.rules import sights_of
from portal.people.topics import may_join
from tests.people_factories import born, connection, user, young_person

pytestmark = pytest.mark.django_db
Kind = Connection.Kind


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def keeper() -> User:
    return user(Role.CO_ORDINATOR)


@pytest.fixture
def robin(keeper) -> YoungPerson:
    return make_record(known_as="Robin", date_of_birth=born(9), by=keeper)


def parent_in(young_person: YoungPerson, **fields) -> User:
    made = user(Role.PARENT_CARER)
    connection(young_person, made, **fields)
    return made


def test_make_record_puts_the_maker_in_the_circle_and_records_it(robin, keeper):
    assert sights_of(keeper, robin, today()) == frozenset(Sight)
    assert AuditRow.objects.get(action="people.record_made").young_person == robin.pk


def test_make_record_refused_for_others_and_for_impossible_ages(keeper):
    for by, birth in (
        (user(Role.SUPPORTER), born(9)),
        (keeper, today() + timedelta(days=1)),
        (keeper, born(40)),
    ):
        with pytest.raises(Refused):
            make_record(known_as="Robin", date_of_birth=birth, by=by)

    assert not YoungPerson.objects.exists()


def test_correcting_a_birthday_moves_the_day_rights_pass(robin, keeper):
    correct_record(young_person=robin, known_as="Rob", date_of_birth=date(2012, 9, 1), by=keeper)

    assert rights_pass_on(YoungPerson.objects.get().date_of_birth) == date(2029, 6, 29)
    assert AuditRow.objects.get(action="people.record_corrected").facts == {
        "changed": ["known_as", "date_of_birth"]
    }


def test_a_parent_asked_in_sees_nothing_until_staff_confirm(robin, keeper):
    parent = user()
    invitation = ask_in(
        young_person=robin, email=parent.email.upper(), kind=Kind.PARENT, sees=["plan"], by=keeper
    )
    place = answer_invitation(invitation=invitation, accepts=True, by=parent)

    assert sights_of(parent, robin, today()) == frozenset()
    with pytest.raises(Refused, match="what you checked"):
        confirm_place(connection=place, checked=" ", by=keeper)
    with pytest.raises(Refused):
        confirm_place(connection=place, checked="It is me", by=parent)

    confirm_place(connection=place, checked="Spoke by phone; saw the birth certificate", by=keeper)

    assert sights_of(parent, robin, today()) == {Sight.PLAN}
    assert Role.PARENT_CARER in User.objects.get(pk=parent.pk).roles
    row = AuditRow.objects.get(action="people.place_confirmed")
    assert (row.actor, row.young_person, row.facts) == (keeper.pk, robin.pk, {})


def test_a_co_ordinator_who_is_a_parent_cannot_confirm_whom_they_asked(robin, keeper):
    both = user(Role.CO_ORDINATOR)
    connection(robin, both)
    connection(robin, both, Kind.CO_ORDINATOR)
    place = connection(robin, user(), confirmed=False, added_by=both)

    with pytest.raises(Refused, match="Somebody else"):
        confirm_place(connection=place, checked="I know them", by=both)
    confirm_place(connection=place, checked="Saw a passport", by=keeper)


def test_asking_says_the_same_whether_or_not_the_address_is_user(robin, mailoutbox):
    parent, supporter = parent_in(robin), user(Role.SUPPORTER)
    asked = [
        ask_in(young_person=robin, email=email, kind=Kind.SUPPORTER, sees=["plan"], by=parent)
        for email in (supporter.email, "nobody-here@larkshire.example", supporter.email)
    ]

    assert asked[0] == asked[2]
    assert [one.outcome for one in asked] == ["", "", ""]
    assert not robin.circle.filter(user=supporter).exists()


def test_only_the_family_asks_in_the_advice_service(robin, keeper):
    parent = parent_in(robin)
    sky = young_person(date_of_birth=born(18), user=user())
    grown_parent = parent_in(sky)

    assert Kind.ADVICE_SERVICE not in kinds_to_ask(keeper, robin, today())
    assert Kind.ADVICE_SERVICE in kinds_to_ask(parent, robin, today())
    assert Kind.ADVICE_SERVICE in kinds_to_ask(sky.user, sky, today())
    assert kinds_to_ask(grown_parent, sky, today()) == []
    assert kinds_to_ask(user(Role.ADVICE_SERVICE), robin, today()) == []


def test_nobody_shows_more_than_they_may_see(robin):
    parent = parent_in(robin, sees=[Sight.PLAN])

    invitation = ask_in(
        young_person=robin,
        email="x@larkshire.example",
        kind=Kind.ADVOCATE,
        sees=list(Sight.values),
        by=parent,
    )

    assert invitation.sees == ["plan"]


def test_an_invitation_is_answered_by_its_own_confirmed_address_with_the_right_role(robin):
    parent, supporter, plain = parent_in(robin), user(Role.SUPPORTER), user()
    unsure = user(Role.SUPPORTER, has_confirmed=False)
    ask = {"young_person": robin, "kind": Kind.SUPPORTER, "sees": ["plan"], "by": parent}
    for_supporter = ask_in(email=supporter.email, **ask)

    with pytest.raises(CircleInvitation.DoesNotExist):
        answer_invitation(invitation=for_supporter, accepts=True, by=plain)
    with pytest.raises(CircleInvitation.DoesNotExist):
        answer_invitation(invitation=ask_in(email=unsure.email, **ask), accepts=True, by=unsure)
    with pytest.raises(Refused, match="invitation from the council"):
        answer_invitation(invitation=ask_in(email=plain.email, **ask), accepts=True, by=plain)
    answer_invitation(invitation=for_supporter, accepts=True, by=supporter)

    assert sights_of(supporter, robin, today()) == {Sight.PLAN}
    with pytest.raises(Refused):
        answer_invitation(invitation=for_supporter, accepts=True, by=supporter)


def test_an_invitation_falls_with_whoever_asked(robin, keeper):
    parent, supporter = parent_in(robin), user(Role.SUPPORTER)
    invitation = ask_in(young_person=robin, email=supporter.email, kind=Kind.SUPPORTER, sees=[], by=parent)

    end_place(connection=robin.circle.get(user=parent), by=keeper)

    invitation.refresh_from_db()
    assert invitation.outcome == CircleInvitation.Outcome.TAKEN_BACK


def test_no_and_taken_back_give_no_place(robin):
    parent, supporter = parent_in(robin), user(Role.SUPPORTER)
    ask = {"young_person": robin, "sees": ["plan"], "by": parent}
    no = ask_in(email=supporter.email, kind=Kind.SUPPORTER, **ask)
    back = ask_in(email="other@larkshire.example", kind=Kind.SUPPORTER, **ask)

    assert answer_invitation(invitation=no, accepts=False, by=supporter) is None
    with pytest.raises(Refused):
        take_back(invitation=back, by=supporter)
    take_back(invitation=back, by=parent)

    assert not robin.circle.filter(user=supporter).exists()
    assert not invitations_for(parent, robin).exists()


def test_parents_kept_apart_do_not_know_of_each_other(robin, keeper):
    one, other, third = parent_in(robin), parent_in(robin, kept_apart=True), parent_in(robin)
    asked = ask_in(young_person=robin, email="a@larkshire.example", kind=Kind.ADVOCATE, sees=[], by=other)

    def seen_by(reader):
        return {place.user for place in circle_for(reader, robin, today())}

    assert seen_by(one) == {one, third, keeper}
    assert seen_by(other) == {other, keeper}
    assert seen_by(keeper) == {one, other, third, keeper}
    assert hidden_from(other, robin) == {one.pk, third.pk}
    assert list(invitations_for(one, robin)) == []
    assert list(invitations_for(keeper, robin)) == [asked]


def test_they_stay_apart_after_one_has_gone(robin, keeper):
    one, other = parent_in(robin), parent_in(robin, kept_apart=True)
    end_place(connection=robin.circle.get(user=other), by=keeper)

    assert hidden_from(one, robin) == {other.pk}


def test_change_place_is_for_whoever_keeps_the_record(robin, keeper):
    parent = parent_in(robin)
    place = robin.circle.get(user=parent)
    change = {
        "connection": place,
        "sees": ["plan", "moon"],
        "kept_apart": True,
        "relation": "Mum",
        "ends": None,
    }

    with pytest.raises(Refused):
        change_place(**change, by=parent)
    with pytest.raises(Refused, match="last day"):
        change_place(**{**change, "ends": today()}, by=keeper)
    change_place(**change, by=keeper)

    place.refresh_from_db()
    assert (place.sees, place.kept_apart, place.relation) == (["plan"], True, "Mum")


def test_staff_narrow_what_the_advice_service_sees_and_never_widen_it(robin, keeper):
    place = connection(robin, user(Role.ADVICE_SERVICE), Kind.ADVICE_SERVICE, sees=[Sight.PLAN, Sight.VIEWS])

    change_place(
        connection=place, sees=["basics", "plan"], kept_apart=False, relation="", ends=None, by=keeper
    )

    assert Connection.objects.get(pk=place.pk).sees == ["plan"]


def test_only_those_near_hear_that_a_record_changed(robin, keeper):
    stranger = user(Role.CO_ORDINATOR)

    assert may_join(keeper, str(robin.uuid))
    assert not may_join(stranger, str(robin.uuid))
    assert not may_join(keeper, "not-a-number")


def test_a_place_ends_at_once_and_asking_again_is_harmless(robin):
    parent, supporter = parent_in(robin), user(Role.SUPPORTER)
    ours = connection(robin, supporter, Kind.SUPPORTER, added_by=parent)
    by_staff = connection(robin, user(Role.ADVOCATE), Kind.ADVOCATE)

    with pytest.raises(Refused):
        end_place(connection=by_staff, by=parent)
    for _ in range(2):
        end_place(connection=ours, by=parent)

    assert sights_of(supporter, robin, today()) == frozenset()
    assert AuditRow.objects.filter(action="people.place_ended").count() == 1


def test_the_young_persons_own_account_takes_over_from_a_cards(robin, keeper):
    own = user()
    invitation = ask_in(young_person=robin, email=own.email, kind="young-person", sees=[], by=keeper)

    answer_invitation(invitation=invitation, accepts=True, by=own)

    robin.refresh_from_db()
    assert robin.user == own
    assert User.objects.get(pk=own.pk).roles == {Role.YOUNG_PERSON}


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.CO_ORDINATOR, Role.PARENT_CARER])
def test_nobody_else_can_become_the_young_person(role, robin, keeper):
    somebody = user(role)
    invitation = ask_in(young_person=robin, email=somebody.email, kind="young-person", sees=[], by=keeper)

    with pytest.raises(Refused):
        answer_invitation(invitation=invitation, accepts=True, by=somebody)

    robin.refresh_from_db()
    assert robin.user is None
