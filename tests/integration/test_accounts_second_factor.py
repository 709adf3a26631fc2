"""No private page without a second step where work needs one; "is it you?" before dangerous acts."""

import pytest
import time_machine
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.utils import timezone

from localoffer.actions import ensure_groups
from portal.access.roles import Role
from portal.accounts.actions import follow_groups
from portal.accounts.models import User
from tests.integration.account_steps import SECRET, app_code, mailed_code, post, with_app
from tests.people_factories import PASSWORD, sign_in_fully, user
from tests.reading_age import prose_of, reading_age

pytestmark = pytest.mark.django_db

MINE, SET_UP, APP = "/my-account/", "/my-account/second-step/", "/my-account/second-step/app/"
NEW = {"password1": "another-long-one-2026", "password2": "another-long-one-2026"}
WORKING_DAY = 12 * 60 * 60
STAFF = [Role.CO_ORDINATOR, Role.SUPPORTER, Role.EDITOR, Role.SAFETY_LEAD, Role.ADMINISTRATOR]


def by_password(client: Client, person: User) -> Client:
    client.post("/sign-in/password/", {"login": person.email, "password": PASSWORD})
    return client


def set_up_app(client: Client, next_page: str = "") -> str:
    """Set up an app as people do; where that leads."""
    client.get(APP)
    secret = client.session["mfa.totp.secret"]
    return client.post(APP, {"code": app_code(secret), "next": next_page}).headers["Location"]


@pytest.mark.parametrize("role", STAFF)
def test_staff_without_a_second_step_are_stopped_until_it_is_set_up(client: Client, role: Role) -> None:
    person = user(role=role)
    by_password(client, person)
    stopped = client.get(MINE)
    assert stopped.headers["Location"] == f"{SET_UP}?next=%2Fmy-account%2F"
    page = client.get(stopped.headers["Location"]).content.decode()
    assert "Set up a second step" in page
    assert f"{APP}?next=%2Fmy-account%2F" in page

    client.get(APP)
    secret = client.session["mfa.totp.secret"]
    led_to = client.post(APP, {"code": app_code(secret), "next": MINE}).headers["Location"]

    assert led_to == "/my-account/second-step/codes/?next=%2Fmy-account%2F"
    codes = client.get(led_to).content.decode()
    assert f'href="{MINE}"' in codes
    assert client.get(MINE).status_code == 200
    assert client.session.get_expiry_age() <= WORKING_DAY

    again = by_password(Client(), person)
    again.post("/sign-in/second-step/", {"code": app_code(secret, later=1)})
    assert again.get(MINE).status_code == 200
    assert again.session.get_expiry_age() <= WORKING_DAY


def test_family_needs_no_second_step(client: Client) -> None:
    by_password(client, user(role=Role.PARENT_CARER))

    assert client.get(MINE).status_code == 200


def test_young_person_with_a_picture_card_needs_no_second_step(client: Client) -> None:
    client.force_login(user(role=Role.YOUNG_PERSON, email=None, password=None))

    assert client.get(MINE).status_code == 200


@pytest.mark.parametrize("page", ["/cms/", "/cms/pages/", "/cms/snippets/localoffer/service/"])
def test_superuser_without_a_second_step_is_stopped_at_the_admin(client: Client, page: str) -> None:
    client.force_login(User.objects.create_superuser("root@larkshire.example", PASSWORD))

    assert client.get(page).headers["Location"].startswith(SET_UP)
    assert client.post(page).headers["Location"].startswith(SET_UP)


def test_editor_by_group_alone_is_stopped_at_the_admin(client: Client) -> None:
    person = user()
    person.groups.add(ensure_groups()[0])
    client.force_login(person)

    assert client.get("/cms/").headers["Location"].startswith(SET_UP)
    assert "Set up a second step" in client.get(SET_UP).content.decode()


