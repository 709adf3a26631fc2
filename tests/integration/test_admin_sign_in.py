"""The admin's sign-in page, for someone who has not signed in yet."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["wagtailadmin_sprite", "wagtailadmin_javascript_catalog"])
def test_what_the_sign_in_page_fetches_is_there_before_signing_in(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert b"<form" not in response.content


def test_sign_in_page_opens_signed_out_and_other_admin_pages_do_not(client: Client) -> None:
    assert client.get(reverse("wagtailadmin_login")).status_code == 200
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
