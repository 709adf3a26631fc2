"""Ten thousand inputs for the forms that a stranger can reach: no error of ours, no markup that comes back.

The forms are found by following links, so that a new one is among them by itself. The inputs come from a
seed: they are the same each time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.template.base import Template
from django.test import Client
from django.utils.safestring import SafeString

from localoffer.models import Postcode, Service
from portal.access.roles import Role
from portal.pages.fixed_pages import ensure_area, ensure_fixed_pages
from portal.people.models import Concern
from tests.house.addresses import every_address
from tests.integration.finding_directory import make_place, make_service, ready
from tests.integration.forms_found import Form, every_form, route, walk
from tests.integration.forms_fuzzed import BROKEN_OUT, Maker, urlencoded
from tests.integration.pages_site import small_site
from tests.people_factories import sign_in_fully, user

pytestmark = pytest.mark.django_db
SEED = 20261123
INPUTS = 10_000
INPUTS_AGAIN = 2_500  # on the second database, which refuses other things: too long, or nothing in the middle
DRAWN = 10  # every tenth answer is drawn and read; of the others the view's own work and status count
KNOWN = {
    "/contact/",
    "/find-help/missing/",
    "/i-do-not-feel-safe/",
    "/sign-in/",
    "/sign-up/",
    "/sign-in/password/",
    "/sign-in/code/",
    "/my-list/drop/",
}
READERS = (Role.EDITOR, Role.SAFETY_LEAD)
SIGNS_OUT = ("account_logout", "wagtailadmin_logout")
STARTS = ("/", "/i-do-not-feel-safe/", "/my-account/", "/gallery/")


class QuickClient(Client):
    """A browser that keeps no cookie that an answer sets, and no copy of what templates were given."""

    def request(self, **request: Any) -> Any:
        """Return the answer alone."""
        return self.handler(self._base_environ(**request))


@contextmanager
def _drawing(is_wanted: bool) -> Iterator[None]:
    draw = Template.render
    if not is_wanted:
        Template.render = lambda self, context: SafeString("")
    try:
        yield
    finally:
        Template.render = draw


@pytest.fixture
def site(client: Client, settings: Any) -> Client:
    """A small site with one of each thing, and its limits on posting off."""
    settings.RATELIMIT_ENABLE = False
    settings.ACCOUNT_RATE_LIMITS = False
    small_site()
    ensure_area(by=None)
    ensure_fixed_pages(by=None)
    make_service("Chess club", places=[make_place("Hall", "Otterby", (53.0, -0.9))], days="MO")
    Postcode.objects.create(code="ZZ11AA", latitude=53.0, longitude=-0.9, district="E07000001")
    ready()
    user(role=Role.SAFETY_LEAD, post="Safety lead")
    return client


def _send(client: QuickClient, maker: Maker, form: Form) -> Any:
    if form.method == "get":
        query = urlencoded(maker.pairs(form)).decode()
        return client.get(form.action, QUERY_STRING=query)
    kind, body = maker.request(form)
    return client.generic("POST", form.action, body, content_type=kind)


def _trouble(answer: Any) -> str:
    """What is wrong with an answer; nothing when all is well."""
    if answer.status_code >= 500:
        return f"error {answer.status_code}"
    if "X-Bad" in answer.headers:
        return "a header of the input's own"
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return ""
    return next((f"{mark!r} comes back" for mark in BROKEN_OUT if mark in answer.content), "")


def _asked_for_a_code(client: Client) -> Client:
    client.post("/sign-in/", {"email": user().email})
    return client


def _kept_an_entry(client: Client) -> Client:
    client.post("/my-list/keep/", {"service": str(Service.objects.get().uuid)})
    return client


def _forms(stranger: Client) -> list[tuple[QuickClient, Form]]:
    """Every form of a stranger, of one who has asked for a code, and of one with a list; and who sends it."""
    found: dict[Any, tuple[QuickClient, Form]] = {}
    visitors = {
        STARTS: stranger,
        ("/sign-in/code/",): _asked_for_a_code(Client()),
        ("/my-list/",): _kept_an_entry(Client()),
    }
    for starts, visitor in visitors.items():
        sender = QuickClient(raise_request_exception=False)
        sender.cookies = visitor.cookies
        own = {route(path) for path in starts}
        wanted = bool if visitor is stranger else own.__contains__
        for form in every_form(visitor, starts, wanted):
            found.setdefault(form.key, (sender, form))
    return list(found.values())


def test_ten_thousand_inputs_give_no_error_and_no_script(site: Client) -> None:
    forms = _forms(site)
    maker = Maker(SEED)
    wrong = []
    gc.freeze()  # what is there already is not looked through again and again: a quarter of the time
    for number in range(INPUTS if connection.vendor == "sqlite" else INPUTS_AGAIN):
        client, form = forms[number % len(forms)]
        with _drawing((number // len(forms)) % DRAWN == 0):
            answer = _send(client, maker, form)
        if trouble := _trouble(answer):
            wrong.append(f"input {number}, {form.method} {form.action}: {trouble}")
    gc.unfreeze()

    assert {form.action for _client, form in forms} >= KNOWN
    assert wrong == []
    assert Concern.objects.filter(words__contains="<zqx").exists()  # it was kept as it was said
    shown = [page for role in READERS for page in _pages_shown_to(role)]
    assert [trouble for trouble, _says_it in shown if trouble] == []
    assert any(says_it for _trouble, says_it in shown), "nothing that was sent is shown to anybody"


def _pages_shown_to(role: Role) -> Iterator[tuple[str, bool]]:
    """Each page of ours that strangers do not open, as somebody with `role` sees it: what is wrong with it,
    and whether something sent stands on it as words."""
    client = sign_in_fully(Client(raise_request_exception=False), user(role=role))
    private = {address.name for address in every_address() if address.is_ours} - set(SIGNS_OUT)
    starts = [address.path for address in every_address() if address.is_ours and "<" not in address.route]
    for path, answer in walk(client, starts, lambda name: name in private, each=1):
        trouble = _trouble(answer)
        yield f"{path} as {role}: {trouble}" if trouble else "", b"&lt;zqx" in answer.content
