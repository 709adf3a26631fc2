from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from portal.accounts.models import User
from portal.pages.actions import seed_glossary
from portal.pages.fixed_pages import ensure_fixed_pages
from tests.people_factories import sign_in_fully

from .directory_people import Area, make_area, read_area
from .oruk_profile import published_is_there

# The standard's own files are not part of this project; docs/testing.md says where they may stand.
collect_ignore = [] if published_is_there() else ["test_feed_published.py"]


@pytest.fixture(scope="module")
def area_for_module(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_area()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def area(area_for_module: None, db: None) -> Area:
    """Two providers, an editor and others; made once for the module, and what a test changes is undone."""
    return read_area()


@pytest.fixture(scope="module")
def fixed_pages(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The pages that every site has, and the glossary; made once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        ensure_fixed_pages(by=None)
        seed_glossary(by=None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def admin_client(admin_user: User) -> Client:
    """A browser in which the administrator has signed in with both steps."""
    client = Client()
    sign_in_fully(client, admin_user)
    return client
