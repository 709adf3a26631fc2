"""A picture card: made, opened on a shared tablet, kept to one space, over in time, cancelled at once."""

import hashlib
import re
from datetime import datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from portal.access.roles import Role
from portal.audit.models import AuditRow
from portal.inputs.models import AccessPreferences
from portal.people.actions import cancel_card, end_place, make_card, open_card
from portal.people.card_rules import CARD_PICTURES, MINUTES, after_wrong_pick
from portal.people.models import Connection, PictureCard, Telling, YoungPerson
from portal.people.qr import squares
from portal.people.refusals import Refused
from portal.people.rights import rights_pass_on
from tests.people_factories import born, connection, sign_in_fully, user, young_person

pytestmark = pytest.mark.django_db
SPACE = "/my-space/"


@pytest.fixture
def robin() -> YoungPerson:
    return young_person()


@pytest.fixture
def supporter(robin):
    made = user(Role.SUPPORTER)
    connection(robin, made, Connection.Kind.SUPPORTER, relation="Miss Okoro")
    return made


def card_for(robin, by, **said):
    return make_card(young_person=robin, by=by, picture="bus", **said)


def opened(secret: str, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(f"/card/{secret}/").headers["Location"] == SPACE
    return client


def test_card_opens_the_young_persons_own_space_and_nothing_else(robin, supporter):
    card, secret = card_for(robin, supporter)
    tablet = opened(secret)

    assert tablet.get(SPACE).status_code == 200
    closed = ["/my-account/", "/records/", "/my-family/", f"/circle/{robin.uuid}/rights/", "/cms/"]
    assert {path: tablet.get(path).status_code for path in closed} == dict.fromkeys(closed, 404)
    assert tablet.get("/find-help/").status_code == 200
    assert AuditRow.objects.get(action="people.card_opened").thing_id == str(card.pk)
    assert "When my card was used" in tablet.get("/my-space/who-looked/").text


def test_only_the_hash_of_the_secret_is_kept(robin, supporter):
    card, secret = card_for(robin, supporter)

    assert card.secret_hash == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str([vars(one) for one in (card, *AuditRow.objects.all())])


def test_looking_at_a_card_signs_nobody_in_and_writes_nothing(robin, supporter, django_assert_num_queries):
    _card, secret = card_for(robin, supporter)
    tablet = Client()

    # The card with its young person and maker, the maker's place and roles; the area's own name.
    with django_assert_num_queries(4):
        page = tablet.get(f"/card/{secret}/")

    assert "Open my space" in page.text
    assert robin.known_as not in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert tablet.get(SPACE).status_code == 302


def test_a_card_signs_out_whoever_was_signed_in_on_the_tablet(robin, supporter):
    _card, secret = card_for(robin, supporter)
    tablet = sign_in_fully(Client(), supporter)
    assert tablet.get("/records/").status_code == 200

    opened(secret, tablet)

    assert tablet.get("/records/").status_code == 404
    assert tablet.get(SPACE).wsgi_request.user == robin.user


def test_time_ends_kindly_and_more_can_be_asked_for(robin, supporter, time_machine):
    _card, secret = card_for(robin, supporter, minutes=15)
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    tablet = opened(secret)

    time_machine.move_to(start + timedelta(minutes=14), tick=False)
    assert tablet.post("/my-space/more-time/").headers["Location"] == SPACE
    time_machine.move_to(start + timedelta(minutes=28), tick=False)
    assert tablet.get(SPACE).status_code == 200
    time_machine.move_to(start + timedelta(minutes=29), tick=False)
    over = tablet.get(SPACE, follow=True)

    assert over.redirect_chain == [("/card/finished/", 302)]
    assert "All finished" in over.text
    assert tablet.get(SPACE).headers["Location"].startswith("/sign-in/")


def test_stopping_signs_out(robin, supporter):
    tablet = opened(card_for(robin, supporter)[1])

    assert tablet.post("/my-space/finish/").headers["Location"] == "/card/finished/"
    assert tablet.get(SPACE).status_code == 302


def test_cancelling_ends_what_the_card_opened_at_once(robin, supporter):
    card, secret = card_for(robin, supporter)
    tablet, staff = opened(secret), sign_in_fully(Client(), supporter)

    staff.post(f"/circle/{robin.uuid}/cards/cancel/", {"card": card.pk})

    assert tablet.get(SPACE).headers["Location"] == "/card/finished/"
    gone = Client().get(f"/card/{secret}/")
    assert gone.status_code == Client().get("/card/never-made/").status_code == 404
    assert gone.text == Client().get(f"/card/{secret}/").text
    assert Client().post(f"/card/{secret}/").status_code == 404


def test_the_young_person_can_cancel_a_lost_card(robin, supporter):
    lost, _secret = card_for(robin, supporter)
    tablet = opened(card_for(robin, supporter)[1])

    tablet.post("/my-space/my-cards/", {"card": lost.pk})

    assert PictureCard.objects.get(pk=lost.pk).cancelled_by == robin.user


def test_cards_end_with_the_place_of_whoever_made_them(robin, supporter):
    keeper = user(Role.CO_ORDINATOR)
    connection(robin, keeper, Connection.Kind.CO_ORDINATOR)
    tablet = opened(card_for(robin, supporter)[1])

    end_place(connection=robin.circle.get(user=supporter), by=keeper)

    assert tablet.get(SPACE).headers["Location"] == "/card/finished/"


def test_a_card_runs_out_after_a_year(robin, supporter, time_machine):
    _card, secret = card_for(robin, supporter)
    time_machine.move_to(timezone.now() + timedelta(days=366))

    assert open_card(secret=secret, picked="", at=timezone.now()).why_not == "gone"


def test_the_right_picture_opens_and_wrong_ones_make_the_card_rest(robin, supporter, time_machine):
    _card, secret = card_for(robin, supporter, asks_for="beach")
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    tablet, address = Client(), f"/card/{secret}/"

    buttons = BeautifulSoup(tablet.get(address).content, "html.parser").select("button[name=picture]")
    assert [one["value"] for one in buttons] == [name for name in CARD_PICTURES if name != "bus"]
    wrong = [tablet.post(address, {"picture": "bus"}).status_code for _ in range(4)]
    assert wrong == [422] * 4
    assert "having a rest" in tablet.post(address, {"picture": ""}).text
    assert "having a rest" in tablet.post(address, {"picture": "beach"}).text
    time_machine.move_to(now + timedelta(minutes=10), tick=False)
    assert tablet.post(address, {"picture": "beach"}).headers["Location"] == SPACE
    assert AuditRow.objects.filter(action="people.card_wrong_picture").count() == 5


def test_wrong_picks_are_counted_to_five():
    now = timezone.now()

    assert after_wrong_pick(3, now) == (4, None)
    assert after_wrong_pick(4, now) == (0, now + timedelta(minutes=10))


def test_a_parents_card_stops_when_rights_pass_and_a_supporters_goes_on(time_machine):
    wren = young_person(known_as="Wren", date_of_birth=born(15))
    parent, supporter = user(Role.PARENT_CARER), user(Role.SUPPORTER)
    connection(wren, parent)
    connection(wren, supporter, Connection.Kind.SUPPORTER)
    last_day = rights_pass_on(wren.date_of_birth)
    evening = timezone.make_aware(datetime.combine(last_day, time(23, 30)))
    time_machine.move_to(evening, tick=False)
    by_parent, by_supporter = card_for(wren, parent)[1], card_for(wren, supporter)[1]
    parents_tablet, supporters_tablet = opened(by_parent), opened(by_supporter)

    time_machine.move_to(evening + timedelta(minutes=31), tick=False)

    assert parents_tablet.get(SPACE).headers["Location"] == "/card/finished/"
    assert supporters_tablet.get(SPACE).status_code == 200
    assert Client().get(f"/card/{by_parent}/").status_code == 404
    with pytest.raises(Refused):
        card_for(wren, parent)


def test_a_parents_card_shows_nothing_of_a_parent_kept_apart(robin):
    mum, dad = user(Role.PARENT_CARER), user(Role.PARENT_CARER)
    connection(robin, mum, relation="Mum")
    connection(robin, dad, relation="Dad", kept_apart=True)
    sign_in_fully(Client(), dad).get(f"/my-family/{robin.uuid}/")
    tablet = opened(card_for(robin, mum)[1])

    pages = "".join(
        tablet.get(f"/my-space/{page}/").text for page in ("who-is-near-me", "who-looked", "my-cards")
    )

    assert "Mum" in pages
    assert "Dad" not in pages


def test_through_a_parents_card_nobody_is_stopped_and_nothing_is_chosen():
    wren = young_person(known_as="Wren", date_of_birth=born(15))
    parent, advocate = user(Role.PARENT_CARER), user(Role.ADVOCATE)
    connection(wren, parent)
    place = connection(wren, advocate, Connection.Kind.ADVOCATE)
    tablet = opened(card_for(wren, parent)[1])

    assert tablet.post("/my-space/who-is-near-me/", {"place": place.pk}).status_code == 404
    assert tablet.post("/my-space/what-my-parents-may-see/", {"choice": "x", "may": "yes"}).status_code == 404
    place.refresh_from_db()
    assert place.ends is None


@pytest.mark.parametrize("role", [Role.ADVOCATE, Role.ADVICE_SERVICE])
def test_make_card_refused_for_those_who_may_not(role, robin):
    near, stranger = user(role), user(Role.SUPPORTER)
    connection(robin, near, Connection.Kind(role.value))

    for by in (near, stranger):
        with pytest.raises(Refused):
            card_for(robin, by)


@pytest.mark.parametrize(
    "said", [{"picture": "moon"}, {"picture": "bus", "asks_for": "moon"}, {"minutes": 9999}]
)
def test_make_card_refused_for_made_up_answers(said, robin, supporter):
    with pytest.raises(Refused):
        make_card(young_person=robin, by=supporter, **{"picture": "bus", **said})


def test_cancel_card_refused_for_a_stranger_and_harmless_twice(robin, supporter):
    card, _secret = card_for(robin, supporter)

    with pytest.raises(Refused):
        cancel_card(card=card, by=user(Role.SUPPORTER))
    cancel_card(card=card, by=supporter)
    cancel_card(card=card, by=supporter)

    assert AuditRow.objects.filter(action="people.card_cancelled").count() == 1


def test_printed_card_holds_the_name_only_when_wanted(robin, supporter):
    staff = sign_in_fully(Client(), supporter)
    make = {"picture": "bus", "asks_for": "", "minutes": MINUTES[2]}

    plain, named = (
        staff.post(f"/circle/{robin.uuid}/cards/", {**make, **more}) for more in ({}, {"name_on_card": "on"})
    )

    cards = [
        BeautifulSoup(page.content, "html.parser").select_one(".gt-picture-card") for page in (plain, named)
    ]
    assert [robin.known_as in card.text for card in cards] == [False, True]
    assert "no-store" in plain.headers["Cache-Control"]
    assert staff.post(f"/circle/{robin.uuid}/cards/", {}).status_code == 422
    given_away = staff.post(f"/circle/{robin.uuid}/cards/", {**make, "asks_for": "bus"})
    assert (given_away.status_code, PictureCard.objects.count()) == (422, 2)
    assert "Choose another picture" in given_away.text


def test_code_is_drawn_whole_with_its_quiet_zone():
    size, path = squares("https://larkshire.example/card/abc/")

    starts = [tuple(map(int, one)) for one in re.findall(r"M(\d+),(\d+)h(\d+)", path)]
    assert min(x for x, _y, _length in starts) == min(y for _x, y, _length in starts) == 4
    assert max(x + length for x, _y, length in starts) == size - 4
    assert (4, 4, 7) in starts  # the corner square that readers look for


def test_on_a_shared_tablet_settings_go_to_the_young_person_and_not_to_the_tablet(robin, supporter):
    tablet = opened(card_for(robin, supporter)[1])

    answer = tablet.post("/how-i-use-this-site/", {"change": "theme:dark"})

    assert "how_i_use" not in answer.cookies
    assert AccessPreferences.objects.get(user=robin.user).settings.theme == "dark"


def test_nobody_writes_as_the_young_person(robin, supporter):
    tablet = opened(card_for(robin, supporter)[1])

    assert tablet.get(f"/circle/{robin.uuid}/tell-us/").status_code == 404
    assert not Telling.objects.exists()
