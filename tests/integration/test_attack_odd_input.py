"""Every public address and parameter with input made to break it: an answer each time, and never a 500.

The same requests each time, in the same order: nothing here is random.
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from localoffer.finding.query import FIELDS
from localoffer.models import Postcode, Service
from localoffer.openreferral.endpoints import ENDPOINTS
from localoffer.openreferral.parameters import PARAMETERS
from tests.integration.finding_directory import make_place, make_service, ready
from tests.integration.pages_site import small_site

pytestmark = pytest.mark.django_db

HOSTILE = {
    "nothing": "",
    "nul": "a\x00b",
    "quote": "'",
    "markup": '"><script>alert(1)</script>',
    "percent": "%s%(x)s%",
    "backslash": "\\",
    "below nought": "-1",
    "long number": "9" * 5000,
    "past the end": "2147483648",
    "not a number": "NaN",
    "other digits": "\u0661\u0662\u00b2\u00bd",
    "long word": "a" * 10_000,
    "many words": "a " * 3000,
    "turned round": "\u202e\u200b\ufeff",
    "picture": "\U0001f600" * 50,
    "path": "../../../etc/passwd",
    "elsewhere": "//evil.example",
    "script address": "javascript:alert(1)",
    "line": "x\r\nX-Bad: 1",
    "search language": '"NEAR(a b) AND OR NOT * ^c {d}:e ((',
    "strange day": "2026-02-30",
    "last moment": "9999-12-31T23:59:59-14:00",
    "first moment": "0001-01-01T00:00:00+14:00",
    "braces": "{{ 7|add:7 }}{% debug %}",
    "near near": "near " * 60,
    "joined words": "and with for " * 60,
    "commas": ",;." * 60,
    "postcode": "ZZ1 1AA",
}
ONE_BY_ONE = {"a\x00b", "9" * 5000, "\u0661\u0662\u00b2\u00bd", "2147483648", '"><script>alert(1)</script>'}
SEARCH = [*FIELDS]
PAGES = {
    "/": ["words"],
    "/find-help/": SEARCH,
    "/find-help/whats-on/": [*SEARCH, "when"],
    "/find-help/whats-on.ics": ["words", "postcode", "need"],
    "/find-help/a-to-z/": ["letter", "page"],
    "/find-help/missing/": ["search", "age", "town", "thanks"],
    "/how-i-use-this-site/": ["back"],
    "/search/": ["words", "in"],
    "/contact/": ["about", "received", "page"],
    "/cms/login/": ["next"],
}
IN_PATHS = (
    "/find-help/entry/{}/",
    "/find-help/entry/{}.ics",
    "/find-help/provider/{}/",
    "/my-list/shared/{}/",
    "/media/images/{}",
    "/media/images/{}.png",
    "/photos/{}",
    "/watch/{}/x",
    "/watch/1/{}",
    "/documents/{}/x",
    "/documents/1/{}",
    "/documents/authenticate_with_password/{}/",
    "/api/oruk/v3/services/{}",
    "/api/oruk/v3/{}",
    "/{}/",
    "/bn/{}",
    "/cms/{}",
)
HEADERS = (
    "Accept-Encoding",
    "Accept-Language",
    "HX-Request",
    "Host",
    "If-Modified-Since",
    "If-None-Match",
    "Origin",
    "Range",
    "Referer",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
)
COOKIES = ["my_list", "my_shared_list", "how_i_use", "messages", "django_language", "sessionid", "csrftoken"]
POSTED = {
    "/find-help/missing/": ["words", "need", "age", "town", "search"],
    "/my-list/keep/": ["service", "next"],
    "/my-list/drop/": ["service", "next", "everything"],
    "/my-list/share/": ["stop"],
    "/how-i-use-this-site/": ["back", "theme", "text_size", "reset"],
    "/contact/": ["topic", "words", "name", "email", "phone", "sending", "website"],
    "/sign-in/": ["email", "next"],
    "/sign-in/password/": ["login", "password", "next"],
    "/sign-in/passkey/": ["credential", "next"],
    "/sign-up/": ["email", "next"],
    "/forgotten-password/": ["email"],
    "/invitation/x/": ["next"],
}


@pytest.fixture
def site(client: Client) -> Client:
    small_site()
    make_service("Chess club", places=[make_place("Hall", "Otterby", (53.0, -0.9))], days="MO")
    Postcode.objects.create(code="ZZ11AA", latitude=53.0, longitude=-0.9, district="E07000001")
    ready()
    client.raise_request_exception = False
    return client


def _broken(ask: Callable[[str], Iterator[tuple[str, Any]]]) -> list[str]:
    """The requests whose answer is an error of ours, or carries a header that the input wrote."""
    wrong = []
    for kind, value in HOSTILE.items():
        for asked, answer in ask(value):
            if answer.streaming:
                b"".join(answer.streaming_content)
            if answer.status_code >= 500 or "X-Bad" in answer.headers:
                wrong.append(f"{asked}, {kind}: {answer.status_code}")
    return wrong


def test_hostile_parameter_breaks_no_page(site: Client) -> None:
    def ask(value: str) -> Iterator[tuple[str, Any]]:
        for page, names in PAGES.items():
            for name in names if value in ONE_BY_ONE else names[:1]:
                yield f"{page} {name}", site.get(page, {name: value})
            yield f"{page} all", site.get(page, {**dict.fromkeys(names, value), value: value})

    assert _broken(ask) == []


def test_hostile_parameter_breaks_no_part_of_the_feed(site: Client) -> None:
    also = {"proximity": {"postcode": "ZZ1 1AA"}, "postcode": {"proximity": "1000"}}

    def ask(value: str) -> Iterator[tuple[str, Any]]:
        for endpoint in ENDPOINTS if value in ONE_BY_ONE else ENDPOINTS[:1]:
            # A parameter that cannot be used is answered at once, so each is sent by itself.
            for name in (*endpoint.parameters, "unknown"):
                query = {**also.get(name, {}), name: value}
                yield f"{endpoint.path} {name}", site.get(f"/api/oruk/v3/{endpoint.path}", query)

    assert set(PARAMETERS) >= {name for endpoint in ENDPOINTS for name in endpoint.parameters}
    assert _broken(ask) == []


def test_hostile_path_breaks_no_page(site: Client) -> None:
    def ask(value: str) -> Iterator[tuple[str, Any]]:
        part = quote(value[:300], safe="")
        yield from ((path, site.get(path.format(part))) for path in IN_PATHS)

    assert _broken(ask) == []


def test_hostile_header_breaks_no_page(site: Client) -> None:
    pages = ("/how-i-use-this-site/",)

    def ask(value: str) -> Iterator[tuple[str, Any]]:
        as_sent = value.encode()[:8000].decode("latin-1")
        for name in HEADERS:
            for page in pages:
                yield f"{page} {name}", site.get(page, headers={name: as_sent})

    assert _broken(ask) == []


def test_hostile_cookie_breaks_no_page(site: Client) -> None:
    def ask(value: str) -> Iterator[tuple[str, Any]]:
        for name in COOKIES:
            header = f"{name}={value[:3000]}".replace("\r\n", "").encode().decode("latin-1")
            for page in ("/find-help/", "/my-list/"):
                yield f"{page} {name}", site.get(page, headers={"Cookie": header})

    assert _broken(ask) == []


def test_hostile_form_breaks_no_page(site: Client) -> None:
    service = str(Service.objects.get().uuid)

    def ask(value: str) -> Iterator[tuple[str, Any]]:
        for page, names in POSTED.items():
            usual = {"service": service, "words": "Help", "topic": "other"}
            for name in names if value in ONE_BY_ONE else names[:1]:
                yield f"{page} {name}", site.post(page, {**usual, name: value})
            yield f"{page} all", site.post(page, dict.fromkeys(names, value))

    assert _broken(ask) == []


@pytest.mark.parametrize("page", ["/find-help/", "/api/oruk/v3/services", "/search/", "/my-list/"])
def test_thousands_of_parameters_break_no_page(site: Client, page: str) -> None:
    many = "&".join(f"need={number}&words=a{number}&x{number}=1" for number in range(1500))

    assert site.get(f"{page}?{many}").status_code < 500


@pytest.mark.parametrize("body", [b"", b"\x00" * 100, b"--x\r\nbroken", b"{", b"a=1&" * 6000])
@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain"]
)
def test_body_that_is_no_form_breaks_no_page(site: Client, body: bytes, kind: str) -> None:
    for page in POSTED:
        assert site.generic("POST", page, body, content_type=kind).status_code < 500, page
