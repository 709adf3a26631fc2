"""How I use this site goes with the person: from the device at first, then from sign-in to sign-in."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from portal.audit.models import AuditRow
from portal.inputs.actions import choose_settings
from portal.inputs.models import AccessPreferences
from portal.inputs.settings import COOKIE_NAME, AccessSettings
from tests.people_factories import user, young_person

PAGE = "/how-i-use-this-site/"
pytestmark = pytest.mark.django_db


def sign_in(person, chosen_here: str = "", *, shared: bool = False) -> Client:
    """A device on which `chosen_here` was chosen, and where `person` then signs in."""
    client = Client()
    if chosen_here:
        client.cookies[COOKIE_NAME] = chosen_here
    request = RequestFactory().get(
        "/", headers={"cookie": f"{COOKIE_NAME}={chosen_here}" if chosen_here else ""}
    )
    request.session = SessionStore()
    request.is_shared_device = shared
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client


def theme(client: Client) -> str:
    return BeautifulSoup(client.get("/picture-credits/").content, "html.parser").html["data-theme"]


def test_first_sign_in_takes_along_what_was_chosen_on_the_device():
    person = user()

    assert theme(sign_in(person, "theme:dark")) == "dark"
    assert theme(sign_in(person)) == "dark"


def test_later_the_persons_own_choice_wins_over_the_device():
    person = user()
    sign_in(person, "theme:dark")

    assert theme(sign_in(person, "theme:cream")) == "dark"
    assert AccessPreferences.objects.get().settings == AccessSettings(theme="dark")


def test_a_device_where_nothing_was_chosen_leaves_the_question_open():
    person = user()
    sign_in(person)

    assert not AccessPreferences.objects.exists()
    assert theme(sign_in(person, "theme:cream")) == "cream"
    assert theme(sign_in(person)) == "cream"


def test_a_shared_tablet_gives_nobody_the_last_childs_choices():
    person = user()
    sign_in(person, "theme:dark", shared=True)

    assert not AccessPreferences.objects.exists()


def test_saving_while_signed_in_changes_the_person_and_the_device():
    person = user()
    client = sign_in(person)

    answer = client.post(PAGE, {"change": "theme:dark"})

    assert answer.cookies[COOKIE_NAME].value == "theme:dark"
    assert theme(sign_in(person)) == "dark"
    client.post(PAGE, {"reset": "1"})
    assert theme(sign_in(person)) == "system"


def test_reading_the_page_writes_nothing_and_says_where_choices_go():
    client = sign_in(user())

    page = client.get(PAGE)

    assert "go with you" in page.text
    assert "stay on this phone" in Client().get(PAGE).text
    assert not AccessPreferences.objects.exists()


def test_signing_out_leaves_the_device_as_it_is():
    person = user()
    client = sign_in(person, "theme:cream")
    choose_settings(user=person, chosen=AccessSettings(theme="dark"), by=person)
    assert theme(client) == "dark"

    del client.cookies[settings.SESSION_COOKIE_NAME]

    assert theme(client) == "cream"


def test_choosing_for_a_young_person_is_recorded_without_what_was_chosen():
    supporter, robin = user(), young_person(user=user(email=None))

    choose_settings(user=robin.user, chosen=AccessSettings(theme="dark"), by=supporter, young_person=robin)

    row = AuditRow.objects.get()
    assert (row.actor, row.young_person, row.facts) == (supporter.pk, robin.pk, {})
    assert theme(sign_in(robin.user)) == "dark"


@pytest.mark.parametrize("kept", ["", "theme:<script>", "nonsense", "theme:dark|" * 40])
def test_damaged_choices_never_break_a_page(kept):
    person = user()
    AccessPreferences.objects.create(user=person, chosen=kept)

    assert theme(sign_in(person)) in {"system", "dark"}


def test_strangers_cost_no_query(django_assert_num_queries):
    client = Client()
    client.get(PAGE)

    with django_assert_num_queries(0):
        client.get(PAGE)
