"""What guards every answer: the content policy, no sniffing, tokens on forms, addresses nobody can fake."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory, override_settings
from django_ratelimit.core import get_usage
from wagtail.documents.models import Document

from portal.running.addresses import visitor_address
from tests.integration.finding_directory import make_service, ready
from tests.integration.pages_site import small_site

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def site(client: Client) -> Client:
    small_site()
    make_service("Chess club", days="MO")
    ready()
    return client


PUBLIC = (
    "/",
    "/money/benefits/",
    "/find-help/",
    "/find-help/?words=chess",
    "/find-help/entry/entry-1/",
    "/find-help/entry/entry-1.ics",
    "/find-help/whats-on.ics",
    "/api/oruk/v3/",
    "/api/oruk/v3/services?format=ndjson",
    "/api/oruk/v3/nothing",
    "/my-list/",
    "/contact/",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/not-there/",
    "/find-help/entry/not-there/",
    "/media/images/none.png",
    "/my-list/keep/",
)


@pytest.mark.parametrize("page", PUBLIC)
def test_every_answer_carries_the_strict_policy(site: Client, page: str) -> None:
    answer = site.get(page)

    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "Set-Cookie" not in answer.headers


def test_page_of_an_error_carries_the_strict_policy(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("localoffer.views.search.find", break_down)
    site.raise_request_exception = False

    answer = site.get("/find-help/?words=chess")

    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "broken on purpose" not in answer.content.decode()


def test_document_that_holds_markup_is_never_shown_as_a_page(client: Client) -> None:
    document = Document.objects.create(
        title="Notes", file=ContentFile(b"<script>alert(1)</script>", "notes.txt")
    )

    answer = client.get(document.url)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "html" not in answer.headers["Content-Type"]


@pytest.mark.parametrize(
    "page",
    [
        "/find-help/missing/",
        "/my-list/keep/",
        "/my-list/drop/",
        "/my-list/share/",
        "/how-i-use-this-site/",
        "/contact/",
        "/sign-in/",
        "/sign-in/password/",
        "/sign-up/",
        "/forgotten-password/",
    ],
)
def test_form_without_its_token_is_refused(page: str) -> None:
    small_site()

    answer = Client(enforce_csrf_checks=True).post(page, {"words": "x"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b"]
)
def test_unknown_host_is_refused(site: Client, host: str) -> None:
    assert site.get("/find-help/", headers={"Host": host}).status_code == 400
    assert "evil" not in site.get("/find-help/", headers={"X-Forwarded-Host": host}).content.decode()


@pytest.mark.parametrize(
    ("proxies", "told", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.7"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (2, "1.1.1.1, 198.51.100.1, 203.0.113.5", "198.51.100.1"),
        (2, "198.51.100.1", "192.0.2.7"),
        (1, "198.51.100.1:51234", "198.51.100.1"),
        (1, "[2001:db8::7]:51234", "2001:db8::7"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "unknown", "192.0.2.7"),
        (1, "1:2:3", "192.0.2.7"),
        (1, '"><script>', "192.0.2.7"),
    ],
)
def test_address_of_a_visitor_is_what_our_own_proxy_says(proxies: int, told: str, expected: str) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": told})
    with override_settings(TRUSTED_PROXIES=proxies):
        assert visitor_address(request) == expected
        assert get_usage(request, group="try", key="ip", rate="5/m", method="POST", increment=True)


def test_visitor_by_a_local_socket_can_still_post() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="")

    assert get_usage(request, group="try", key="ip", rate="5/m", method="POST", increment=True)
