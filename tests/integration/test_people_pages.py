"""Pages of families and of those who keep records: what each reader finds, and what comes of a form."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection as db
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.access.roles import Role
from portal.accounts.models import User
from portal.audit.models import AuditRow
from portal.inputs.models import AccessPreferences
from portal.notifications.models import Notice
from portal.people.actions import choose_sight
from portal.people.models import Agreement, CircleInvitation, Connection, Sight, Telling, YoungPerson
from portal.people.notices import ROLE_MISSING
from tests.people_factories import born, connection, sign_in_fully, user, young_person
from tests.reading_age import reading_age

pytestmark = pytest.mark.django_db
Kind = Connection.Kind
BIRTH = {
    "date_of_birth_day": "14",
    "date_of_birth_month": "3",
    "date_of_birth_year": str(timezone.localdate().year - 8),
}


def browser(person: User) -> Client:
    return sign_in_fully(Client(), person)


@pytest.fixture
def robin() -> YoungPerson:
    return young_person(user=user(email=None))


@pytest.fixture
def keeper(robin) -> User:
    made = user(Role.CO_ORDINATOR, first_name="Imani", last_name="Cole")
    connection(robin, made, Kind.CO_ORDINATOR)
    return made


@pytest.fixture
def mum(robin) -> User:
    made = user(Role.PARENT_CARER, first_name="Jo", last_name="Marsh")
    connection(robin, made, relation="Mum")
    return made


@pytest.fixture
def dad(robin) -> User:
    made = user(Role.PARENT_CARER, first_name="Lee", last_name="Dunn")
    connection(robin, made, relation="Dad", kept_apart=True)
    return made


def test_a_record_is_made_and_the_family_asked_in(keeper, mailoutbox):
    staff = browser(keeper)

    made = staff.post("/records/new/", {"known_as": "Wren", **BIRTH}, follow=True)
    wren = YoungPerson.objects.get(known_as="Wren")
    asked = staff.post(
        f"/circle/{wren.uuid}/ask/",
        {"kind": "parent", "email": "nan@larkshire.example", "sees": ["plan", "basics"]},
        follow=True,
    )

    assert made.redirect_chain == [(f"/records/{wren.uuid}/", 302)]
    assert "nan@larkshire.example" in asked.text
    invitation = CircleInvitation.objects.get()
    assert (invitation.sees, invitation.outcome) == (["basics", "plan"], "")


@pytest.mark.parametrize(
    "wrong", [{"known_as": ""}, {"date_of_birth_year": "1950"}, {"date_of_birth_month": "13"}]
)
def test_a_record_form_comes_back_with_what_was_typed(wrong, keeper):
    typed = {"known_as": "Wren of the Hill", **BIRTH, **wrong}

    page = browser(keeper).post("/records/new/", typed)

    assert page.status_code == 422
    assert "There is something to put right" in page.text
    assert f'value="{typed["date_of_birth_day"]}"' in page.text
    assert not YoungPerson.objects.filter(known_as=typed["known_as"]).exists()


def test_a_parent_answers_waits_is_checked_and_then_sees(robin, keeper):
    parent = user()
    staff, family = browser(keeper), browser(parent)
    staff.post(f"/circle/{robin.uuid}/ask/", {"kind": "parent", "email": parent.email, "sees": ["basics"]})
    invitation = CircleInvitation.objects.get()

    family.post("/circle/asked/", {"invitation": invitation.uuid, "answer": "yes"})
    waiting = family.get("/my-family/")
    place = robin.circle.get(user=parent)
    confirm = f"/records/{robin.uuid}/places/{place.pk}/confirm/"
    refused = staff.post(confirm, {"checked": ""})
    staff.post(confirm, {"checked": "Saw the passport and spoke to the school"})

    assert "Waiting for staff to check" in waiting.text
    assert robin.known_as not in waiting.text
    assert refused.status_code == 422
    assert robin.known_as in family.get("/my-family/").text
    assert family.get(f"/my-family/{robin.uuid}/").status_code == 200


def test_pages_for_a_parent_say_nothing_of_one_kept_apart(robin, keeper, mum, dad):
    browser(dad).get(f"/my-family/{robin.uuid}/")
    browser(dad).post(
        f"/circle/{robin.uuid}/ask/", {"kind": "advocate", "email": "advocate@larkshire.example"}
    )
    browser(dad).post(f"/circle/{robin.uuid}/cards/", {"picture": "bus", "asks_for": "", "minutes": "45"})
    for_mum, for_staff = browser(mum), browser(keeper)
    pages = [f"/my-family/{robin.uuid}/"] + [
        f"/circle/{robin.uuid}/{name}/"
        for name in ("who-looked", "rights", "what-others-told", "cards", "ask")
    ]

    seen = "".join(for_mum.get(path).text for path in pages)
    place = robin.circle.get(user=dad)

    for word in ("Dad", "Lee", "Dunn", dad.email, "advocate@larkshire.example", "kept apart", "Kept apart"):
        assert word not in seen
    assert "Made on" not in seen
    assert for_mum.post(f"/circle/{robin.uuid}/end/", {"place": place.pk}).status_code == 404
    assert "Kept apart" in for_staff.get(f"/records/{robin.uuid}/").text
    assert "Dad" in for_staff.get(f"/circle/{robin.uuid}/who-looked/").text


def test_looks_of_one_kept_apart_are_not_denied(robin, mum, dad):
    browser(dad).get(f"/my-family/{robin.uuid}/")

    said = browser(mum).get(f"/circle/{robin.uuid}/who-looked/").text

    assert "a look can be left out to keep somebody safe" in said
    assert "Nobody else has looked" not in said
    assert "veryone" not in said


def test_own_place_is_left_only_after_a_word_of_what_it_means(robin, mum, keeper):
    circle = f"/my-family/{robin.uuid}/"
    page = BeautifulSoup(browser(mum).get(circle).text, "html.parser")
    leaving = page.find("button", string="Yes, leave this circle")
    assert "somebody must ask you in again" in leaving.find_parent("details").get_text()

    sent = {"place": leaving["value"]}
    left = browser(mum).post(f"/circle/{robin.uuid}/end/", sent, follow=True).text

    assert "You have left the circle" in left
    assert browser(mum).get(circle).status_code == 404


def test_cards_and_settings_lead_back_and_a_parent_is_not_sent_to_tell(robin, mum):
    pages = {
        name: BeautifulSoup(browser(mum).get(f"/circle/{robin.uuid}/{name}/").text, "html.parser").main
        for name in ("cards", "how-they-use-this-site")
    }

    for page in pages.values():
        assert page.find("a", href=f"/my-family/{robin.uuid}/")
    assert "own name" not in pages["cards"].get_text()


def test_days_before_the_record_was_made_are_not_said_to_be_done(mum):
    sky = young_person(known_as="Sky", date_of_birth=born(18), user=user())
    place = connection(sky, mum)
    choose_sight(young_person=sky, connection=place, sight=Sight.BASICS, may_see=True, by=sky.user)

    page = browser(mum).get(f"/circle/{sky.uuid}/rights/").text
    circle = browser(mum).get(f"/my-family/{sky.uuid}/").text

    assert ", past" in page
    assert ", done" not in page
    assert "Sky says what they see, thing by thing." in circle


def test_how_notices_come_is_chosen_before_the_first_one(robin, mum, keeper):
    asked = {}
    for person in (mum, keeper):
        page = BeautifulSoup(browser(person).get("/notices/choices/").text, "html.parser")
        asked[person] = [label.text.strip() for label in page.select("main label")]

    assert "A young person will decide for themselves" in asked[mum]
    assert "A place waits for you to confirm it" not in asked[mum]
    assert "A place waits for you to confirm it" in asked[keeper]


def test_addresses_show_to_whoever_keeps_the_record_and_to_nobody_else(robin, keeper, mum):
    supporter = user(Role.SUPPORTER)
    connection(robin, supporter, Kind.SUPPORTER)

    seen_by_staff = browser(keeper).get(f"/records/{robin.uuid}/").text
    others = [
        browser(mum).get(f"/my-family/{robin.uuid}/"),
        browser(supporter).get(f"/records/{robin.uuid}/"),
    ]

    assert mum.email in seen_by_staff
    for page in others:
        assert supporter.email not in page.text
        assert keeper.email not in page.text


def test_a_parent_brings_in_a_supporter_and_ends_it_at_once(robin, mum):
    supporter = user(Role.SUPPORTER)
    family, school = browser(mum), browser(supporter)
    family.post(
        f"/circle/{robin.uuid}/ask/", {"kind": "supporter", "email": supporter.email, "sees": ["basics"]}
    )
    school.post("/circle/asked/", {"invitation": CircleInvitation.objects.get().uuid, "answer": "yes"})
    assert school.get(f"/records/{robin.uuid}/").status_code == 200

    family.post(f"/circle/{robin.uuid}/end/", {"place": robin.circle.get(user=supporter).pk})

    assert school.get(f"/records/{robin.uuid}/").status_code == 404


def test_who_has_no_role_yet_is_told_what_to_do_and_so_is_the_co_ordinator(robin, mum, keeper):
    aunt, family, desk = user(), browser(mum), browser(keeper)
    assert "also needs an invitation from the council" in family.get(f"/circle/{robin.uuid}/ask/").text
    family.post(f"/circle/{robin.uuid}/ask/", {"kind": "supporter", "email": aunt.email, "sees": ["basics"]})
    sent = {"invitation": CircleInvitation.objects.get().uuid, "answer": "yes"}

    page = browser(aunt).post("/circle/asked/", sent, follow=True)

    assert "Nobody is here yet" not in browser(aunt).get("/my-family/").text
    assert "You cannot come in yet" in page.text
    assert "Yes, I come in" in page.text
    browser(aunt).post("/circle/asked/", sent)
    assert [one.recipient for one in Notice.objects.filter(kind=ROLE_MISSING)] == [keeper]
    assert "need an invitation to this site first" in desk.get(f"/records/{robin.uuid}/").text
    assert "need an invitation" not in family.get(f"/my-family/{robin.uuid}/").text
    assert not robin.circle.filter(user=aunt).exists()


def test_the_last_co_ordinator_cannot_leave(robin, keeper):
    page = browser(keeper).post(
        f"/circle/{robin.uuid}/end/", {"place": robin.circle.get(user=keeper).pk}, follow=True
    )

    assert "Ask another plan co-ordinator in first" in page.text


def test_what_somebody_sees_changes_with_the_save(robin, keeper, mum):
    place, family = robin.circle.get(user=mum), browser(mum)

    browser(keeper).post(f"/records/{robin.uuid}/places/{place.pk}/", {"sees": ["plan"], "relation": "Mum"})

    assert family.get(f"/my-family/{robin.uuid}/").status_code == 404
    assert "You cannot see their page" in family.get("/my-family/").text


def test_an_address_that_is_too_long_comes_back(robin, mum):
    page = browser(mum).post(
        f"/circle/{robin.uuid}/ask/", {"kind": "supporter", "email": f"{'a' * 300}@larkshire.example"}
    )

    assert page.status_code == 422
    assert not CircleInvitation.objects.exists()


def test_an_invitation_is_taken_back(robin, mum):
    family = browser(mum)
    family.post(f"/circle/{robin.uuid}/ask/", {"kind": "supporter", "email": "x@larkshire.example"})
    waiting = CircleInvitation.objects.get()

    family.post(f"/circle/{robin.uuid}/take-back/", {"invitation": waiting.pk})

    assert "x@larkshire.example" not in family.get(f"/my-family/{robin.uuid}/").text


@pytest.mark.parametrize("sent", [{}, {"answer": "yes"}, {"invitation": "x", "answer": "yes"}])
def test_odd_answers_to_an_invitation_are_not_found(sent, mum):
    assert browser(mum).post("/circle/asked/", sent).status_code == 404


def test_after_rights_passed_the_list_stays_without_a_name(mum):
    sky = young_person(known_as="Skylark", date_of_birth=born(18), user=user())
    place = connection(sky, mum)
    family = browser(mum)

    assert "A young person decides for themselves now" in family.get("/my-family/").text
    assert "Skylark" not in family.get("/my-family/").text
    Agreement.objects.create(connection=place, sight=Sight.BASICS, basis="agreed", may_see=True)
    assert "Skylark" in family.get("/my-family/").text


def test_the_young_person_says_yes_and_no_and_ends_a_supporters_place():
    sky = young_person(known_as="Sky", date_of_birth=born(18), user=user(Role.YOUNG_PERSON))
    parent = connection(sky, user(Role.PARENT_CARER), relation="Mum")
    helper = connection(sky, user(Role.SUPPORTER), Kind.SUPPORTER)
    own, address = browser(sky.user), "/my-space/what-my-parents-may-see/"
    key = f"choice-{parent.pk}-plan"

    answer = own.post(address, {"choice": key, "may": "yes"})
    page = BeautifulSoup(own.get(address).content, "html.parser").find(id=key)
    own.post("/my-space/who-is-near-me/", {"place": helper.pk})

    assert answer.headers["Location"] == f"{address}#{key}"
    assert [one["aria-pressed"] for one in page.select("button")] == ["true", "false"]
    assert own.post(address, {"choice": key, "may": "maybe"}).status_code == 404
    helper.refresh_from_db()
    assert helper.ended_by == sky.user


def test_somebody_near_sets_how_they_use_this_site_and_sees_nothing_else(robin):
    supporter = user(Role.SUPPORTER)
    connection(robin, supporter, Kind.SUPPORTER, sees=[])
    school, address = browser(supporter), f"/circle/{robin.uuid}/how-they-use-this-site/"
    answers = {
        "text_size": "larger",
        "theme": "dark",
        "line_spacing": "wide",
        "ruler": "off",
        "pictures": "on",
        "read_aloud": "on",
        "motion": "none",
        "keep_place": "off",
    }

    saved = school.post(address, answers, follow=True)

    assert robin.known_as not in saved.text
    assert robin.known_as not in school.get("/records/").text
    assert AccessPreferences.objects.get().settings.text_size == "larger"
    assert AuditRow.objects.get(action="inputs.settings_chosen_for").young_person == robin.pk
    assert school.get(f"/records/{robin.uuid}/").status_code == 404


def test_someone_else_tells_us_in_their_own_name_and_twice_keeps_one(robin, mum):
    supporter = user(Role.SUPPORTER, first_name="Grace", last_name="Okoro", post="Teacher")
    connection(robin, supporter, Kind.SUPPORTER)
    school, address = browser(supporter), f"/circle/{robin.uuid}/tell-us/"
    form = BeautifulSoup(school.get(address).content, "html.parser")
    today = timezone.localdate()
    told = {
        "uuid": form.find("input", {"name": "uuid"})["value"],
        "happened_on_day": today.day,
        "happened_on_month": today.month,
        "happened_on_year": today.year,
        "what_happened": "Robin laughed at the <b>train</b>.",
    }
    tomorrow = today + timedelta(days=1)

    ahead = {
        "happened_on_day": tomorrow.day,
        "happened_on_month": tomorrow.month,
        "happened_on_year": tomorrow.year,
    }
    early = school.post(address, {**told, **ahead})
    for _ in range(2):
        school.post(address, told)
    page = browser(mum).get(f"/circle/{robin.uuid}/what-others-told/").text

    assert early.status_code == 422
    assert Telling.objects.get().told_as == "Grace Okoro, Teacher"
    assert "Someone else told us" in page
    assert "&lt;b&gt;train" in page
    assert browser(mum).get(address).status_code == 404
    assert "Robin laughed" not in str(list(AuditRow.objects.values()))


def test_a_capacity_decision_is_recorded_from_the_page_and_says_what_is_missing():
    sky = young_person(known_as="Sky", date_of_birth=born(18), user=user())
    keeper, place = user(Role.CO_ORDINATOR), connection(sky, user(Role.PARENT_CARER))
    connection(sky, keeper, Kind.CO_ORDINATOR)
    staff, address = browser(keeper), f"/records/{sky.uuid}/places/{place.pk}/capacity/"
    until = timezone.localdate() + timedelta(days=60)
    said = {"sight": "plan", "may_see": "yes", "reason": "Decided with Sky and the nurse"}

    without_end = staff.post(address, said)
    staff.post(
        address, {**said, "until_day": until.day, "until_month": until.month, "until_year": until.year}
    )

    assert without_end.status_code == 422
    assert Agreement.objects.get().until == until
    assert staff.get(f"/records/{sky.uuid}/places/{place.pk + 99}/capacity/").status_code == 404


@pytest.mark.parametrize("page", ["", "who-is-near-me/", "who-looked/", "what-others-told/", "my-cards/"])
def test_my_space_reads_easily(page, robin, mum, keeper):
    browser(mum).get(f"/my-family/{robin.uuid}/")
    main = BeautifulSoup(browser(robin.user).get(f"/my-space/{page}").content, "html.parser").main

    words = "\n".join(one.get_text(" ", strip=True) for one in main.select("h1, h2, p, li, button"))
    assert reading_age(words) <= 10


def test_pages_of_families_read_easily(robin, mum):
    family, here = browser(mum), f"/circle/{robin.uuid}"
    pages = ["/my-family/", f"/my-family/{robin.uuid}/", "/circle/asked/"]
    pages += [f"{here}/{name}/" for name in ("rights", "ask", "cards", "who-looked", "what-others-told")]

    ages = {path: _age(family.get(path).content) for path in pages}

    assert {path: age for path, age in ages.items() if age > 11} == {}


def _age(page: bytes) -> float:
    main = BeautifulSoup(page, "html.parser").main
    return reading_age(
        "\n".join(one.get_text(" ", strip=True) for one in main.select("h1, h2, p, li, button"))
    )


def test_lists_take_the_same_queries_however_many_there_are(mum, keeper, django_assert_max_num_queries):
    for number in range(8):
        more = young_person(known_as=f"Child {number}")
        connection(more, mum)
        connection(more, keeper, Kind.CO_ORDINATOR)
    family, staff = browser(mum), browser(keeper)
    family.get("/my-family/")

    with django_assert_max_num_queries(9):
        family.get("/my-family/")
    with django_assert_max_num_queries(9):
        staff.get("/records/")


def test_a_large_circle_takes_the_same_queries_as_a_small_one(robin, keeper, mum):
    staff, path = browser(keeper), f"/records/{robin.uuid}/"
    staff.get(path)
    with CaptureQueriesContext(db) as small:
        staff.get(path)
    for _ in range(6):
        connection(robin, user(Role.SUPPORTER), Kind.SUPPORTER)
        CircleInvitation.objects.create(
            young_person=robin, email="a@b.example", kind="advocate", asked_by=user()
        )

    with CaptureQueriesContext(db) as large:
        staff.get(path)

    assert len(large) == len(small)
