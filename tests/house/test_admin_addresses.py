"""Every address of the admin, opened by each persona on things they may not know: no fault, and no leak."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from localoffer.models import (
    ImportRun,
    ImportSource,
    MissingNote,
    Place,
    ProviderMember,
    SchoolBreak,
    ServiceAtPlace,
    SynonymSet,
    Taxonomy,
    TaxonomyTerm,
)
from portal.accounts.models import User
from portal.pages.models import ContactMessage, GlossaryTerm
from tests.integration.directory_people import make_area, make_service
from tests.integration.pages_site import small_site
from tests.people_factories import sign_in_fully

from .addresses import FILLED, Address, every_address

pytestmark = pytest.mark.django_db

SECRETS = (
    "Unsaid heron visits",
    "Hidden plum house",
    "Words that a family sent",
    "Words that a family missed",
    "somebody.else@larkshire.example",
    "Neighbours over the river",
)
# The first ends the session, and the second is there to fail on purpose.
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
ADMIN = [address for address in every_address() if address.path.startswith("/cms/")]


def secret_things() -> dict[str, int]:
    """One of each kind of thing, some named in SECRETS: which addresses it is for, and its key."""
    area = make_area()
    site = small_site()
    hidden = make_service(area.other_provider, "Unsaid heron visits")
    refuge = Place.objects.create(name="Hidden plum house", is_masked=True)
    ServiceAtPlace.objects.create(service=hidden, place=refuge)
    hidden.unpublish()
    revision = hidden.save_revision()
    source = ImportSource.objects.create(name="Neighbours over the river", kind="csv")
    person = User.objects.create_user("somebody.else@larkshire.example", "a-long-password-2026")
    message = ContactMessage.objects.create(
        reference="Contact-2026-900",
        sending=uuid4(),
        topic="question",
        words="Words that a family sent",
        sent_at=datetime(2026, 3, 3, tzinfo=UTC),
    )
    half_term = SchoolBreak.objects.create(
        name="Half-term", first_date=date(2026, 2, 16), last_date=date(2026, 2, 20)
    )
    note = MissingNote.objects.create(words="Words that a family missed")
    word = GlossaryTerm.objects.create(term="QRM", meaning="A map.")
    return {
        "service": hidden.pk,
        "localoffer_admin": hidden.pk,
        "place": refuge.pk,
        "provider": area.other_provider.pk,
        "providermember": ProviderMember.objects.get().pk,
        "taxonomyterm": TaxonomyTerm.objects.order_by("pk")[0].pk,
        "taxonomy": Taxonomy.objects.order_by("pk")[0].pk,
        "synonymset": SynonymSet.objects.create(words="calm\nquiet").pk,
        "schoolbreak": half_term.pk,
        "missingnote": note.pk,
        "importsource": source.pk,
        "localoffer_admin:import": ImportRun.objects.create(source=source).pk,
        "pages_messages": message.pk,
        "glossaryterm": word.pk,
        "wagtailusers_users": person.pk,
        "wagtailusers_groups": Group.objects.get(name="Providers").pk,
        "revision": revision.pk,
        "page": site.guidance.pk,
        "section": site.section.pk,
    }


@pytest.fixture(scope="module")
def things(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, int]]:
    """The keys of `secret_things`, undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield secret_things()
        transaction.set_rollback(True)


def key_for(address: Address, parameter: str, things: dict[str, int]) -> object:
    """What stands in the place of `parameter`: the thing that the address is about, where there is one."""
    app, model = ("pages", "guidancepage") if "_pages:" in address.name else ("localoffer", "service")
    if parameter in {"app_label", "app_name", "content_type_app_name"}:
        return app
    if parameter in {"model_name", "content_type_model_name"}:
        return model
    if parameter == "revision_id":
        return things["revision"]
    if parameter == "parent_page_id":
        return things["section"]
    if "page" in parameter:
        return things["page"]
    beginning, _, view = address.name.partition(":")
    kinds = (
        address.name.removesuffix(view) + view.partition("_")[0],
        beginning,
        beginning.rpartition("_")[2],
    )
    return next((things[kind] for kind in kinds if kind in things), 1 if parameter == "pk" else None)


def path_of(address: Address, things: dict[str, int]) -> str:
    """The address with what it names filled in; what nothing here fits stays as the resolver's example."""
    if not PARAMETER.search(address.route) or "^" in address.route:
        return address.path

    def fill(found: re.Match[str]) -> str:
        key = key_for(address, found[2], things)
        return str(key) if key is not None else FILLED.get(found[1] or "str", "1")

    return "/" + PARAMETER.sub(fill, address.route)


def walk(email: str, things: dict[str, int]) -> dict[str, tuple[int, str]]:
    """What somebody gets at every address of the admin: name and path to status and words."""
    client = Client(raise_request_exception=False)
    sign_in_fully(client, User.objects.get(email=email))
    answers = {}
    for address in ADMIN:
        if address.name in LEFT_OUT:
            continue
        path = path_of(address, things)
        answer = client.get(path)
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[f"{address.name} {path}"] = (answer.status_code, said.decode(errors="replace"))
    return answers


def faults(answers: dict[str, tuple[int, str]]) -> list[str]:
    return [f"{where}: {status}" for where, (status, _) in answers.items() if status >= 500]


def leaks(answers: dict[str, tuple[int, str]]) -> list[str]:
    return [
        f"{where}: {secret}" for where, (_, said) in answers.items() for secret in SECRETS if secret in said
    ]


@pytest.mark.parametrize("email", ["provider@larkshire.example", "nobody@larkshire.example"])
def test_no_address_of_the_admin_fails_or_tells_a_provider_more(email: str, things: dict[str, int]) -> None:
    answers = walk(email, things)
    assert faults(answers) == []
    assert leaks(answers) == []


def test_no_address_of_the_admin_fails_for_an_editor(things: dict[str, int]) -> None:
    answers = walk("editor@larkshire.example", things)
    assert faults(answers) == []
    shown = "".join(said for _, said in answers.values())
    assert [secret for secret in SECRETS if secret not in shown] == []
