"""Who may open what: every address, every method and every persona has an expected answer; reading writes
nothing but the record of who looked."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from django.db import connection, transaction
from django.template.base import Template
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Page

from portal.access.methods import LOOK_AFTER_THEMSELVES
from portal.access.roles import Role

from .addresses import Address, every_address
from .expected import AT, AWAY, EXPECTED, Row
from .personas import PERSONAS, Persona, World, make_world

pytestmark = pytest.mark.django_db

# Pages are drawn for these, and only answered for the rest, whose pages differ in nothing from one of these.
PAGES_DRAWN_FOR = {
    "stranger",
    "signed in with no role",
    "role administrator",
    "role editor",
    "co-ordinator in the circle",
    "parent in the circle",
    "separated parent kept apart",
    "young person before 16, picture card",
    "young person after 16, own account",
    "provider of this entry",
}
METHODS_OF_NO_PAGE = ("PUT", "PATCH", "DELETE", "OPTIONS")
ADMIN_PREFIX, FEED_PREFIX = "/cms/", "/api/"
# Wagtail's pages that must open before anybody is signed in. Each says nothing about the site.
WAGTAIL_FOR_STRANGERS = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "(no name) cms/jsi18n/",
    "wagtailadmin_sprite",
    "(no name) cms/sprite/",
}
OTHER_ROUTES_TO_THE_SAME = "(no name)"  # such as the feed's addresses with a slash at the end
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b", re.IGNORECASE)
# What reading may write: who looked; and, in Wagtail's editor, that somebody has this open now.
MAY_WRITE = re.compile(r'^\s*((INSERT INTO|UPDATE) "audit_|.*"wagtailadmin_editingsession")', re.IGNORECASE)

# Pages that ask a device to prove something keep in the session what they asked, until it answers.
KEEP_A_CHALLENGE = {"mfa_activate_totp", "mfa_add_webauthn"}
SESSION = re.compile(r'^\s*UPDATE "django_session"')


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody and everything, made once and undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def no_limits(settings: Any) -> None:
    """Whoever walks every address is not stopped for asking often."""
    settings.RATELIMIT_ENABLE = False
    settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False


def _has_row(address: Address) -> bool:
    """Ours, and whatever other packages answer outside Wagtail's admin."""
    if OTHER_ROUTES_TO_THE_SAME in address.name:
        return False
    return address.is_ours or not address.path.startswith(ADMIN_PREFIX)


WITH_ROWS = {address.name: address for address in every_address() if _has_row(address)}


def path_for(address: Address, row: Row, world: World, who: Persona) -> str:
    """The address as `who` tries it."""
    if not row.at:
        return address.path
    filled = AT[row.at](world, who)
    return filled if isinstance(filled, str) else reverse(address.name, kwargs=filled)


@contextmanager
def writes_seen() -> Iterator[list[str]]:
    """The statements that change something, except those of the record of who looked."""
    seen: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if WRITES.match(sql) and not MAY_WRITE.match(sql):
            seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield seen


def answer(world: World, who: Persona, method: str, path: str, *, drawn: bool = False) -> int:
    """The status that `who` gets, with the page drawn or without. What it changed is undone."""
    with nullcontext() if drawn else words_left_out(), transaction.atomic():
        status: int = world.clients[who.name].generic(method, path).status_code
        transaction.set_rollback(True)
    return status


@contextmanager
def words_left_out() -> Iterator[None]:
    """Answers without their words, where only the status is wanted: drawing is most of what a page costs."""
    draw = Template.render
    Template.render = lambda self, context: SafeString("")
    try:
        yield
    finally:
        Template.render = draw


def test_every_address_has_an_expected_answer_and_no_row_is_left_over():
    assert set(WITH_ROWS) == set(EXPECTED)


def test_every_role_is_walked():
    assert {role for who in PERSONAS for role in who.roles} == set(Role)
    assert len({who.name for who in PERSONAS}) == len(PERSONAS)
    assert {who.name for who in PERSONAS} >= PAGES_DRAWN_FOR


