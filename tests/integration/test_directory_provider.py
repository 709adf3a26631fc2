"""The provider page: services, the ten points and a school's report; what is not answered says so."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from localoffer.headings import SEN_REPORT, TEN_POINTS
from localoffer.models import Provider, ProviderAnswer
from localoffer.models.provider import ProviderType

from .finding_directory import make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Provider:
    return Provider.objects.create(
        name="Hill School",
        slug="hill",
        provider_type=ProviderType.ACADEMY,
        senco_name="Jo Marsh",
        senco_email="jo@hill.example",
    )


def page_of(client, provider: Provider) -> BeautifulSoup:
    return BeautifulSoup(client.get(provider.get_absolute_url()).content, "html.parser")


def test_school_has_every_heading_of_its_report_and_says_what_is_not_answered(client, school):
    ProviderAnswer.objects.create(
        provider=school, code="sen-1", answer="Autism.", checked_date=date(2026, 9, 1)
    )
    report = page_of(client, school).select_one("section[aria-labelledby=report]")
    assert [one.get_text() for one in report.select("h3")] == [point.title for point in SEN_REPORT]
    assert "2 of 13 questions are answered" in report.get_text()
    assert "Jo Marsh, jo@hill.example" in report.get_text()
    assert report.get_text().count("Not answered yet.") == 11
    assert "Checked on Tuesday 1 September 2026" in report.get_text()


def test_every_provider_has_the_ten_points_and_only_schools_a_report(client):
    charity = Provider.objects.create(name="Kind", slug="kind", provider_type=ProviderType.CHARITY)
    make_service("Open door", provider=charity)
    page = page_of(client, charity)
    assert page.select_one("section[aria-labelledby=report]") is None
    points = page.select_one("section[aria-labelledby=points]")
    assert [one.get_text() for one in points.select("h3")] == [point.title for point in TEN_POINTS]


def test_only_published_services_are_shown(client, school):
    make_service("Shown", provider=school)
    make_service("Draft", provider=school, live=False)
    text = page_of(client, school).get_text()
    assert "Shown" in text
    assert "Draft" not in text


def test_provider_with_nothing_public_is_not_found(client):
    charity = Provider.objects.create(name="Kind", slug="kind", provider_type=ProviderType.CHARITY)
    service = make_service("Hidden club", provider=charity, live=False)
    assert client.get(charity.get_absolute_url()).status_code == 404
    service.live = True
    service.save()
    assert client.get(charity.get_absolute_url()).status_code == 200
    service.hidden_reason = "Asked for by the provider"
    service.save()
    assert client.get(charity.get_absolute_url()).status_code == 404
    assert client.get(service.get_absolute_url()).status_code == 404


def test_unknown_provider_is_not_found(client):
    assert client.get("/find-help/provider/nobody/").status_code == 404


def test_queries_do_not_grow_with_services(client, school, django_assert_num_queries):
    make_service("First", provider=school)
    client.get(school.get_absolute_url())
    with django_assert_num_queries(3):
        client.get(school.get_absolute_url())
    for number in range(10):
        make_service(f"More {number}", provider=school)
    with django_assert_num_queries(3):
        client.get(school.get_absolute_url())
