"""A refuge whose address is secret: no page, search, order, feed, file or list tells where it is."""

from collections.abc import Iterator
from datetime import date, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from localoffer.finding import Search, find
from localoffer.finding.index import reindex
from localoffer.models import (
    AccessNote,
    Address,
    Place,
    Postcode,
    Schedule,
    Service,
    ServiceAtPlace,
    Taxonomy,
)
from tests.integration.finding_directory import make_place, make_service, make_term, ready

pytestmark = pytest.mark.django_db

POINT = (53.0123, -0.9123)
TOLD = {  # everything that would tell where it is
    "Hawthorn Refuge",
    "The Old Nursery",
    "14 Hidden Lane",
    "Rear Cottage",
    "Nether Larkley",
    "ZZ4 9QX",
    "ZZ49QX",
    "53.012",
    "0.912",
    "Behind the blue chapel",
    "Bus 66 to Chapel Corner",
    "Ring twice at the green gate",
    "Ramp beside the bakery",
    "hawthorn.example",
    "GT-REF-9",
}
EVERYWHERE = ("", "?full=true", "?minimal=true", "?format=ndjson", "?full=true&format=ndjson")


@pytest.fixture(autouse=True)
def clock_stands() -> Iterator[None]:
    with time_machine.travel("2026-11-10 10:00", tick=False):
        yield


@pytest.fixture
def refuge() -> Service:
    place = Place.objects.create(
        name="Hawthorn Refuge",
        alternate_name="The Old Nursery",
        is_masked=True,
        latitude=POINT[0],
        longitude=POINT[1],
        description="Behind the blue chapel",
        transportation="Bus 66 to Chapel Corner",
        url="https://hawthorn.example/",
        external_identifier="GT-REF-9",
    )
    place.access_terms.add(make_term(Taxonomy.ACCESS, "Level way in"))
    AccessNote.objects.create(place=place, description="Ramp beside the bakery")
    Address.objects.create(
        place=place,
        attention="Rear Cottage",
        address_1="14 Hidden Lane",
        city="Thornby",
        region="Nether Larkley",
        state_province="Larkshire",
        postal_code="ZZ4 9QX",
    )
    service = make_service(
        "A safe place to stay", summary="For families who have to leave home.", assured_date=date(2026, 11, 1)
    )
    ServiceAtPlace.objects.create(service=service, place=place, description="Ring twice at the green gate")
    Schedule.objects.create(
        service=service, place=place, freq="WEEKLY", byday="MO", opens_at=time(9), closes_at=time(10)
    )
    Postcode.objects.create(code="ZZ49QX", latitude=POINT[0], longitude=POINT[1])
    Postcode.objects.create(code="ZZ11AA", latitude=53.1, longitude=-0.9)
    ready()
    return service


