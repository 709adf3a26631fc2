"""What somebody may try: another's things by their number, a place that should be over, another's account."""

import re
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.roles import Role
from portal.accounts.actions import Refused, accept_invitation, invite
from portal.accounts.models import Invitation, OutgoingMail, User
from portal.audit.models import AuditRow
from portal.people.actions import answer_invitation, ask_in, make_card
from portal.people.card_session import CARD, UNTIL
from portal.people.models import CircleInvitation, Connection, PictureCard, Sight, Telling
from tests.people_factories import born, connection, organisation, sign_in_fully, user, young_person

pytestmark = pytest.mark.django_db
Kind = Connection.Kind


def signed_in(person: User) -> Client:
    return sign_in_fully(Client(), person)


@pytest.fixture
def family():
    """Robin and the two parents who are kept apart."""
    robin = young_person(user=user(role=Role.YOUNG_PERSON))
    mum, dad = user(role=Role.PARENT_CARER), user(role=Role.PARENT_CARER)
    places = connection(robin, mum, relation="Mum"), connection(robin, dad, relation="Dad", kept_apart=True)
    return robin, mum, dad, places


def card_of(young_person, made_by):
    return PictureCard.objects.create(
        young_person=young_person,
        secret_hash=uuid4().hex,
        picture="star",
        made_by=made_by,
        made_as=Kind.PARENT,
        runs_out_at=timezone.now() + timedelta(days=9),
    )


def invitation_by(young_person, parent):
    return CircleInvitation.objects.create(
        young_person=young_person, email="aunt@larkshire.example", kind=Kind.SUPPORTER, asked_by=parent
    )


def of_circle(young_person):
    """Every page of a circle that is named by the young person's number."""
    names = (
        "family-record",
        "ask",
        "who-looked",
        "rights",
        "settings-for",
        "tellings",
        "tell",
        "cards",
        "record",
    )
    return [reverse(f"people:{name}", kwargs={"uuid": young_person.uuid}) for name in names]


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.CO_ORDINATOR, Role.ADVOCATE, Role.ADVICE_SERVICE])
def test_staff_whose_role_has_ended_open_nothing_though_their_place_is_open(role):
    robin, left = young_person(), user(role=role)
    connection(robin, left, kind=role.value)
    left.memberships.update(starts=timezone.localdate() - timedelta(days=9), ends=timezone.localdate())

    answers = {path: signed_in(left).get(path).status_code for path in of_circle(robin)}

    assert set(answers.values()) == {404}, answers
    assert not AuditRow.objects.filter(is_look=True).exists()


def test_things_of_another_family_do_not_open_under_ones_own(family):
    robin, mum, _, _ = family
    wren, keeper = young_person(known_as="Wren"), user(role=Role.CO_ORDINATOR)
    connection(robin, keeper, Kind.CO_ORDINATOR)
    other_parent = user(role=Role.PARENT_CARER)
    place, card, asked = (
        connection(wren, other_parent),
        card_of(wren, other_parent),
        invitation_by(wren, other_parent),
    )
    for person in (mum, keeper):
        browser = signed_in(person)
        for name, sent in (
            ("end", {"place": place.pk}),
            ("card-cancel", {"card": card.pk}),
            ("take-back", {"invitation": str(asked.uuid)}),
        ):
            path = reverse(f"people:{name}", kwargs={"uuid": robin.uuid})
            assert browser.post(path, sent).status_code == 404, (name, person)
        for name in ("place-change", "place-confirm", "place-capacity"):
            path = reverse(f"people:{name}", kwargs={"uuid": robin.uuid, "place": place.pk})
            assert browser.get(path).status_code == 404, (name, person)

    for row in (place, card, asked):
        row.refresh_from_db()
    assert (place.ends, card.cancelled_at, asked.outcome) == (None, None, "")


def test_what_a_parent_kept_apart_holds_is_not_there_for_the_other(family):
    robin, mum, dad, (mums_place, _) = family
    card, asked = card_of(robin, mum), invitation_by(robin, mum)
    browser = signed_in(dad)

    for name, sent in (
        ("end", {"place": mums_place.pk}),
        ("card-cancel", {"card": card.pk}),
        ("take-back", {"invitation": str(asked.uuid)}),
    ):
        told = [
            browser.post(reverse(f"people:{name}", kwargs={"uuid": robin.uuid}), what)
            for what in (sent, {key: "999999" for key in sent})
        ]
        # The same answer, word for word, as for what nobody has.
        assert [answer.status_code for answer in told] == [404, 404], name
        assert told[0].content == told[1].content, name

    card.refresh_from_db()
    assert card.cancelled_at is None


def test_pages_for_one_parent_do_not_change_when_the_other_acts(family):
    robin, mum, dad, _ = family
    browser = signed_in(dad)
    paths = [path for path in of_circle(robin) if browser.get(path).status_code == 200]

    before = {path: words_of(browser.get(path)) for path in paths}
    invitation_by(robin, mum)
    card_of(robin, mum)
    hers = signed_in(mum)
    for path in of_circle(robin):
        hers.get(path)

    assert len(paths) > 3
    assert {path: words_of(browser.get(path)) for path in paths} == before


