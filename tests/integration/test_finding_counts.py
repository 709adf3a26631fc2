"""The number beside every choice is exactly what choosing it gives, in directories of every kind."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.finding import Search, find
from localoffer.models import Postcode, Service

from .finding_directory import make_place, make_service, ready

pytestmark = pytest.mark.django_db

NEEDS = ["autism", "adhd", "deafness"]
HELPS = ["therapy", "clubs"]
DAYS = ["MO", "SA", "SU"]
some = st.lists

SERVICE = st.fixed_dictionaries(
    {
        "needs": st.sets(st.sampled_from(NEEDS)),
        "helps": st.sets(st.sampled_from(HELPS)),
        "days": st.sets(st.sampled_from(DAYS)),
        "cost_kind": st.sampled_from(["", "free", "paid"]),
        "diagnosis": st.sampled_from(["", "no", "helpful", "yes"]),
        "ages": st.one_of(st.none(), st.tuples(st.integers(0, 20), st.integers(0, 12))),
        "where": st.sampled_from(["", "near", "far", "online", "area"]),
        "live": st.booleans(),
        "word": st.sampled_from(["swim", "dance"]),
    }
)
SEARCH = st.builds(
    Search,
    words=st.sampled_from(["", "", "swim", "swmming", "swim dance"]),
    postcode=st.sampled_from(["", "ZZ3 4AB", "ZZ9 9ZZ"]),
    miles=st.sampled_from(["", "5"]),
    age=st.sampled_from(["", "", "7", "5-10"]),
    need=st.sets(st.sampled_from([*NEEDS, "unknown"]), max_size=2).map(tuple),
    help=st.sets(st.sampled_from(HELPS), max_size=2).map(tuple),
    day=st.sets(st.sampled_from(["mo", "sa"]), max_size=2).map(tuple),
    cost=st.sets(st.sampled_from(["free", "paid"]), max_size=2).map(tuple),
    diagnosis=st.sets(st.sampled_from(["no"])).map(tuple),
)


def build(services: list[dict]) -> None:
    Postcode.objects.create(code="ZZ34AB", latitude=53.0, longitude=-0.9)
    places = {
        "near": make_place("Near Hall", "Millbrook", (53.01, -0.9)),
        "far": make_place("Far Hall", "Thornby", (53.9, -0.9)),
    }
    for facts in services:
        first, span = facts["ages"] or (None, None)
        make_service(
            f"{facts['word']} group",
            live=facts["live"],
            terms=[
                *(("need", need) for need in facts["needs"]),
                *(("help", help_) for help_ in facts["helps"]),
            ],
            days=",".join(sorted(facts["days"])),
            cost_kind=facts["cost_kind"],
            diagnosis=facts["diagnosis"],
            minimum_age=None if first is None else Decimal(first),
            maximum_age=None if first is None else Decimal(first + span),
            places=[places[facts["where"]]] if facts["where"] in places else [],
            is_online=facts["where"] == "online",
            covers_whole_area=facts["where"] == "area",
        )
    ready()


def total_at(query: str) -> int:
    return find(Search.from_query(QueryDict(query))).total


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(services=st.lists(SERVICE, max_size=8), search=SEARCH)
def test_every_count_is_the_total_of_the_page_its_link_leads_to(services, search):
    with transaction.atomic():
        build(services)
        for group in find(search).facets:
            for choice in group.choices:
                reached = total_at(choice.query)
                if choice.is_chosen:
                    assert choice.without == reached, (group.key, choice)
                    assert choice.count == find(search.having(group.key, choice.value)).total
                else:
                    assert choice.count == reached, (group.key, choice)
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(services=st.lists(SERVICE, max_size=8), search=SEARCH)
def test_total_is_what_going_through_every_service_gives(services, search):
    with transaction.atomic():
        build(services)
        found = find(search)
        fitting = [
            service.pk for service in Service.objects.published().order_by("pk") if fits(service, search)
        ]
        if not search.words:
            assert found.total == len(fitting)
            assert sorted(entry.pk for entry in found.entries) == fitting
        transaction.set_rollback(True)


def fits(service: Service, search: Search) -> bool:
    """The same question asked of one service the slow way, straight from its rows."""
    terms = set(service.service_terms.values_list("term__slug", flat=True))
    days = {day.lower() for one in service.schedules.all() for day in one.byday.split(",")}
    known_needs = set(search.need) - {"unknown"}
    known_needs &= set(
        Service.objects.filter(service_terms__term__taxonomy__key="need").values_list(
            "service_terms__term__slug", flat=True
        )
    )
    return (
        (not known_needs or bool(known_needs & terms))
        and (not _known(search.help, "help") or bool(_known(search.help, "help") & terms))
        and (not search.day or bool(set(search.day) & days))
        and (not search.cost or service.cost_kind in search.cost)
        and (not search.diagnosis or service.diagnosis in ("no", "helpful"))
        and _fits_age(service, search)
        and _fits_distance(service, search)
    )


def _known(slugs: tuple[str, ...], key: str) -> set[str]:
    there = Service.objects.filter(service_terms__term__taxonomy__key=key)
    return set(slugs) & set(there.values_list("service_terms__term__slug", flat=True))


def _fits_age(service: Service, search: Search) -> bool:
    if not search.age or service.minimum_age is None:
        return True
    return any(service.minimum_age <= age <= service.maximum_age for age in search.ages)


def _fits_distance(service: Service, search: Search) -> bool:
    if not search.miles or search.postcode != "ZZ3 4AB":
        return True
    names = {at.place.name for at in service.service_places.all()}
    return "Near Hall" in names or service.is_online or service.covers_whole_area
