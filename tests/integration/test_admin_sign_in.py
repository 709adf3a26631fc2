"""The admin's door, for someone who has not signed in yet."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["wagtailadmin_sprite", "wagtailadmin_javascript_catalog"])
def test_what_the_admin_fetches_is_there_before_signing_in(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert b"<form" not in response.content


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_explore_root"])
def test_page_of_the_admin_sends_strangers_to_our_sign_in(client: Client, name: str) -> None:
    page = reverse(name)

    assert client.get(page).headers["Location"] == f"/sign-in/?next={page}"
