"""How I use this site: without signing in, without scripts, on every page, back to where the reader was."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from portal.inputs.settings import COOKIE_NAME, AccessSettings

PAGE = "/how-i-use-this-site/"
ANSWERS = {
    "text_size": "largest",
    "theme": "dark",
    "line_spacing": "wide",
    "ruler": "on",
    "pictures": "off",
    "read_aloud": "on",
    "motion": "none",
    "keep_place": "on",
}
pytestmark = pytest.mark.django_db


def html_attributes(client: Client, address: str = "/picture-credits/") -> dict[str, str]:
    return BeautifulSoup(client.get(address).content, "html.parser").html.attrs


def test_settings_page_has_a_question_for_each_setting_and_needs_no_query(
    client: Client, django_assert_num_queries
) -> None:
    client.get(PAGE)  # the area's name is read once and remembered
    with django_assert_num_queries(0):
        response = client.get(PAGE)

    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert len(soup.select("fieldset")) == len(ANSWERS)
    assert len(soup.select("input[type=radio][checked]")) == len(ANSWERS)


def test_saved_settings_stand_on_every_page(client: Client) -> None:
    client.post(PAGE, ANSWERS)

    attributes = html_attributes(client)
    assert {name: attributes[f"data-{name.replace('_', '-')}"] for name in ANSWERS} == ANSWERS


def test_settings_cookie_is_kept_from_scripts_and_from_other_sites(client: Client) -> None:
    cookie = client.post(PAGE, ANSWERS).cookies["how_i_use"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 60 * 60


def test_saving_goes_back_to_the_page_the_reader_came_from(client: Client) -> None:
    page = client.get(PAGE, headers={"referer": "http://testserver/find-help/?words=speech"})
    back = BeautifulSoup(page.content, "html.parser").select_one("input[name=back]")["value"]

    assert back == "/find-help/?words=speech"
    assert client.post(PAGE, {**ANSWERS, "back": back}).headers["Location"] == back


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "http://testserver//elsewhere.example/",
        "javascript:alert(1)",
        "\\\\elsewhere.example",
        PAGE,
    ],
)
def test_saving_never_goes_to_another_site(client: Client, address: str) -> None:
    assert client.post(PAGE, {**ANSWERS, "back": address}).headers["Location"] == PAGE


def test_save_and_show_stays_and_still_knows_the_way_back(client: Client) -> None:
    response = client.post(PAGE, {**ANSWERS, "back": "/my-list/", "stay": "1"}, follow=True)

    assert response.redirect_chain[-1][0] == f"{PAGE}?back=%2Fmy-list%2F"
    assert b"We have saved how you use this site" in response.content
    assert b'href="/my-list/" class="gt-back-link"' in response.content


def test_put_everything_back_takes_the_cookie_away(client: Client) -> None:
    client.post(PAGE, ANSWERS)
    client.post(PAGE, {**ANSWERS, "reset": "1"})

    assert html_attributes(client)["data-theme"] == "system"
    assert client.cookies["how_i_use"].value == ""


def test_unknown_answer_comes_back_with_an_error_and_saves_nothing(client: Client) -> None:
    response = client.post(PAGE, {**ANSWERS, "theme": "tartan"})

    assert response.status_code == 422
    assert b"Choose one of the answers below" in response.content
    assert "how_i_use" not in response.cookies


def test_damaged_cookie_is_as_no_cookie(client: Client) -> None:
    client.cookies["how_i_use"] = 'theme:"><script>|text_size|||ruler:maybe'

    assert html_attributes(client)["data-theme"] == "system"


@pytest.mark.usefixtures("still_clock")
def test_too_many_posts_say_when_to_try_again(client: Client) -> None:
    with time_machine.travel("2026-11-10 10:00", tick=False):  # posts are counted by the minute
        replies = [client.post(PAGE, ANSWERS) for _ in range(61)]

    assert {reply.status_code for reply in replies[:60]} == {302}
    assert replies[60].status_code == 429
    assert 1 <= int(replies[60].headers["Retry-After"]) <= 60
    assert b"Please try again in" in replies[60].content


def test_read_aloud_and_ruler_stand_on_a_page_only_when_chosen(client: Client) -> None:
    plain = client.get("/picture-credits/").content
    client.post(PAGE, ANSWERS)
    chosen = client.get("/picture-credits/").content

    for element in (b"<gt-read-aloud", b"<gt-reading-ruler", b"<gt-keep-place"):
        assert element not in plain
        assert element in chosen


def test_pages_say_that_they_differ_by_cookie(client: Client) -> None:
    assert "Cookie" in client.get("/picture-credits/").headers["Vary"]


def test_one_press_keeps_one_change_and_leaves_the_rest(client: Client) -> None:
    client.cookies[COOKIE_NAME] = AccessSettings(theme="dark").to_cookie()

    response = client.post(PAGE, {"change": "text_size:large", "back": "/find-help/"})

    assert response["Location"] == f"{PAGE}?back=%2Ffind-help%2F#quick"
    assert response.cookies[COOKIE_NAME].value == "text_size:large|theme:dark"


def test_one_press_shows_what_it_does_to_those_who_do_not_read(client: Client) -> None:
    page = BeautifulSoup(client.get(PAGE).content, "html.parser")

    buttons = page.select("button[name=change]")
    assert len(buttons) == 6
    assert all(one.select_one(".gt-sample, .gt-swatch[data-theme], .gt-picture") for one in buttons)


def test_one_press_with_a_made_up_change_changes_nothing(client: Client) -> None:
    client.cookies[COOKIE_NAME] = AccessSettings(theme="dark").to_cookie()

    response = client.post(PAGE, {"change": "text_size:huge"})

    assert response.status_code == 302
    assert response.cookies[COOKIE_NAME].value == "theme:dark"
