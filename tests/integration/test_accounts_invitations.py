"""Inviting people to a role, taking an invitation up, and every way to misuse one; ending roles."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from localoffer.actions import ensure_groups
from portal.access.roles import Role
from portal.accounts.actions import (
    Refused,
    accept_invitation,
    cancel_invitation,
    end_role,
    follow_all_roles,
    give_role,
    invite,
    take_away_second_step,
)
from portal.accounts.models import Invitation, Membership, Organisation, User
from portal.audit.models import AuditRow
from tests.integration.account_steps import mailed_code, mailed_link, post, with_app
from tests.people_factories import organisation, sign_in_fully, user

pytestmark = pytest.mark.django_db

PEOPLE, INVITE = "/people-and-roles/", "/people-and-roles/invite/"
ADDRESS = "kim@larkshire.example"


@pytest.fixture
def council() -> Organisation:
    return organisation("council", "Larkshire Council")


@pytest.fixture
def administrator(council: Organisation) -> User:
    return user(role=Role.ADMINISTRATOR, organisation=council)


@pytest.fixture
def co_ordinator(council: Organisation) -> User:
    return user(role=Role.CO_ORDINATOR, organisation=council)


@pytest.fixture
def link(co_ordinator: User, django_capture_on_commit_callbacks) -> str:
    """The link in a mail that invites a parent."""
    with django_capture_on_commit_callbacks(execute=True):
        invite(email=ADDRESS, role=Role.PARENT_CARER, organisation=None, by=co_ordinator)
    return mailed_link("invitation")


def secret_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_parent_comes_in_by_invitation_and_code(
    client: Client, link: str, django_capture_on_commit_callbacks
) -> None:
    assert mail.outbox[-1].to == [ADDRESS]
    assert "parent" not in mail.outbox[-1].body.lower()
    assert "Parent carer" in client.get(link).content.decode()

    sent = post(django_capture_on_commit_callbacks, client, link, {})
    done = client.post(sent.headers["Location"], {"code": mailed_code(), "next": link})
    assert done.headers["Location"] == link
    assert "Yes, join" in client.get(link).content.decode()
    joined = client.post(link)

    person = User.objects.get(email=ADDRESS)
    assert "Parent carer" in client.get(joined.headers["Location"]).content.decode()
    assert person.roles == {Role.PARENT_CARER}
    assert client.get(link).status_code == 410


def test_only_a_hash_of_the_link_is_kept(link: str) -> None:
    kept = Invitation.objects.values().get()

    assert secret_of(link) not in str(kept)
    assert ADDRESS not in str(list(AuditRow.objects.values()))


def test_invitation_for_somebody_who_has_an_account_answers_the_same(
    co_ordinator: User, django_capture_on_commit_callbacks
) -> None:
    answers = []
    for email in (user().email, ADDRESS):
        with django_capture_on_commit_callbacks(execute=True):
            invite(email=email, role=Role.PARENT_CARER, organisation=None, by=co_ordinator)
        link = mailed_link("invitation")
        sent = post(django_capture_on_commit_callbacks, Client(), link, {})
        answers.append(sent.headers["Location"].replace(link, ""))

    assert answers[0] == answers[1]


def test_used_invitation_gives_nothing_more(client: Client, link: str) -> None:
    person = user(email=ADDRESS)
    accept_invitation(secret=secret_of(link), by=person)

    with pytest.raises(Refused, match="has been used"):
        accept_invitation(secret=secret_of(link), by=person)

    assert client.post(link).status_code == 410
    assert Membership.objects.filter(user=person).count() == 1


def test_invitation_that_has_run_out_gives_nothing(client: Client, link: str) -> None:
    person = user(email=ADDRESS)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        with pytest.raises(Refused, match="has run out"):
            accept_invitation(secret=secret_of(link), by=person)
        sign_in_fully(client, person)
        answer = client.post(link)

    assert answer.status_code == 410
    assert "has run out" in answer.content.decode()
    assert not person.memberships.exists()


def test_cancelled_invitation_gives_nothing(client: Client, link: str, co_ordinator: User) -> None:
    person = user(email=ADDRESS)
    cancel_invitation(invitation=Invitation.objects.get(), by=co_ordinator)

    with pytest.raises(Refused, match="taken back"):
        accept_invitation(secret=secret_of(link), by=person)

    assert "taken back" in client.get(link).content.decode()


def test_invitation_to_another_address_gives_nothing(client: Client, link: str) -> None:
    other = user()
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(secret=secret_of(link), by=other)
    sign_in_fully(client, other)

    assert "another address" in client.get(link).content.decode()
    assert client.post(link).headers["Location"] == link
    assert not other.memberships.exists()


def test_invitation_to_an_address_that_is_not_confirmed_gives_nothing(link: str) -> None:
    person = user(email=ADDRESS, has_confirmed=False)

    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(secret=secret_of(link), by=person)


def test_link_that_was_never_sent_is_not_there(client: Client) -> None:
    assert client.get("/invitation/never-sent/").status_code == 404
    assert client.post("/invitation/never-sent/").status_code == 404


def test_newer_invitation_to_the_same_role_ends_the_older(link: str, co_ordinator: User) -> None:
    invite(email=ADDRESS, role=Role.PARENT_CARER, organisation=None, by=co_ordinator)

    with pytest.raises(Refused, match="taken back"):
        accept_invitation(secret=secret_of(link), by=user(email=ADDRESS))


@pytest.mark.parametrize(
    ("inviter", "role", "may"),
    [
        (Role.CO_ORDINATOR, Role.PARENT_CARER, True),
        (Role.CO_ORDINATOR, Role.YOUNG_PERSON, True),
        (Role.CO_ORDINATOR, Role.SAFETY_LEAD, False),
        (Role.CO_ORDINATOR, Role.ADMINISTRATOR, False),
        (Role.ADMINISTRATOR, Role.SAFETY_LEAD, True),
        (Role.ADMINISTRATOR, Role.ADMINISTRATOR, True),
        (Role.ADMINISTRATOR, Role.PARENT_CARER, False),
        (Role.EDITOR, Role.EDITOR, False),
        (Role.PARENT_CARER, Role.PARENT_CARER, False),
        (None, Role.PARENT_CARER, False),
    ],
)
def test_role_is_given_only_by_those_who_may_invite_to_it(
    council: Organisation, inviter: Role | None, role: Role, may: bool
) -> None:
    by = user(role=inviter)
    body = None if role in {Role.PARENT_CARER, Role.YOUNG_PERSON} else council
    if may:
        assert invite(email=ADDRESS, role=role, organisation=body, by=by).role == role
        return
    with pytest.raises(PermissionDenied):
        invite(email=ADDRESS, role=role, organisation=body, by=by)
    assert not Invitation.objects.exists()


def test_nobody_invites_themselves(administrator: User, council: Organisation) -> None:
    with pytest.raises(Refused):
        invite(email=administrator.email or "", role=Role.SAFETY_LEAD, organisation=council, by=administrator)


@pytest.mark.parametrize(
    ("role", "kind"), [(Role.FORUM_REP, "council"), (Role.EDITOR, None), (Role.ADVOCATE, "forum")]
)
def test_role_and_organisation_must_fit(administrator: User, role: Role, kind: str | None) -> None:
    with pytest.raises(Refused):
        invite(email=ADDRESS, role=role, organisation=organisation(kind) if kind else None, by=administrator)


def test_roles_bring_the_groups_of_the_admin_and_end_with_them(
    administrator: User, council: Organisation
) -> None:
    editors, providers = ensure_groups()
    person = user()

    held = give_role(user=person, role=Role.EDITOR, organisation=council, by=administrator)
    assert list(person.groups.all()) == [editors]
    provider = organisation("provider")
    give_role(user=person, role=Role.PROVIDER, organisation=provider, by=administrator)
    assert set(person.groups.all()) == {editors, providers}
    end_role(membership=held, by=administrator)

    assert list(person.groups.all()) == [providers]
    assert User.objects.get(pk=person.pk).roles == {Role.PROVIDER}


def test_role_that_begins_tomorrow_brings_its_group_tomorrow(
    administrator: User, council: Organisation
) -> None:
    ensure_groups()
    person, tomorrow = user(), timezone.localdate() + timedelta(days=1)
    give_role(user=person, role=Role.EDITOR, organisation=council, by=administrator, starts=tomorrow)
    assert not person.groups.exists()

    follow_all_roles(on=tomorrow)

    assert person.groups.get().name == "Local Offer editors"


def test_role_is_held_once_and_not_given_to_oneself(administrator: User, council: Organisation) -> None:
    person = user()
    give_role(user=person, role=Role.EDITOR, organisation=council, by=administrator)

    with pytest.raises(Refused):
        give_role(user=person, role=Role.EDITOR, organisation=council, by=administrator)
    with pytest.raises(Refused):
        give_role(user=administrator, role=Role.SAFETY_LEAD, organisation=council, by=administrator)
    with pytest.raises(PermissionDenied):
        give_role(user=user(), role=Role.EDITOR, organisation=council, by=person)


def test_last_administrator_cannot_leave_by_mistake(administrator: User) -> None:
    with pytest.raises(Refused):
        end_role(membership=administrator.memberships.get(), by=administrator)


def test_every_act_is_recorded_in_order(administrator: User, council: Organisation) -> None:
    made = invite(email=ADDRESS, role=Role.EDITOR, organisation=council, by=administrator)
    cancel_invitation(invitation=made, by=administrator)
    held = give_role(user=user(), role=Role.EDITOR, organisation=council, by=administrator)
    end_role(membership=held, by=administrator)

    acts = list(AuditRow.objects.order_by("number").values_list("action", "actor"))
    names = ["invited", "invitation_cancelled", "role_given", "role_ended"]
    assert acts == [(f"accounts.{name}", administrator.pk) for name in names]


def test_lost_second_step_is_taken_away_and_all_browsers_signed_out(
    administrator: User, council: Organisation
) -> None:
    person = with_app(user(role=Role.EDITOR, organisation=council))

    take_away_second_step(user=person, by=administrator)

    assert not person.authenticator_set.exists()
    with pytest.raises(PermissionDenied):
        take_away_second_step(user=administrator, by=person)


def test_people_and_roles_are_there_for_those_who_look_after_them_only(
    client: Client, administrator: User, co_ordinator: User
) -> None:
    pages = [PEOPLE, INVITE, f"{PEOPLE}roles/{administrator.memberships.get().pk}/end/"]
    for other in (user(role=Role.EDITOR), user(role=Role.PARENT_CARER), user()):
        sign_in_fully(client, other)
        assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    sign_in_fully(client, co_ordinator)
    assert [client.get(page).status_code for page in pages] == [200, 200, 404]
    sign_in_fully(client, administrator)
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]


def test_screen_invites_shows_and_takes_back(
    client: Client, administrator: User, council: Organisation, django_capture_on_commit_callbacks
) -> None:
    sign_in_fully(client, administrator)
    assert "Which organisation do they work for? (optional)" not in client.get(INVITE).content.decode()
    wrong = client.post(INVITE, {"email": ADDRESS, "role": "editor", "organisation": ""})
    assert wrong.status_code == 422
    assert ADDRESS in wrong.content.decode()
    assert "Choose an answer: Which organisation" in wrong.content.decode()
    forbidden = client.post(INVITE, {"email": ADDRESS, "role": "parent-carer", "organisation": ""})
    assert forbidden.status_code == 422

    data = {"email": ADDRESS, "role": "editor", "organisation": council.pk}
    done = post(django_capture_on_commit_callbacks, client, INVITE, data)
    assert done.headers["Location"] == PEOPLE
    page = client.get(PEOPLE).content.decode()
    assert "Waiting" in page
    assert ADDRESS in page

    made = Invitation.objects.get()
    client.post(f"{PEOPLE}invitations/{made.pk}/cancel/")
    assert "Taken back" in client.get(PEOPLE).content.decode()


def test_administrator_invites_for_an_organisation_that_is_not_in_the_list(
    client: Client, administrator: User, django_capture_on_commit_callbacks
) -> None:
    sign_in_fully(client, administrator)
    new = {"new_organisation": "Larkshire Parent Carer Forum", "new_kind": "forum"}
    data = {"email": ADDRESS, "role": "forum-rep", "organisation": "", **new}

    done = post(django_capture_on_commit_callbacks, client, INVITE, data)

    assert done.headers["Location"] == PEOPLE
    made = Invitation.objects.get()
    assert made.organisation is not None
    assert (made.organisation.name, made.organisation.kind) == ("Larkshire Parent Carer Forum", "forum")
    again = {**data, "email": "lee@larkshire.example", "new_organisation": " larkshire parent carer FORUM "}
    post(django_capture_on_commit_callbacks, client, INVITE, again)
    assert Organisation.objects.filter(kind="forum").count() == 1
    assert Invitation.objects.filter(organisation=made.organisation).count() == 2


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"new_kind": ""}, "Choose what kind of organisation it is"),
        ({"new_kind": "nonsense"}, "Select a valid choice"),
        ({"new_kind": "school"}, "do not go together"),
        ({"new_organisation": "x" * 201}, "200"),
        ({"organisation": "in the list"}, "Choose one from the list, or write a new one. Not both"),
    ],
)
def test_new_organisation_that_does_not_do_makes_none(
    client: Client, administrator: User, council: Organisation, said: dict[str, str], told: str
) -> None:
    sign_in_fully(client, administrator)
    data = {
        "email": ADDRESS,
        "role": "forum-rep",
        "new_organisation": "The Forum",
        "new_kind": "forum",
        **said,
    }
    if said.get("organisation"):
        data["organisation"] = str(council.pk)

    answer = client.post(INVITE, data)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Organisation.objects.count() == 1
    assert not Invitation.objects.exists()


def test_co_ordinator_invites_families_and_those_near_them_and_nobody_else(
    client: Client, co_ordinator: User, administrator: User, council: Organisation
) -> None:
    sign_in_fully(client, co_ordinator)
    invite(email="else@larkshire.example", role=Role.SUPPORTER, organisation=council, by=administrator)
    school = {"new_organisation": "Reedmere School", "new_kind": "school"}

    for said in ({"role": "parent-carer"}, {"role": "supporter", **school}):
        assert client.post(INVITE, {"email": ADDRESS, **said}).status_code == 302
    for said in ({"role": "parent-carer", **school}, {"role": "supporter"}, {"role": "editor"}):
        assert client.post(INVITE, {"email": ADDRESS, **said}).status_code == 422

    assert 'value="forum"' not in client.get(INVITE).content.decode()
    shown = client.get(PEOPLE).content.decode()
    assert shown.count(ADDRESS) >= 2
    assert "else@larkshire.example" not in shown
    assert [
        str(one.organisation or "") for one in Invitation.objects.filter(email=ADDRESS).order_by("pk")
    ] == [
        "",
        "Reedmere School",
    ]


def test_welcome_leads_on_to_what_is_ones_own(client: Client, council: Organisation) -> None:
    sign_in_fully(client, user(role=Role.PARENT_CARER))

    assert 'href="/my-family/"' in client.get("/welcome/").content.decode().partition("<h1>")[2]


def test_welcome_without_a_role_has_no_broken_sentence(client: Client) -> None:
    client.force_login(user(role=Role.PARENT_CARER))
    assert "You are here as" in client.get("/welcome/").content.decode()

    client.force_login(user(role=None))
    assert "You are here as" not in client.get("/welcome/").content.decode()


def test_co_ordinator_sees_own_invitations_and_no_list_of_people(
    client: Client, co_ordinator: User, council: Organisation, link: str
) -> None:
    other = user(role=Role.CO_ORDINATOR, organisation=council)
    invite(email="other@larkshire.example", role=Role.PARENT_CARER, organisation=None, by=other)
    user(role=Role.PARENT_CARER, email="parent@larkshire.example")
    sign_in_fully(client, co_ordinator)

    page = client.get(PEOPLE).content.decode()

    assert ADDRESS in page
    assert "other@larkshire.example" not in page
    assert "parent@larkshire.example" not in page
    assert "Who holds which role" not in page


def test_administrator_finds_and_ends_a_role(
    client: Client, administrator: User, council: Organisation
) -> None:
    person = user(role=Role.EDITOR, organisation=council)
    user(role=Role.PARENT_CARER, email="parent@larkshire.example")
    sign_in_fully(client, administrator)

    assert "parent@larkshire.example" not in client.get(PEOPLE).content.decode()
    found = client.get(f"{PEOPLE}?words=offer+editor").content.decode()
    assert person.email in found
    assert "1 role found" in found
    client.post(f"{PEOPLE}roles/{person.memberships.get().pk}/end/")

    assert User.objects.get(pk=person.pk).roles == frozenset()
    lost = f"{PEOPLE}people/{administrator.pk}/lost-second-step/"
    assert client.get(lost).status_code == 200
    client.post(lost)
    assert "cannot change your own" in client.get(PEOPLE).content.decode()


def test_list_of_people_takes_as_many_queries_for_many(
    client: Client, administrator: User, council: Organisation, django_assert_max_num_queries
) -> None:
    for _ in range(20):
        user(role=Role.EDITOR, organisation=council)
        invite(email=f"{_}{ADDRESS}", role=Role.EDITOR, organisation=council, by=administrator)
    sign_in_fully(client, administrator)

    with django_assert_max_num_queries(12):
        client.get(PEOPLE)