def words_of(answer):
    """The page without what differs on every answer."""
    text = answer.content.decode()
    return "\n".join(
        line for line in text.splitlines() if "csrfmiddlewaretoken" not in line and "token" not in line
    )


def test_a_card_opens_no_copy_of_what_is_held_and_no_account(family):
    robin, mum, _, _ = family
    card, tablet = card_of(robin, mum), Client()
    tablet.force_login(robin.user)
    session = tablet.session
    session[CARD], session[UNTIL] = card.pk, time.time() + 600
    session.save()

    for path in ("/my-account/what-you-hold/", "/my-account/what-you-hold/copy/", "/my-account/"):
        assert tablet.get(path).status_code == tablet.post(path).status_code == 404
    assert tablet.get("/my-space/").status_code == 200
    PictureCard.objects.update(cancelled_at=timezone.now())
    assert tablet.get("/my-space/").status_code == 302
    assert "_auth_user_id" not in tablet.session


def test_nobody_gets_into_anothers_account_through_the_admin(family):
    robin, mum, _, _ = family
    admin = signed_in(user(role=Role.ADMINISTRATOR, is_superuser=True, is_staff=True))
    email = mum.email
    form = {"email": "mine@larkshire.example", "first_name": "M", "last_name": "M", "mark_as_active": "False"}

    for path in (
        f"/cms/users/edit/{mum.pk}/",
        f"/cms/users/delete/{mum.pk}/",
        f"/cms/bulk/accounts/user/delete/?id={mum.pk}",
        f"/cms/bulk/accounts/user/set_active_state/?id={mum.pk}",
        "/cms/users/new/",
    ):
        assert admin.post(path, form).status_code == 302, path

    mum.refresh_from_db()
    assert (mum.email, mum.is_active) == (email, True)
    assert not User.objects.filter(email="mine@larkshire.example").exists()
    assert robin.circle.filter(user=mum).exists()


def test_erasing_and_copying_ask_again_who_it_is(family):
    robin, _, _, _ = family
    desk = user(role=Role.ADMINISTRATOR)
    browser = signed_in(desk)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time() - 4000}]
    session.save()

    for name in ("copy", "erase"):
        path = reverse(f"datarights:{name}", kwargs={"key": f"record-{robin.pk}"})
        for answer in (browser.get(path), browser.post(path, {"is_sure": "on"})):
            assert answer.status_code == 302
            assert answer.headers["Location"] != path

    robin.refresh_from_db()


@pytest.fixture
def keeper(family):
    """Whoever keeps Robin's record."""
    made = user(role=Role.CO_ORDINATOR)
    connection(family[0], made, Kind.CO_ORDINATOR)
    return made


def test_nobody_but_who_asked_reads_the_address_of_somebody_asked_in(family, keeper):
    robin, mum, dad, _ = family
    ask = {"young_person": robin, "kind": Kind.PARENT, "sees": ["basics"], "by": keeper}
    ask_in(email="apart@larkshire.example", kept_apart=True, **ask)
    ask_in(email=dad.email, **ask)
    ask_in(email="nan@larkshire.example", **ask)
    page = reverse("people:family-record", kwargs={"uuid": robin.uuid})

    mums, dads = (signed_in(person).get(page).text for person in (mum, dad))

    assert [mums.count("Asked, no answer yet"), dads.count("Asked, no answer yet")] == [1, 0]
    for address in ("apart@larkshire.example", dad.email, "nan@larkshire.example"):
        assert address not in mums + dads
    desk = signed_in(keeper).get(reverse("people:record", kwargs={"uuid": robin.uuid})).text
    assert desk.count("Asked, no answer yet") == 3
    assert "apart@larkshire.example" in desk


@pytest.mark.parametrize("answered", ["the first", "the parent's"])
def test_parents_stay_apart_whichever_invitation_is_answered(answered, keeper, family):
    robin, mum, _, _ = family
    new = user()
    ask = {"young_person": robin, "email": new.email, "kind": Kind.PARENT, "sees": []}
    first = ask_in(**ask, by=keeper if answered == "the first" else mum)
    ask_in(**ask, by=keeper, kept_apart=True)

    place = answer_invitation(invitation=first, accepts=True, by=new)

    assert place.kept_apart


