"""Providers in the admin: the template that schools fill in, and its history."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from localoffer.headings import SEN_REPORT, TEN_POINTS
from localoffer.models import Provider, ProviderAnswer
from tests.integration.directory_people import Area
from tests.integration.forms_as_sent import form_data
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db
EDIT_FORM = "form[data-edit-form]"


def url(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_localoffer_provider:{name}", args=args)


def save(client: Client, provider: Provider, **changes: str) -> None:
    page = client.get(url("edit", provider.pk)).content.decode()
    response = client.post(url("edit", provider.pk), form_data(page, EDIT_FORM, **changes))
    assert response.status_code == 302


def test_form_lists_every_heading_with_its_hint(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = BeautifulSoup(client.get(url("edit", area.own_provider.pk)).content, "html.parser")
    text = page.get_text(" ")
    for point in (*TEN_POINTS, *SEN_REPORT):
        assert page.select_one(f"textarea[name=answer_{point.code.replace('-', '_')}]") is not None
        assert point.title in text
        assert point.plain in text


def test_answers_are_dated_when_they_change_and_go_when_emptied(client: Client, area: Area) -> None:
    provider = area.own_provider
    old = date(2025, 9, 1)
    for code, answer in (("sen-1", "As before."), ("sen-2", "Goes away."), ("from-a-feed", "Kept.")):
        ProviderAnswer.objects.create(provider=provider, code=code, answer=answer, checked_date=old)
    sign_in_fully(client, area.editor)
    save(client, provider, answer_sen_2="", answer_point_a="We use pictures.")
    answers = {row.code: (row.answer, row.checked_date) for row in ProviderAnswer.objects.all()}
    assert answers == {
        "sen-1": ("As before.", old),
        "from-a-feed": ("Kept.", old),
        "point-a": ("We use pictures.", timezone.localdate()),
    }


def test_history_compares_answers(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    save(client, area.own_provider, answer_sen_1="A quiet room.")
    save(client, area.own_provider, answer_sen_1="Two quiet rooms.")
    first, second = area.own_provider.revisions.order_by("pk")
    page = client.get(url("revisions_compare", area.own_provider.pk, first.pk, second.pk))
    words = BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ", strip=True)
    assert "Answers" in words
    assert "Two" in words


def test_new_provider_gets_an_address_that_an_edit_keeps(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = client.get(url("add")).content.decode()
    client.post(url("add"), form_data(page, EDIT_FORM, name="Lark Leisure", provider_type="charity"))
    provider = Provider.objects.exclude(pk=area.own_provider.pk).get(name="Lark Leisure")
    assert provider.slug == "lark-leisure-2"
    save(client, provider, name="Lark Leisure East")
    provider.refresh_from_db()
    assert (provider.name, provider.slug) == ("Lark Leisure East", "lark-leisure-2")
