"""The frame of every page, its headers, the gallery and the pages for when something is in the way."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django_ratelimit.exceptions import Ratelimited

from portal.access.limits import wait_words
from portal.inputs.settings import DEFAULT
from portal.look.errors import not_allowed
from portal.pages.models import AreaSettings
from portal.pages.stamps import AREA, renew_stamp
from portal.pictures.vocabulary import SHEETS, on_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PLACES = ["/", "/find-help/", "/my-list/", "/listen/", "/how-i-use-this-site/", "/search/"]


def soup_of(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_every_page_has_the_places_that_never_move_in_one_order(client: Client) -> None:
    for address in ("/picture-credits/", "/how-i-use-this-site/", "/gallery/", "/no-such-page/"):
        soup = soup_of(client, address)
        assert [link["href"] for link in soup.select(".gt-nav a")] == PLACES
        assert soup.select_one(".gt-header a[href='/get-help-now/']")
        assert soup.body.find("a")["href"] == "#main"
        assert soup.select_one("main#main h1")


def test_the_place_we_are_at_is_said(client: Client) -> None:
    here = soup_of(client, "/how-i-use-this-site/").select(".gt-nav [aria-current]")

    assert [(link["href"], link["aria-current"]) for link in here] == [("/how-i-use-this-site/", "page")]


def test_pages_have_no_inline_script_or_style_and_call_nobody_else(client: Client) -> None:
    for address in ("/gallery/", "/how-i-use-this-site/", "/picture-credits/"):
        soup = soup_of(client, address)
        assert soup.select("style, script:not([src]), [style]") == []
        assert [tag for tag in soup.find_all() if any(name.startswith("on") for name in tag.attrs)] == []
        loaded = [tag.get("src") or tag.get("href") for tag in soup.select("script, link, img")]
        assert [url for url in loaded if not url.startswith("/static/")] == []


def test_public_policy_is_strict_and_admin_policy_is_only_under_cms(
    client: Client, admin_client: Client
) -> None:
    public = client.get("/picture-credits/").headers["Content-Security-Policy"]
    admin = admin_client.get("/cms/").headers["Content-Security-Policy"]

    assert "unsafe" not in public
    assert "default-src 'none'" in public
    assert "script-src 'self' 'unsafe-inline'" in admin
    assert "unsafe" not in admin_client.get("/picture-credits/").headers["Content-Security-Policy"]


def test_pages_send_the_headers_that_keep_them_safe(client: Client) -> None:
    headers = client.get("/picture-credits/").headers

    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_pages_of_the_signed_in_are_kept_by_no_shared_cache(client: Client, admin_client: Client) -> None:
    assert admin_client.get("/picture-credits/").headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in client.get("/picture-credits/").headers


def test_gallery_is_only_for_development_and_demo(client: Client, settings) -> None:
    assert client.get("/gallery/").status_code == 200
    settings.DEMO_AREA = False
    assert client.get("/gallery/").status_code == 404


def test_gallery_shows_a_theme_without_changing_the_readers_own(client: Client) -> None:
    response = client.get("/gallery/?theme=dark&text_size=largest&theme=nonsense")

    assert "how_i_use" not in response.cookies
    assert (
        BeautifulSoup(client.get("/gallery/?theme=dark").content, "html.parser").html["data-theme"] == "dark"
    )


def test_picture_credits_name_openmoji_and_its_licence(client: Client) -> None:
    words = soup_of(client, "/picture-credits/").get_text(" ", strip=True)

    assert "OpenMoji" in words
    assert "BY-SA 4.0" in words


def test_missing_page_says_what_to_do(client: Client) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert b"We cannot find that page" in response.content


def a_request():
    request = RequestFactory().get("/picture-credits/")
    request.access_settings = DEFAULT
    return request


def test_not_allowed_is_403_and_too_many_tries_is_429() -> None:
    assert not_allowed(a_request(), PermissionDenied()).status_code == 403
    limited = not_allowed(a_request(), Ratelimited())
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "60")


def test_post_without_its_token_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/how-i-use-this-site/", {})

    assert response.status_code == 403
    assert b"Please try that again" in response.content


def test_500_page_needs_no_database_and_no_request(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert "Something went wrong" in render_to_string("500.html")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 second"),
        (1, "1 second"),
        (40, "40 seconds"),
        (60, "about 1 minute"),
        (61, "about 2 minutes"),
        (3600, "about 60 minutes"),
    ],
)
def test_wait_is_said_in_words(seconds: int, words: str) -> None:
    assert wait_words(seconds) == words


def test_picture_credits_show_one_kind_at_a_time(client: Client) -> None:
    first = soup_of(client, "/picture-credits/")
    kinds = [link["href"].split("#")[0] for link in first.select(".gt-chips a")]

    assert len(kinds) == len(SHEETS)
    for kind, sheet in zip(kinds, SHEETS.values(), strict=True):
        shown = soup_of(client, f"/picture-credits/{kind}").select(".gt-picture-list use")
        assert [one["href"].split("#")[1] for one in shown] == [one.code for one in on_sheet(sheet)]
        assert len({one["href"].split("#")[0] for one in shown}) == 1
    assert client.get("/picture-credits/?kind=nonsense").status_code == 404


def test_frame_names_the_area_as_its_editors_do(client: Client) -> None:
    AreaSettings.objects.all().delete()
    renew_stamp(AREA)
    assert soup_of(client, "/picture-credits/").select_one(".gt-header__area").text == "Larkshire"

    AreaSettings.objects.create(area_name="Otterdale", site_title="Silver Thread")

    soup = soup_of(client, "/picture-credits/")
    assert soup.select_one(".gt-header__site").text == "Silver Thread"
    assert soup.select_one(".gt-header__area").text == "Otterdale"
    assert "Otterdale" in soup.select_one(".gt-footer").text
    assert soup.title.text.endswith("Silver Thread")