def _everything(client: Client, service: Service) -> Iterator[tuple[str, str]]:
    """Every public address that could show the service, with what it says."""
    client.post(reverse("localoffer:list-keep"), {"service": service.uuid})
    client.post(reverse("localoffer:list-share"))
    link = client.get("/my-list/").context["link"]
    addresses = [
        service.get_absolute_url(),
        reverse("localoffer:entry-calendar", args=[service.slug]),
        service.provider.get_absolute_url(),
        "/my-list/",
        link.partition("testserver")[2],
        *(
            f"/find-help/{rest}"
            for rest in (
                "",
                "?sort=distance&postcode=ZZ4+9QX",
                "a-to-z/",
                "browse/",
                "whats-on/",
                "whats-on/?when=week",
                "whats-on.ics",
                "what-is-covered/",
            )
        ),
        "/search/?words=safe",
        "/sitemap.xml",
        "/a-to-z/",
        *(
            f"/api/oruk/v3/{kind}{query}"
            for kind in ("services", "service_at_locations", "organizations")
            for query in EVERYWHERE
            if not (kind == "organizations" and "minimal" in query)
        ),
        f"/api/oruk/v3/services/{service.uuid}",
        f"/api/oruk/v3/organizations/{service.provider.uuid}",
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # What the visitor typed themselves stands in the form again.
        yield address, body.decode().replace("ZZ4 9QX", "" if "postcode=" in address else "ZZ4 9QX")


def test_no_public_address_tells_where_a_secret_place_is(client: Client, refuge: Service) -> None:
    told = [
        (address, words)
        for address, page in _everything(client, refuge)
        for words in TOLD
        if words.casefold() in page.casefold() and not ("postcode=" in address and words == "ZZ49QX")
    ]

    assert told == []


def test_the_service_itself_and_its_town_are_still_shown(client: Client, refuge: Service) -> None:
    page = client.get(refuge.get_absolute_url()).content.decode()

    assert "A safe place to stay" in page
    assert "Thornby" in page
    assert "We keep this address private" in page


@pytest.mark.parametrize("words", sorted(TOLD - {"53.012", "0.912", "ZZ4 9QX", "ZZ49QX"}))
def test_searching_for_what_is_secret_does_not_find_the_service(refuge: Service, words: str) -> None:
    decoy = make_service("Chess club", summary="Chess.")
    reindex([decoy.pk])

    assert refuge.pk not in find(Search(words=words)).ids or find(Search(words=words)).relaxed


@pytest.mark.parametrize("miles", ["1", "5", "200"])
def test_no_distance_finds_or_orders_a_secret_place(refuge: Service, miles: str) -> None:
    near_it, far_off = Search(postcode="ZZ4 9QX", miles=miles), Search(postcode="ZZ1 1AA", miles=miles)

    assert refuge.pk not in find(near_it).ids + find(far_off).ids
    assert find(Search(postcode="ZZ4 9QX")).distances == {}


def test_order_by_distance_is_the_same_from_everywhere_for_a_secret_place(refuge: Service) -> None:
    for number, point in enumerate([POINT, (53.1, -0.9), (52.9, -1.0)]):
        make_service(f"Club {number}", places=[make_place(f"Hall {number}", "Otterby", point)])
    ready()

    places = {
        find(Search(postcode=code, sort="distance")).ids.index(refuge.pk) for code in ("ZZ4 9QX", "ZZ1 1AA")
    }

    assert places == {3}


@pytest.mark.parametrize("metres", ["1", "500", "100000"])
def test_feed_by_nearness_does_not_find_a_secret_place(client: Client, refuge: Service, metres: str) -> None:
    for kind in ("services", "service_at_locations"):
        address = f"/api/oruk/v3/{kind}?postcode=ZZ49QX&proximity={metres}"
        assert client.get(address).json()["total_items"] == 0, address


def test_changing_a_secret_place_does_not_show_in_the_feed_by_its_date(
    client: Client, refuge: Service
) -> None:
    with time_machine.travel("2026-11-12 10:00", tick=False):
        Place.objects.get(is_masked=True).save()

    assert client.get("/api/oruk/v3/services?modified_after=2026-11-11").json()["total_items"] == 0


def test_masking_a_place_takes_its_address_out_of_every_answer_at_once(
    client: Client, refuge: Service, django_capture_on_commit_callbacks
) -> None:
    place = Place.objects.get(is_masked=True)
    place.is_masked = False
    place.save()
    reindex([refuge.pk])
    assert find(Search(words="Hawthorn")).ids == [refuge.pk]
    assert find(Search(postcode="ZZ4 9QX", miles="1")).ids == [refuge.pk]
    client.get("/find-help/?words=Hawthorn")

    with (
        django_capture_on_commit_callbacks(execute=True),
        time_machine.travel("2026-11-10 10:01", tick=False),
    ):
        place.is_masked = True
        place.save()

    assert refuge.pk not in find(Search(words="Hawthorn")).ids
    assert refuge.pk not in find(Search(postcode="ZZ4 9QX", miles="1")).ids
    assert "A safe place to stay" not in client.get("/find-help/?words=Hawthorn").content.decode()
