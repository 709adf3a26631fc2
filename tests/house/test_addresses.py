"""Who may open what: every address and every persona has an expected answer, and reading never writes."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from localoffer.models import ImportRun, ImportSource, Provider, Service
from portal.accounts.models import User

from .addresses import Address, every_address

pytestmark = pytest.mark.django_db

ALL = (200, 200, 200, 200, 200)
POST_ONLY = (405, 405, 405, 405, 405)
NOT_THERE = (404, 404, 404, 404, 404)
AWAY = 302  # to the sign-in page, or to the part of the admin that this person may see

# stranger, signed in but nobody, provider, editor, administrator
PUBLIC = {
    "healthz": ALL,
    "picture": NOT_THERE,
    "look:gallery": ALL,
    "look:picture-credits": ALL,
    "inputs:settings": ALL,
    "pages:glossary": ALL,
    "pages:search": ALL,
    "pages:a-to-z": ALL,
    "pages:other-ways": ALL,
    "pages:media": NOT_THERE,
    "pages:photo": NOT_THERE,
    "pages:sitemap": ALL,
    "pages:robots": ALL,
    "localoffer:search": ALL,
    "localoffer:a-to-z": ALL,
    "localoffer:browse": ALL,
    "localoffer:entry": ALL,
    "localoffer:entry-calendar": ALL,
    "localoffer:provider": ALL,
    "localoffer:whats-on": ALL,
    "localoffer:whats-on-calendar": ALL,
    "localoffer:missing": ALL,
    "localoffer:coverage": ALL,
    "localoffer:my-list": ALL,
    "localoffer:list-keep": POST_ONLY,
    "localoffer:list-keep-all": POST_ONLY,
    "localoffer:list-drop": POST_ONLY,
    "localoffer:list-share": POST_ONLY,
    "localoffer:list-shared": NOT_THERE,
    "localoffer:openreferral:about": ALL,
    "localoffer:openreferral:openapi": ALL,
    "localoffer:openreferral:services": ALL,
    "localoffer:openreferral:services-one": ALL,
    "localoffer:openreferral:organizations": ALL,
    "localoffer:openreferral:organizations-one": ALL,
    "localoffer:openreferral:taxonomies": ALL,
    "localoffer:openreferral:taxonomies-one": ALL,
    "localoffer:openreferral:taxonomy_terms": ALL,
    "localoffer:openreferral:taxonomy_terms-one": ALL,
    "localoffer:openreferral:service_at_locations": ALL,
    "localoffer:openreferral:service_at_locations-one": ALL,
}
ADMIN = {
    "localoffer_admin:mark_checked": (AWAY, AWAY, 200, 200, 200),
    "localoffer_admin:close": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:reopen": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:end": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:copy": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:freshness": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:coverage": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:link_heading_page": (AWAY, AWAY, AWAY, 405, 405),
    "localoffer_admin:unlink_heading_page": (AWAY, AWAY, AWAY, 405, 405),
    "localoffer_admin:imports": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:import_new": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:import_example": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:import_run": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:import_progress": (AWAY, AWAY, AWAY, 200, 200),
    "localoffer_admin:import_refusals": (AWAY, AWAY, AWAY, 200, 200),
    "pages_messages:list": (AWAY, AWAY, AWAY, 200, 200),
    "pages_messages:message": (AWAY, AWAY, AWAY, 404, 404),
    "pages_versions": (AWAY, AWAY, AWAY, 200, 200),
    "pages_versions_results": (AWAY, AWAY, AWAY, 200, 200),
    "pages_reviews": (AWAY, AWAY, AWAY, 200, 200),
    "pages_reviews_results": (AWAY, AWAY, AWAY, 200, 200),
    "wagtailsnippets_localoffer_service:list": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippets_localoffer_service:list_results": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippets_localoffer_service:add": (AWAY, AWAY, AWAY, 200, 200),
    "wagtailsnippets_localoffer_service:edit": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippets_localoffer_service:copy": (AWAY, AWAY, AWAY, AWAY, AWAY),
    "wagtailsnippetchoosers_localoffer_service:choose": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippetchoosers_localoffer_service:choose_results": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippetchoosers_localoffer_service:chosen": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippetchoosers_localoffer_service:chosen_multiple": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippetchoosers_localoffer_place:choose": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippetchoosers_localoffer_place:choose_results": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippetchoosers_localoffer_place:chosen": (AWAY, AWAY, 200, 200, 200),
    "wagtailsnippetchoosers_localoffer_place:chosen_multiple": (AWAY, AWAY, 200, 200, 200),
}
EXPECTED = PUBLIC | ADMIN
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


@pytest.fixture(scope="module")
def people(demo: None, django_db_blocker) -> dict[str, Client]:
    """A browser for each persona, signed in."""
    with django_db_blocker.unblock():
        nobody = User.objects.create_user("nobody@larkshire.example", "a-long-enough-one")
        signed_in = {
            "provider": User.objects.get(email="provider@larkshire.example"),
            "editor": User.objects.get(email="editor@larkshire.example"),
            "admin": User.objects.get(email="admin@larkshire.example"),
        }
        clients = {"stranger": Client(), "nobody": Client(), **{name: Client() for name in signed_in}}
        for name, user in {"nobody": nobody, **signed_in}.items():
            clients[name].force_login(user)
    return clients


@pytest.fixture(scope="module")
def examples(demo: None, django_db_blocker) -> dict[str, dict[str, object]]:
    """What to fill in addresses that name something: things of the provider who signs in."""
    with django_db_blocker.unblock():
        provider = Provider.objects.get(slug="sleep-well")
        service = Service.objects.filter(provider=provider, live=True).order_by("pk")[0]
        place = service.service_places.order_by("pk").first()
        at_place = (
            place or Service.objects.exclude(service_places=None).order_by("pk")[0].service_places.first()
        )
        source = ImportSource.objects.create(name="A neighbour", kind="csv")
        run = ImportRun.objects.create(source=source)
        term = service.service_terms.order_by("pk")[0].term
    one = "localoffer:openreferral:{}-one".format
    return {
        "localoffer:entry": {"slug": service.slug},
        "localoffer:entry-calendar": {"slug": service.slug},
        "localoffer:provider": {"slug": provider.slug},
        one("services"): {"thing": service.uuid},
        one("organizations"): {"thing": provider.uuid},
        one("taxonomies"): {"thing": term.taxonomy.uuid},
        one("taxonomy_terms"): {"thing": term.uuid},
        one("service_at_locations"): {"thing": at_place.uuid},
        "service": {"pk": service.pk},
        "place": {"pk": at_place.place_id},
        "run": {"pk": run.pk},
    }


def _path(address: Address, examples: dict[str, dict[str, object]]) -> str:
    if address.name in examples:
        return reverse(address.name, kwargs=examples[address.name])
    for part, key in (("import_", "run"), ("_place", "place"), ("local", "service")):
        if part in address.name and "<int:pk>" in address.route + address.route.replace("str:", "int:"):
            return reverse(address.name, kwargs=examples[key])
    return address.path


OURS = [
    address for address in every_address() if address.is_ours and OTHER_ROUTES_TO_THE_SAME not in address.name
]


def test_every_address_of_ours_has_an_expected_answer():
    assert {address.name for address in OURS} == set(EXPECTED)


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_address_answers_each_persona_as_expected(address, people, examples):
    path = _path(address, examples)

    answers = tuple(_answer(client, path) for client in people.values())

    assert answers == EXPECTED[address.name], path


def _answer(client: Client, path: str) -> int:
    cache.clear()
    return client.get(path).status_code


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_reading_never_writes(address, people, examples):
    path = _path(address, examples)

    with CaptureQueriesContext(
        connection,
    ) as captured:
        people["stranger"].get(path)
        if address.name in PUBLIC:
            people["stranger"].get(path, {"words": "speech therapy", "age": "7", "page": "2"})

    assert [query["sql"] for query in captured if WRITES.match(query["sql"])] == []


def test_reading_content_pages_never_writes(people):
    pages = Page.objects.live().filter(depth__gt=1).order_by("pk")
    paths = [page.url for page in pages if page.url]

    with CaptureQueriesContext(connection) as captured:
        answers = {path: people["stranger"].get(path).status_code for path in paths}

    assert set(answers.values()) == {200}, answers
    assert [query["sql"] for query in captured if WRITES.match(query["sql"])] == []


def test_wagtail_admin_refuses_strangers_everywhere(people):
    opened = []
    for address in every_address():
        if address.path.startswith("/cms/") and address.name not in WAGTAIL_FOR_STRANGERS:
            answer = people["stranger"].get(address.path)
            sent_to = answer.headers.get("Location", "")
            if not (answer.status_code == AWAY and sent_to.startswith("/cms/login/")):
                opened.append(f"{address.name} {address.path}: {answer.status_code} {sent_to}")

    assert opened == []


def test_wagtail_admin_refuses_signed_in_nobody_everywhere(people):
    own_pages = {"wagtailadmin_logout", "wagtailadmin_login"}
    opened = [
        f"{address.name} {address.path}"
        for address in every_address()
        if address.path.startswith("/cms/")
        and address.name not in WAGTAIL_FOR_STRANGERS | own_pages
        and people["nobody"].get(address.path).status_code == 200
    ]

    assert opened == []