def test_public_pages_and_sign_out_stay_open_to_whoever_is_stopped(client: Client) -> None:
    by_password(client, user(role=Role.CO_ORDINATOR))

    assert client.get("/find-help/").status_code == 200
    assert client.get("/sign-out/").status_code == 200
    assert client.post("/sign-out/").headers["Location"] == "/"
    assert client.get(MINE).headers["Location"].startswith("/sign-in/")


def test_session_from_before_the_role_must_show_the_second_step_that_the_account_has(client: Client) -> None:
    person = with_app(user(role=Role.EDITOR))
    follow_groups(user=person, on=timezone.localdate())
    client.force_login(person)
    sent = client.get("/cms/?x=1").headers["Location"]
    assert sent == "/my-account/is-it-you/app/?next=%2Fcms%2F%3Fx%3D1"

    done = client.post(sent, {"code": app_code()})

    assert done.headers["Location"] == "/cms/?x=1"
    assert client.get("/cms/").status_code == 200


def test_session_that_has_not_shown_the_second_step_cannot_add_another_one(client: Client) -> None:
    by_password(client, person := user(role=Role.EDITOR))
    with_app(person)

    for page in (APP, "/my-account/passkeys/add/", "/my-account/second-step/codes/"):
        assert client.get(page).headers["Location"].startswith("/my-account/is-it-you/app/")


def test_second_step_of_somebody_else_in_the_session_counts_for_nothing(client: Client) -> None:
    sign_in_fully(client, user(role=Role.EDITOR))
    session = client.session
    kept = session[AUTHENTICATION_METHODS_SESSION_KEY]
    client.force_login(user(role=Role.EDITOR))
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
    session.save()

    assert client.get(MINE).headers["Location"].startswith(SET_UP)


def test_somebody_whom_the_admin_turns_away_is_not_sent_round_in_circles(client: Client) -> None:
    sign_in_fully(client, user(role=Role.PARENT_CARER))

    answer = client.get("/cms/", follow=True)

    assert [where for where, _ in answer.redirect_chain] == ["/sign-in/?next=/cms/", MINE]
    assert "does not open that page" in answer.content.decode()


def test_spare_code_signs_in_once(client: Client) -> None:
    person = user(role=Role.CO_ORDINATOR)
    set_up_app(by_password(client, person))
    spare = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
    client.post("/sign-out/")

    by_password(client, person)
    assert client.post("/sign-in/second-step/", {"code": spare}).headers["Location"] == MINE
    assert client.get(MINE).status_code == 200

    again = by_password(Client(), person)
    assert again.post("/sign-in/second-step/", {"code": spare}).status_code == 200


def test_last_second_step_of_staff_cannot_be_taken_away(client: Client) -> None:
    person = with_app(user(role=Role.EDITOR))
    sign_in_fully(client, person)

    answer = client.post(f"{APP}take-away/")

    assert "Add another one first" in answer.content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_family_may_take_its_second_step_away(client: Client) -> None:
    person = with_app(user(role=Role.PARENT_CARER))
    sign_in_fully(client, person)

    assert client.get(f"{APP}take-away/").status_code == 200
    assert client.post(f"{APP}take-away/").headers["Location"] == SET_UP
    assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize(
    "page",
    [
        "/my-account/email/",
        "/my-account/password/",
        APP,
        "/my-account/passkeys/add/",
        "/my-account/second-step/codes/new/",
    ],
)
def test_dangerous_act_asks_again_after_a_while(client: Client, page: str) -> None:
    with time_machine.travel("2026-11-10 10:00", tick=False) as clock:
        by_password(client, user())
        assert client.get(page).status_code == 200
        clock.shift(11 * 60)
        asked = client.get(page)
        assert asked.headers["Location"] == f"/my-account/is-it-you/?next={page.replace('/', '%2F')}"
        assert client.get(asked.headers["Location"]).status_code == 200

        wrong = client.post(asked.headers["Location"], {"password": "wrong"})
        right = client.post(asked.headers["Location"], {"password": PASSWORD, "next": page})

        assert "That is not your password" in wrong.content.decode()
        assert right.headers["Location"] == page
        assert client.get(page).status_code == 200


