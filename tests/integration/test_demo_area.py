"""The demo area as it is loaded: enough of everything, safe, the same each time; every page of it works."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from localoffer.completeness import QUESTIONS, completeness
from localoffer.demo.accounts import PROVIDER
from localoffer.demo.larger import make_directory
from localoffer.finding import Search, find
from localoffer.freshness import Freshness, freshness
from localoffer.headings import HEADINGS
from localoffer.models import (
    Address,
    Contact,
    EntryOwner,
    FamilyQuestion,
    Phone,
    Postcode,
    Provider,
    Schedule,
    Service,
)
from localoffer.models.service import Level, Status
from localoffer.models.service_parts import Frequency, TermTime
from localoffer.terms import HELP, NEEDS, TermList
from portal.accounts.models import User
from tests.people_factories import sign_in_fully

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("demo")]

FICTIONAL_NUMBER = re.compile(r"01632 960\d{3}|0808 157 0\d{3}|07700 900\d{3}|020 7946 0\d{3}")
FICTIONAL_ADDRESS = re.compile(r"[\w.+-]+@[a-z0-9-]+\.example")
FICTIONAL_SITE = re.compile(r"https://www\.[a-z0-9-]+\.example/[a-z0-9/-]*")
TOWNS = ("Larkminster", "Wickhaven", "Hollinbeck", "Coppering", "Starfield")
VILLAGES = ("Little Ambley", "Upper Tansey", "Fennick End", "Oxbarrow", "Pellow Green")
MOST_QUERIES_OF_A_PAGE = 18
OUR_APPS = ("accounts", "localoffer", "pages", "search", "wagtailcore")


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def published() -> QuerySet[Service]:
    return Service.objects.published().order_by("slug")


def filed_under(terms: str) -> Counter[str]:
    rows = published().filter(service_terms__term__taxonomy__key=terms)
    return Counter(slug for _, slug in set(rows.values_list("pk", "service_terms__term__slug")))


def thin(counts: Counter[str], wanted: Iterable[str], least: int) -> dict[str, int]:
    return {key: counts[key] for key in wanted if counts[key] < least}


def in_town(name: str) -> QuerySet[Service]:
    there = Q(service_places__place__addresses__city=name) | Q(service_areas__name=name)
    return published().filter(there).distinct()


def with_sign_language() -> QuerySet[Service]:
    return published().filter(languages__code="bfi").distinct()


def test_every_heading_of_the_offer_has_at_least_eight_entries() -> None:
    assert thin(filed_under("heading"), (one.slug for one in HEADINGS), 8) == {}


@pytest.mark.parametrize(("terms", "least"), [(NEEDS, 8), (HELP, 8)])
def test_every_need_and_kind_of_help_has_at_least_eight_entries(terms: TermList, least: int) -> None:
    assert thin(filed_under(terms.key), (term.slug for term in terms.terms), least) == {}


def test_every_level_has_at_least_sixty_entries() -> None:
    assert thin(Counter(published().values_list("level", flat=True)), Level.values, 60) == {}


@pytest.mark.parametrize("town", TOWNS)
def test_every_town_has_at_least_twenty_five_entries(town: str) -> None:
    assert in_town(town).count() >= 25


@pytest.mark.parametrize("village", VILLAGES)
def test_every_village_has_at_least_ten_entries(village: str) -> None:
    assert in_town(village).count() >= 10


@pytest.mark.parametrize(("youngest", "oldest"), [(0, 4), (5, 10), (11, 15), (16, 18), (19, 25)])
def test_every_age_has_at_least_one_hundred_entries(youngest: int, oldest: int) -> None:
    assert published().filter(minimum_age__lte=oldest, maximum_age__gte=youngest).count() >= 100


def test_some_entries_are_stale_and_some_are_due(today: date) -> None:
    states = Counter(
        freshness(assured_date=one.assured_date, next_check_date=one.next_check_date, today=today)
        for one in published()
    )
    assert states[Freshness.STALE] >= 15
    assert states[Freshness.DUE] >= 3
    assert states[Freshness.FRESH] >= 400
    over_a_year = Q(assured_date__lt=today - timedelta(days=365)) | Q(assured_date=None)
    assert published().filter(over_a_year).count() >= 15


def test_some_entries_are_closed_for_now_and_say_until_when() -> None:
    closed = published().filter(status=Status.CLOSED_FOR_NOW)
    assert closed.count() >= 8
    assert not closed.filter(Q(closed_until=None) | Q(alert="")).exists()


def test_entries_that_ended_are_not_public(client: Client) -> None:
    ended = Service.objects.filter(status=Status.ENDED)
    assert ended.count() >= 6
    names = {one.name for one in ended}
    found = find(Search.from_query(QueryDict("")), per_page=1000)
    assert not names & {one.name for one in found.entries}
    for one in ended:
        assert client.get(one.get_absolute_url()).status_code in {404, 410}


def test_each_of_the_seven_questions_is_left_open_by_some_entry() -> None:
    open_questions = Counter(key for one in published() for key, _ in completeness(one).missing)
    assert [key for key, *_ in QUESTIONS if not open_questions[key]] == []
    incomplete = [one for one in published() if completeness(one, has_access_words=True).missing]
    assert len(incomplete) >= 10


def test_some_places_are_kept_private_and_their_pages_do_not_tell(client: Client) -> None:
    masked = published().filter(service_places__place__is_masked=True).distinct()
    assert masked.count() >= 6
    for one in masked:
        page = client.get(one.get_absolute_url()).content.decode()
        for address in Address.objects.filter(place__service_places__service=one, place__is_masked=True):
            assert address.postal_code not in page
            assert "Kept private" not in page


def test_some_entries_have_nobody_who_keeps_them_right() -> None:
    assert published().filter(responsible="").count() >= 5


def test_help_in_the_evening_and_at_weekends_is_easy_to_come_by() -> None:
    weekend = Q(schedules__byday__contains="SA") | Q(schedules__byday__contains="SU")
    assert published().filter(weekend | Q(schedules__opens_at__hour__gte=17)).distinct().count() >= 40


def test_schedules_are_of_every_sort() -> None:
    rows = Schedule.objects.filter(service__in=published())
    assert rows.filter(freq=Frequency.WEEKLY, interval=1).count() >= 50
    assert rows.filter(freq=Frequency.WEEKLY, interval=2).count() >= 10
    assert rows.filter(freq=Frequency.MONTHLY).count() >= 20
    assert rows.filter(freq="").count() >= 8
    assert rows.filter(term_time=TermTime.TERM).count() >= 40
    assert rows.filter(term_time=TermTime.HOLIDAYS).count() >= 10


def test_waits_and_costs_differ() -> None:
    assert published().filter(wait_weeks=0).count() >= 50
    assert published().filter(wait_weeks__gt=12).count() >= 30
    assert published().filter(wait_weeks=None, wait_time="").exists()
    kinds = Counter(published().values_list("cost_kind", flat=True))
    assert thin(kinds, ("free", "some", "paid"), 15) == {}


def test_sign_language_and_other_languages_are_there() -> None:
    assert with_sign_language().count() >= 12
    languages = Counter(
        code for _, code in set(published().values_list("pk", "languages__code")) if code is not None
    )
    assert thin(languages, ("pl", "ur", "ro", "bn", "ar", "uk"), 2) == {}


def test_families_questions_are_answered_and_unanswered() -> None:
    assert FamilyQuestion.objects.exclude(answer="").count() >= 20
    assert FamilyQuestion.objects.filter(answer="").count() >= 8


def test_post_that_checked_an_entry_suits_its_provider() -> None:
    checked = published().exclude(assured_date=None)
    assert not checked.filter(assured_by_role="").exists()
    schools = {one.pk for one in Provider.objects.schools()}
    odd = [
        f"{one.name}: {one.assured_by_role}"
        for one in checked.select_related("provider")
        if ("SENCO" in one.assured_by_role and one.provider_id not in schools)
        or ("NHS" in one.assured_by_role and one.provider.provider_type != "nhs")
        or one.assured_by_role == "manager"
    ]
    assert odd == []


def test_every_choice_of_the_search_finds_something() -> None:
    found = find(Search.from_query(QueryDict("")))
    counts = {(group.key, one.value): one.count for group in found.facets for one in group.choices}
    assert {key for key, count in counts.items() if not count} == set()
    for terms in (NEEDS, HELP):
        assert {(terms.key, term.slug) for term in terms.terms} <= counts.keys()


def test_people_and_places_belong_to_nobody() -> None:
    numbers = [*Phone.objects.order_by("pk").values_list("number", flat=True)]
    numbers += Provider.objects.order_by("pk").values_list("phone", flat=True)
    numbers += Contact.objects.exclude(phone="").order_by("pk").values_list("phone", flat=True)
    assert [one for one in numbers if not FICTIONAL_NUMBER.fullmatch(one)] == []
    emails = [*Service.objects.exclude(email="").order_by("pk").values_list("email", flat=True)]
    emails += Provider.objects.order_by("pk").values_list("email", flat=True)
    emails += Provider.objects.exclude(senco_email="").order_by("pk").values_list("senco_email", flat=True)
    emails += User.objects.exclude(email=None).order_by("pk").values_list("email", flat=True)
    emails += EntryOwner.objects.order_by("pk").values_list("email", flat=True)
    assert [one for one in emails if not FICTIONAL_ADDRESS.fullmatch(one)] == []
    sites = [*Service.objects.exclude(url="").order_by("pk").values_list("url", flat=True)]
    sites += Provider.objects.order_by("pk").values_list("website", flat=True)
    assert [one for one in sites if not FICTIONAL_SITE.fullmatch(one)] == []
    assert not Postcode.objects.exclude(code__startswith="ZZ").exists()
    assert not Address.objects.exclude(postal_code__startswith="ZZ").exists()


def test_an_edit_waits_for_the_editor_and_the_old_words_stay_public() -> None:
    waiting = Service.objects.get(slug="sleep-clinic-for-disabled-children")
    assert waiting.workflow_in_progress
    assert waiting.wait_weeks == 7
    assert waiting.latest_revision.as_object().wait_weeks == 4
    assert waiting.latest_revision.user.email == PROVIDER


def test_another_edit_was_sent_back_with_a_reason(client: Client) -> None:
    sent_back = Service.objects.get(slug="teenagers-and-sleep-workshop")
    state = sent_back.current_workflow_state
    assert state.status == state.STATUS_NEEDS_CHANGES
    assert "two dates a term" in state.current_task_state.comment
    assert not sent_back.summary.startswith("The best")
    sign_in_fully(client, User.objects.get(email=PROVIDER))
    edit = reverse("wagtailsnippets_localoffer_service:edit", args=[sent_back.pk])
    page = client.get(edit).content.decode()
    assert "still two dates a term" in page


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of our own and of Wagtail's content tables."""
    models = [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


def test_loading_the_demo_twice_changes_nothing() -> None:
    before = everything()
    call_command("load_demo", verbosity=0)
    after = everything()
    assert [label for label in before if before[label] != after[label]] == []


def test_what_was_taken_away_comes_back_with_the_same_identity() -> None:
    service = Service.objects.get(slug="beach-week")
    was = (service.uuid, sorted(service.schedules.values_list("uuid", flat=True)))
    service.delete()
    call_command("load_demo", verbosity=0)
    back = Service.objects.get(slug="beach-week")
    assert (back.uuid, sorted(back.schedules.values_list("uuid", flat=True))) == was


def test_larger_directory_is_added_once(today: date) -> None:
    assert make_directory(services=30, seed=7, today=today, with_history=False) == 30
    assert make_directory(services=30, seed=7, today=today, with_history=False) == 0
    names = set(Service.objects.filter(slug__startswith="larger-7-").values_list("name", flat=True))
    assert make_directory(services=30, seed=8, today=today, with_history=False) == 30
    others = set(Service.objects.filter(slug__startswith="larger-8-").values_list("name", flat=True))
    assert len(names) >= 28
    assert names != others


def test_every_entry_page_answers_with_as_few_queries_as_any_other(client: Client) -> None:
    pages = [one.get_absolute_url() for one in published()]
    client.get(pages[0])  # what the site reads once for all pages
    wrong: dict[str, object] = {}
    for address in pages:
        with CaptureQueriesContext(connection) as queries:
            status = client.get(address).status_code
        if status != 200 or len(queries) > MOST_QUERIES_OF_A_PAGE:
            wrong[address] = (status, len(queries))
    assert wrong == {}


def test_every_provider_page_answers(client: Client) -> None:
    pages = [one.get_absolute_url() for one in Provider.objects.order_by("slug")]
    assert len(pages) >= 90
    assert [address for address in pages if client.get(address).status_code != 200] == []