@pytest.mark.parametrize("name", WITH_ROWS)
def test_address_answers_each_method_and_persona_as_expected(name: str, world: World) -> None:
    address, row = WITH_ROWS[name], EXPECTED[name]
    wrong = []
    for who in PERSONAS:
        path = path_for(address, row, world, who)
        drawn = who.name in PAGES_DRAWN_FOR and row.who.may(who)
        with writes_seen() as written:
            told = {"GET": answer(world, who, "GET", path, drawn=drawn)}
        told["HEAD"] = answer(world, who, "HEAD", path)
        told["POST"] = answer(world, who, "POST", path, drawn=drawn)
        wrong += [
            f"{method} {path} as {who.name}: {status}, not {sorted(row.answers(method, who))}"
            for method, status in told.items()
            if status not in row.answers(method, who)
        ]
        wrong += [
            f"reading {path} as {who.name} wrote: {sql}"
            for sql in written
            if not (name in KEEP_A_CHALLENGE and SESSION.match(sql))
        ]

    assert wrong == []


@pytest.mark.parametrize("name", WITH_ROWS)
def test_no_address_answers_a_method_that_no_page_uses(name: str, world: World) -> None:
    """Under the admin's and the feed's addresses views say so themselves. Elsewhere one middleware does,
    before anybody is known: there nobody and the one who may most stand for all."""
    address, row = WITH_ROWS[name], EXPECTED[name]
    wrong = []
    for who in PERSONAS:
        path = path_for(address, row, world, who)
        looks_after_itself = path.startswith(LOOK_AFTER_THEMSELVES)
        if not looks_after_itself and who.name not in ("stranger", "role administrator"):
            continue
        for method in METHODS_OF_NO_PAGE:
            if looks_after_itself:
                status = answer(world, who, method, path)
            else:  # nothing of the site is reached, so there is nothing to undo
                status = world.clients[who.name].generic(method, path).status_code
            right = {405}
            if path.startswith(ADMIN_PREFIX):
                right |= row.answers("GET", who) | {200}  # some of Wagtail's views read, whatever the method
            if path.startswith(FEED_PREFIX) and method == "OPTIONS":
                right = {200, 204}
            if status not in right:
                wrong.append(f"{method} {path} as {who.name}: {status}")

    assert wrong == []


def test_methods_that_no_page_uses_are_refused_before_anybody_is_known(settings: Any) -> None:
    order = settings.MIDDLEWARE

    assert order.index("portal.access.methods.MethodsMiddleware") < order.index(
        "django.contrib.sessions.middleware.SessionMiddleware"
    )


def test_reading_content_pages_never_writes(world: World) -> None:
    paths = [page.url for page in Page.objects.live().filter(depth__gt=1).order_by("pk") if page.url]

    with writes_seen() as written:
        answers = {path: answer(world, PERSONAS[0], "GET", path, drawn=True) for path in paths}

    assert set(answers.values()) == {200}, answers
    assert written == []


def test_wagtail_admin_refuses_strangers_everywhere(world: World) -> None:
    opened = []
    for address in every_address():
        if address.path.startswith(ADMIN_PREFIX) and address.name not in WAGTAIL_FOR_STRANGERS:
            told = world.clients["stranger"].get(address.path)
            if told.status_code != AWAY:
                opened.append(f"{address.name} {address.path}: {told.status_code}")

    assert opened == []


def test_wagtail_admin_refuses_everybody_whose_roles_do_not_open_it(world: World) -> None:
    """One gate of Wagtail's stands before all of these: each is tried by nobody's account, and by the others
    in turn, so that every address and every persona comes up."""
    own_pages = {"wagtailadmin_logout", "wagtailadmin_login"}
    addresses = [
        address
        for address in every_address()
        if address.path.startswith(ADMIN_PREFIX) and address.name not in WAGTAIL_FOR_STRANGERS | own_pages
    ]
    nobody, *others = [who for who in PERSONAS if not who.enters_admin and not who.is_stranger]
    opened = [
        f"{address.path} as {who.name}"
        for place, address in enumerate(addresses)
        for who in (nobody, others[place % len(others)])
        if answer(world, who, "GET", address.path) == 200
    ]

    assert len(addresses) > len(others)
    assert opened == []