def test_dangerous_act_asks_by_code_where_there_is_no_password(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    person = user(password=None)
    client.force_login(person)
    asked = client.get("/my-account/email/").headers["Location"]
    assert asked.startswith("/my-account/is-it-you/code/")
    assert client.get(asked).status_code == 200

    assert client.post(asked, {"code": "0000-0000"}).status_code == 200
    post(django_capture_on_commit_callbacks, client, asked, {"send": "1"})
    done = client.post(asked, {"code": mailed_code(), "next": "/my-account/email/"})

    assert done.headers["Location"] == "/my-account/email/"
    assert client.get("/my-account/email/").status_code == 200


def test_code_to_show_that_it_is_you_allows_three_tries(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    client.force_login(user(password=None))
    page = "/my-account/is-it-you/code/"
    post(django_capture_on_commit_callbacks, client, page, {"send": "1"})
    for _ in range(3):
        client.post(page, {"code": "12"})

    assert client.post(page, {"code": mailed_code()}).status_code == 200
    assert client.get("/my-account/email/").status_code == 302


def test_what_was_posted_too_late_is_not_kept_and_says_so(client: Client) -> None:
    person = user()
    client.force_login(person)
    words = {"oldpassword": PASSWORD, **NEW}

    sent = client.post("/my-account/password/", words)

    assert sent.headers["Location"].startswith("/my-account/is-it-you/")
    assert "it was not saved" in client.get(sent.headers["Location"]).content.decode()
    assert "another-long" not in str(dict(client.session.items()))


def test_email_address_changes_when_the_new_one_is_confirmed(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    person = user()
    before = person.email
    sign_in_fully(client, person)

    sent = post(
        django_capture_on_commit_callbacks,
        client,
        "/my-account/email/",
        {"email": "new-address@larkshire.example", "action_add": "1"},
    )
    person.refresh_from_db()
    assert (person.email, mail.outbox[-1].to) == (before, ["new-address@larkshire.example"])
    code = mailed_code()
    post(django_capture_on_commit_callbacks, client, sent.headers["Location"], {"code": code})

    person.refresh_from_db()
    assert person.email == "new-address@larkshire.example"
    assert mail.outbox[-1].to == [before]
    assert "has a new email address" in mail.outbox[-1].body


def test_taken_address_answers_as_a_free_one_does(client: Client, django_capture_on_commit_callbacks) -> None:
    other = user()
    answers = []
    for email in (other.email, "free@larkshire.example"):
        sign_in_fully(client, user())
        data = {"email": email, "action_add": "1"}
        sent = post(django_capture_on_commit_callbacks, client, "/my-account/email/", data)
        answers.append((sent.status_code, sent.headers["Location"]))

    assert answers[0] == answers[1]


def test_only_who_has_a_password_is_told_to_change_it(client: Client) -> None:
    client.force_login(user(password=None))
    assert "password" not in client.get("/my-account/where-signed-in/").content.decode()

    client.force_login(user())
    assert "change your password" in client.get("/my-account/where-signed-in/").content.decode()


def test_sessions_are_listed_and_ended_one_by_one_or_all(client: Client) -> None:
    person = user()
    there, elsewhere = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/600"), Client()
    for one in (client, there, elsewhere):
        by_password(one, person)
    page = "/my-account/where-signed-in/"
    shown = client.get(page).content.decode()
    assert "Safari on an iPhone" in shown
    assert shown.count("Sign it out") == 2

    session = UserSession.objects.get(session_key=there.session.session_key)
    client.post(page, {"session": session.pk})
    assert there.get(MINE).status_code == 302
    assert elsewhere.get(MINE).status_code == 200

    client.post(page)
    assert elsewhere.get(MINE).status_code == 302
    assert client.get(MINE).status_code == 200


def test_session_of_somebody_else_cannot_be_ended(client: Client) -> None:
    other = Client()
    by_password(other, user())
    session = UserSession.objects.get()
    by_password(client, user())

    assert client.post("/my-account/where-signed-in/", {"session": session.pk}).status_code == 404
    assert other.get(MINE).status_code == 200


def test_new_password_signs_other_browsers_out(client: Client) -> None:
    person, other = user(), Client()
    by_password(client, person)
    by_password(other, person)
    words = {"oldpassword": PASSWORD, **NEW}

    assert client.post("/my-account/password/", words).headers["Location"] == MINE

    assert client.get(MINE).status_code == 200
    assert other.get(MINE).status_code == 302


def test_first_password_is_chosen_and_short_ones_are_refused(client: Client) -> None:
    person = user(password=None)
    sign_in_fully(client, person)
    page = "/my-account/password/new/"

    short = client.post(page, {"password1": "short", "password2": "short"})
    good = client.post(page, NEW)

    assert "at least 12 characters" in short.content.decode()
    assert good.headers["Location"] == MINE


@pytest.mark.parametrize(
    "page",
    [
        MINE,
        SET_UP,
        APP,
        "/my-account/passkeys/",
        "/my-account/passkeys/add/",
        "/my-account/where-signed-in/",
        "/my-account/password/new/",
        "/my-account/email/",
        "/sign-up/ways-in/",
        "/welcome/",
    ],
)
def test_own_page_opens_for_its_owner_and_asks_strangers_to_sign_in(client: Client, page: str) -> None:
    assert client.get(page).headers["Location"].startswith("/sign-in/")
    sign_in_fully(client, user(password=None))

    assert client.get(page).status_code == 200


def test_spare_codes_are_kept_as_a_file_and_made_anew(client: Client) -> None:
    set_up_app(by_password(client, user()))
    first = client.get("/my-account/second-step/codes/file/")

    assert client.post("/my-account/second-step/codes/new/").headers["Location"].endswith("/codes/")
    second = client.get("/my-account/second-step/codes/file/")

    assert first.headers["Content-Disposition"].startswith("attachment")
    assert len(first.content.split()) == 10
    assert set(first.content.split()).isdisjoint(second.content.split())


def test_app_shows_its_secret_in_words_too(client: Client) -> None:
    sign_in_fully(client, user())
    page = client.get(APP).content.decode()
    secret = client.session["mfa.totp.secret"]

    assert " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)) in page
    assert client.post(APP, {"code": "000000"}).status_code == 200
    assert secret in client.session["mfa.totp.secret"]
    assert SECRET not in page


def test_guessing_at_the_second_step_is_slowed_down(client: Client) -> None:
    with time_machine.travel("2026-11-10 10:00", tick=False):
        person = with_app(user())
        right = app_code()
        wrong = "000000" if right != "000000" else "111111"
        by_password(client, person)
        for _ in range(20):
            client.post("/sign-in/second-step/", {"code": wrong})

        answer = client.post("/sign-in/second-step/", {"code": right})

    assert answer.status_code == 200
    assert "many times" in answer.content.decode()


def test_pages_of_accounts_are_written_for_a_reader_of_eleven(client: Client) -> None:
    pages = ["/sign-in/", "/sign-in/password/", "/sign-up/", "/forgotten-password/"]
    own = [MINE, SET_UP, APP, "/my-account/passkeys/", "/my-account/where-signed-in/", "/welcome/"]
    read = [prose_of(client.get(page).content, "main") for page in pages]
    sign_in_fully(client, user(role=Role.ADMINISTRATOR))
    own += ["/people-and-roles/", "/people-and-roles/invite/"]
    read += [prose_of(client.get(page).content, "main") for page in own]

    ages = {page: reading_age(words) for page, words in zip(pages + own, read, strict=True)}

    assert {page: age for page, age in ages.items() if age > 11} == {}