@pytest.mark.parametrize("ends", ["place", "role", "account"])
def test_a_card_ends_with_the_right_of_whoever_made_it(ends, family):
    robin, *_ = family
    helper, tablet, today = user(role=Role.SUPPORTER), Client(), timezone.localdate()
    place = connection(robin, helper, Kind.SUPPORTER, starts=today - timedelta(days=9))
    _card, secret = make_card(young_person=robin, by=helper, picture="bus")
    assert tablet.post(f"/card/{secret}/").status_code == 302

    if ends == "place":
        Connection.objects.filter(pk=place.pk).update(ends=today)
    if ends == "role":
        helper.memberships.update(starts=today - timedelta(days=9), ends=today)
    if ends == "account":
        User.objects.filter(pk=helper.pk).update(is_active=False)

    assert tablet.get("/my-space/").headers["Location"] == "/card/finished/"
    assert Client().get(f"/card/{secret}/").status_code == 404
    assert Client().post(f"/card/{secret}/").status_code == 404


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        (Role.PARENT_CARER, ["who-is-near-me", "what-others-told", "who-looked"]),
        (Role.SUPPORTER, ["what-others-told"]),
    ],
)
def test_a_card_opens_nothing_that_its_maker_may_not_read(role, closed, family):
    robin, *_ = family
    near = user(role=role)
    connection(robin, near, {Role.PARENT_CARER: Kind.PARENT}.get(role, role.value), sees=[Sight.PLAN])
    Telling.objects.create(
        young_person=robin, told_as="Teacher", happened_on=timezone.localdate(), what_happened="Laughed"
    )
    tablet, pages = Client(), ["who-is-near-me", "what-others-told", "who-looked", "my-cards"]
    tablet.post(f"/card/{make_card(young_person=robin, by=near, picture='bus')[1]}/")

    answers = {page: tablet.get(f"/my-space/{page}/").status_code for page in pages}
    front = tablet.get("/my-space/").text

    assert answers == {page: 404 if page in closed else 200 for page in pages}
    assert [page for page in pages if f"/my-space/{page}/" not in front] == closed
    own = signed_in(robin.user)
    assert {own.get(f"/my-space/{page}/").status_code for page in pages} == {200}


def test_after_rights_passed_a_parent_ends_the_place_of_nobody_else():
    sky, mum, helper = young_person(date_of_birth=born(18)), user(role=Role.PARENT_CARER), user(Role.ADVOCATE)
    mums = connection(sky, mum)
    mums.agreements.create(basis="agreed", sight=Sight.BASICS, may_see=True)
    place = connection(sky, helper, Kind.ADVOCATE, added_by=mum)
    browser = signed_in(mum)

    page = browser.get(reverse("people:family-record", kwargs={"uuid": sky.uuid}))
    answer = browser.post(reverse("people:end", kwargs={"uuid": sky.uuid}), {"place": place.pk})

    assert "End their place" not in page.text
    assert answer.status_code == 404
    place.refresh_from_db()
    assert place.ends is None


def test_somebody_asked_in_sees_no_more_than_the_asker_may_when_they_answer(family):
    robin, mum, _, (mums_place, _) = family
    helper = user(role=Role.SUPPORTER)
    asked = ask_in(
        young_person=robin, email=helper.email, kind=Kind.SUPPORTER, sees=["basics", "plan"], by=mum
    )
    Connection.objects.filter(pk=mums_place.pk).update(sees=["basics"])

    assert answer_invitation(invitation=asked, accepts=True, by=helper).sees == ["basics"]


def test_a_co_ordinator_who_is_a_parent_kept_apart_opens_no_page_about_the_other(family):
    robin, _mum, dad, (mums_place, _) = family
    dad.memberships.create(role=Role.CO_ORDINATOR)
    connection(robin, dad, Kind.CO_ORDINATOR)
    browser = signed_in(dad)

    for name in ("place-change", "place-confirm", "place-capacity"):
        path = reverse(f"people:{name}", kwargs={"uuid": robin.uuid, "place": mums_place.pk})
        assert browser.get(path).status_code == 404, name


def test_a_telling_sent_again_with_the_same_form_is_lost_only_where_it_says_the_same():
    robin, wren, helper = young_person(), young_person(known_as="Wren"), user(role=Role.SUPPORTER)
    for one in (robin, wren):
        connection(one, helper, Kind.SUPPORTER)
    today = timezone.localdate()
    told = {"uuid": str(uuid4()), "what_happened": "Robin laughed"}
    told |= {f"happened_on_{part}": getattr(today, part) for part in ("day", "month", "year")}
    browser = signed_in(helper)

    for one, words in ((robin, {}), (robin, {}), (wren, {}), (robin, {"what_happened": "And sang"})):
        path = reverse("people:tell", kwargs={"uuid": one.uuid})
        assert browser.post(path, told | words).status_code == 302

    kept = sorted(Telling.objects.values_list("young_person", "what_happened"))
    assert kept == sorted([(robin.pk, "Robin laughed"), (robin.pk, "And sang"), (wren.pk, "Robin laughed")])


def test_an_invitation_to_work_here_falls_with_the_role_of_whoever_sent_it():
    left, council = user(role=Role.ADMINISTRATOR), organisation()
    friend = user()
    invite(email=friend.email, role=Role.SAFETY_LEAD, organisation=council, by=left)
    link = re.search(r"/invitation/([^/]+)/", OutgoingMail.objects.get().body)
    left.memberships.update(starts=timezone.localdate() - timedelta(days=9), ends=timezone.localdate())

    with pytest.raises(Refused, match="taken back"):
        accept_invitation(secret=link[1], by=friend)

    assert signed_in(friend).post(link[0]).status_code == 410
    assert Invitation.objects.get().accepted_at is None
