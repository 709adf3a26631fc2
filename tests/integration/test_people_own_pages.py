"""A young person's own pages: what is sent as the time runs out is still theirs, and every page leads on."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from portal.access.roles import Role
from portal.inputs.models import AccessPreferences
from portal.inputs.settings import COOKIE_NAME
from portal.people.actions import cancel_card, make_card
from portal.people.models import Concern, Connection, PictureCard, YoungPerson
from portal.people.rights import newest_birth_with_rights
from tests.people_factories import connection, sign_in_fully, user, young_person

pytestmark = pytest.mark.django_db
MY_CARDS = "/my-space/my-cards/"
NOT_SAFE, SETTINGS = "/i-do-not-feel-safe/", "/how-i-use-this-site/"


@pytest.fixture
def robin() -> YoungPerson:
    return young_person()


@pytest.fixture
def supporter(robin):
    made = user(Role.SUPPORTER)
    connection(robin, made, Connection.Kind.SUPPORTER, relation="Miss Okoro")
    return made


@pytest.fixture
def lead():
    return user(role=Role.SAFETY_LEAD, post="Safety lead")


@pytest.fixture
def sky() -> YoungPerson:
    """Somebody with rights and an account of their own."""
    born = newest_birth_with_rights(timezone.localdate()) - timedelta(days=300)
    return young_person(date_of_birth=born, user=user(role=Role.YOUNG_PERSON))


def card_for(robin, by) -> tuple[PictureCard, Client]:
    """A card of 15 minutes, and a tablet on which it was just opened."""
    card, secret = make_card(young_person=robin, by=by, picture="bus", minutes=15)
    tablet = Client()
    tablet.post(f"/card/{secret}/")
    return card, tablet


def filled(tablet: Client, **said: str) -> dict[str, str]:
    """What the form on the page "I do not feel safe" would send."""
    page = BeautifulSoup(tablet.get(NOT_SAFE).content, "html.parser")
    hidden = page.select("form.gt-concern input[type=hidden]")
    return {one["name"]: one.get("value", "") for one in hidden} | said


def test_what_a_child_says_as_the_time_runs_out_is_still_theirs(robin, supporter, lead, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    _card, tablet = card_for(robin, supporter)
    said = filled(tablet, what="scared")
    time_machine.shift(timedelta(minutes=16))

    assert tablet.post(NOT_SAFE, said).headers["Location"] == "/i-do-not-feel-safe/sent/"
    assert Concern.objects.get().young_person == robin

    tablet.post(NOT_SAFE, {**said, "what": "hurt", "sending": ""})  # the space is closed: nobody is known now
    assert Concern.objects.get(what="hurt").young_person is None


def test_a_form_to_put_right_after_the_time_ran_out_stays_theirs_and_opens_nothing(
    robin, supporter, lead, time_machine
):
    time_machine.move_to(timezone.now(), tick=False)
    _card, tablet = card_for(robin, supporter)
    said = filled(tablet)
    time_machine.shift(timedelta(minutes=16))

    again = BeautifulSoup(tablet.post(NOT_SAFE, said).content, "html.parser")
    hidden = {one["name"]: one["value"] for one in again.select("form.gt-concern input[type=hidden]")}
    tablet.post(NOT_SAFE, {**hidden, "words": "Please help"})

    assert Concern.objects.get().young_person == robin
    assert tablet.get("/my-space/").headers["Location"].startswith("/sign-in/")


def test_what_is_said_later_or_on_a_cancelled_card_or_forged_is_nobodys(robin, supporter, lead, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    _card, late = card_for(robin, supporter)
    card, cancelled = card_for(robin, supporter)
    _card, forged = card_for(robin, supporter)
    sent = [(late, filled(late)), (cancelled, filled(cancelled)), (forged, {"opened": "1:x:y"})]
    cancel_card(card=card, by=supporter)
    time_machine.shift(timedelta(minutes=16))
    for tablet, said in sent[1:]:
        tablet.post(NOT_SAFE, {**said, "what": "scared"})
    time_machine.shift(timedelta(hours=4))
    late.post(NOT_SAFE, {**sent[0][1], "what": "scared"})

    assert list(Concern.objects.values_list("young_person", flat=True)) == [None] * 3


def test_settings_chosen_as_the_time_runs_out_stay_off_the_shared_tablet(robin, supporter, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    _card, tablet = card_for(robin, supporter)
    time_machine.shift(timedelta(minutes=16))

    answer = tablet.post(SETTINGS, {"change": "theme:dark"})

    assert answer.headers["Location"] == "/card/finished/"
    assert COOKIE_NAME not in tablet.cookies
    assert not AccessPreferences.objects.filter(user=robin.user).exists()


def test_a_page_left_open_on_a_shared_tablet_closes_with_the_space(robin, supporter, sky, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    _card, tablet = card_for(robin, supporter)
    time_machine.shift(timedelta(minutes=5))

    assert tablet.get("/my-space/who-is-near-me/").headers["Refresh"] == str(10 * 60 + 1)
    # What somebody is writing is never taken from the screen, and an account's space has no end.
    assert "Refresh" not in tablet.get(NOT_SAFE).headers
    assert "Refresh" not in sign_in_fully(Client(), sky.user).get("/my-space/").headers


def test_telling_leads_back_to_my_space_and_strangers_see_no_way_there(robin, supporter, lead):
    _card, tablet = card_for(robin, supporter)
    for page in (NOT_SAFE, f"{NOT_SAFE}sent/"):
        assert "Back to my space" in tablet.get(page).text
        assert "Back to my space" not in Client().get(page).text


def test_sign_in_says_what_to_do_with_a_picture_card(client):
    assert "Do you have a picture card?" in client.get("/sign-in/?next=/my-space/").text


def test_somebody_with_an_account_can_stop_and_close_too(sky):
    tablet = sign_in_fully(Client(), sky.user)

    assert "Stop and close" in tablet.get("/my-space/").text
    over = tablet.post("/my-space/finish/", follow=True)

    assert "All finished" in over.text
    assert "sign in" in over.text
    assert tablet.get("/my-space/").status_code == 302


def test_asking_somebody_in_speaks_to_the_young_person(sky):
    page = BeautifulSoup(sign_in_fully(Client(), sky.user).get("/my-space/ask/").content, "html.parser").main

    assert not re.search(r"young person|Their (name|plan)|advocate", page.text)
    assert "What do you call them?" in page.text
    assert "My plan and its letters" in page.text
    assert page.select_one('label:-soup-contains("speaks up for me")')
    assert len(page.select("fieldset label .gt-picture")) == 3 + 5


def test_a_new_card_names_the_picture_to_pick_in_words(robin, supporter):
    staff = sign_in_fully(Client(), supporter)
    said = {"picture": "bus", "asks_for": "sun", "minutes": "45"}

    page = BeautifulSoup(staff.post(f"/circle/{robin.uuid}/cards/", said).content, "html.parser")

    assert "They pick: sun." in page.main.text
    assert page.select_one(".gt-picture-card > .gt-picture")["aria-label"] == "bus"


def test_picking_says_what_is_seen_and_leaves_out_the_picture_on_the_card(robin, supporter):
    _card, secret = make_card(young_person=robin, by=supporter, picture="bus", asks_for="pet")
    address, tablet = f"/card/{secret}/", Client()

    page = BeautifulSoup(tablet.get(address).content, "html.parser")
    words = [one.text for one in page.select("form .gt-big > span")]
    wrong = BeautifulSoup(tablet.post(address, {"picture": "cake"}).content, "html.parser")

    assert words == ["Dog", "Beach", "Cake", "Bike", "Football", "Sun", "Apple", "Music"]
    assert wrong.select_one("[role=alert] .gt-picture")


def test_one_picture_never_means_two_things_where_pressing_it_sends(robin, supporter, lead):
    """The house says "I am not safe at home" and is sent at once: it may not also lead back."""
    _card, tablet = card_for(robin, supporter)
    page = BeautifulSoup(tablet.get(NOT_SAFE).content, "html.parser").main

    drawn = [one.get("src") or one.use["href"] for one in page.select("button .gt-picture, a .gt-picture")]
    assert len(drawn) == len(set(drawn)) == 11


def test_cards_made_on_one_day_are_told_apart(robin, supporter, time_machine):
    day = timezone.localtime().replace(hour=9, minute=5)
    for minutes in (0, 40):
        time_machine.move_to(day + timedelta(minutes=minutes), tick=False)
        _card, tablet = card_for(robin, supporter)
    for pages in (
        sign_in_fully(Client(), supporter).get(f"/circle/{robin.uuid}/cards/"),
        tablet.get(MY_CARDS),
    ):
        buttons = BeautifulSoup(pages.content, "html.parser").select("button[name=card]")
        assert len({one.text for one in buttons}) == 2
        assert "9:45 a.m." in pages.text


def test_cards_and_settings_lead_back_to_the_record(robin, supporter):
    staff = sign_in_fully(Client(), supporter)
    for page in ("cards", "how-they-use-this-site"):
        main = BeautifulSoup(staff.get(f"/circle/{robin.uuid}/{page}/").content, "html.parser").main
        assert main.find("a", href=f"/records/{robin.uuid}/"), page
