"""Loads the demo area, Larkshire. Adds what is missing and changes nothing that is there."""

import random
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from localoffer.actions import ensure_groups, ensure_taxonomies
from localoffer.demo import reading
from localoffer.demo.building import Surroundings, build_service, stable_uuid
from localoffer.demo.contacts import email_of, phone_of, web_of
from localoffer.demo.saving import save_services
from localoffer.demo.schools import school_answers, school_entries, school_places, school_providers, senco_of
from localoffer.models import (
    Address,
    Place,
    Postcode,
    Provider,
    ProviderAnswer,
    SchoolBreak,
    Service,
    TaxonomyTerm,
)
from localoffer.models.place import PlaceType

POSTCODES_IN_TOWN = 80
POSTCODES_IN_VILLAGE = 24
DISTRICT = "X99000099"  # an invented local authority code


@transaction.atomic
def load_demo_area(*, today: date) -> int:
    """Make the demo area as it looks on `today`; return how many entries were added."""
    ensure_taxonomies()
    ensure_groups()
    load_postcodes()
    load_calendar()
    load_providers(today=today)
    load_places()
    return load_entries(today=today)


def load_postcodes() -> None:
    """Invent about 500 postcodes round the towns, the same ones each time."""
    dice = random.Random("postcodes")  # noqa: S311 - a map of nowhere
    towns = reading.towns().values()
    wanted = {place.postcode: place.town for place in all_places().values()} | {"ZZ3 4AB": "hollinbeck"}
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    for town in towns:
        size = (
            POSTCODES_IN_TOWN if len(town.district) == 3 and town.district <= "ZZ5" else POSTCODES_IN_VILLAGE
        )
        for number in range(size):
            sector = number % (9 if size == POSTCODES_IN_TOWN else 3) + 1
            wanted.setdefault(
                f"{town.district} {sector}{dice.choice(letters)}{dice.choice(letters)}", town.key
            )
    known = reading.towns()
    rows = []
    for code, town_key in sorted(wanted.items()):
        near = known[town_key]
        # About 2 km each way at most: 0.018 of a degree north, 0.03 east at this latitude.
        north, east = dice.uniform(-0.018, 0.018), dice.uniform(-0.03, 0.03)
        rows.append(
            Postcode(
                code=code.replace(" ", ""),
                latitude=round(near.latitude + north, 5),
                longitude=round(near.longitude + east, 5),
                district=DISTRICT,
            )
        )
    Postcode.objects.bulk_create(rows, ignore_conflicts=True)


def load_calendar() -> None:
    """Add the school calendar, once."""
    if SchoolBreak.objects.exists():
        return
    SchoolBreak.objects.bulk_create(
        SchoolBreak(name=row.name, kind=row.kind, first_date=row.first, last_date=row.last)
        for row in reading.breaks()
    )


def load_providers(*, today: date) -> None:
    """Add providers and schools with the answers they have given."""
    texts = reading.providers() | school_providers()
    towns = reading.towns()
    known = set(Provider.objects.values_list("slug", flat=True))
    rows = []
    for key, text in texts.items():
        if key in known:
            continue
        name, email = senco_of(key)
        rows.append(
            Provider(
                uuid=stable_uuid("provider", key),
                slug=key,
                name=text.name,
                provider_type=text.kind,
                description=text.about,
                email=email_of(key),
                phone=phone_of(key),
                website=web_of(key),
                town=towns[text.town].name if text.town in towns else "",
                is_in_area=text.is_in_area,
                senco_name=name,
                senco_email=email,
            )
        )
    made = {provider.slug: provider for provider in Provider.objects.bulk_create(rows)}
    ProviderAnswer.objects.bulk_create(
        ProviderAnswer(provider=made[key], code=code, answer=answer, checked_date=checked)
        for key, code, answer, checked in school_answers(today)
        if key in made
    )


def all_places() -> dict[str, reading.PlaceText]:
    """Every place of the demo area by key: halls, clinics and schools."""
    return reading.places() | school_places()


def load_places() -> None:
    """Add places with their addresses and what each has for access."""
    known = set(Place.objects.values_list("uuid", flat=True))
    terms = {term.slug: term for term in TaxonomyTerm.objects.of("access")}
    points = Postcode.objects.in_bulk()
    towns = reading.towns()
    texts = {key: text for key, text in all_places().items() if stable_uuid("place", key) not in known}
    made = {
        place.uuid: place
        for place in Place.objects.bulk_create(_place(key, text, points) for key, text in texts.items())
    }
    link = Place.access_terms.through
    links, addresses = [], []
    for key, text in texts.items():
        place = made[stable_uuid("place", key)]
        links += [link(place_id=place.pk, taxonomyterm_id=terms[slug].pk) for slug in text.access]
        addresses.append(
            Address(
                uuid=stable_uuid("address", key),
                place=place,
                address_1=text.road,
                city=towns[text.town].name,
                state_province="Larkshire",
                postal_code=text.postcode,
            )
        )
    link.objects.bulk_create(links)
    Address.objects.bulk_create(addresses)


def _place(key: str, text: reading.PlaceText, points: Mapping[str, Postcode]) -> Place:
    point = points[text.postcode.replace(" ", "")]
    return Place(
        uuid=stable_uuid("place", key),
        name=text.name,
        place_type=PlaceType.PHYSICAL,
        transportation=text.transport,
        latitude=point.latitude,
        longitude=point.longitude,
        is_masked=text.is_masked,
    )


def surroundings(today: date) -> Surroundings:
    """What entries of the demo area refer to, from the database."""
    by_uuid = {place.uuid: place for place in Place.objects.all()}
    return Surroundings(
        providers={provider.slug: provider for provider in Provider.objects.all()},
        places={
            key: by_uuid[stable_uuid("place", key)]
            for key in all_places()
            if stable_uuid("place", key) in by_uuid
        },
        terms={
            (term.taxonomy.key, term.slug): term
            for term in TaxonomyTerm.objects.exclude(taxonomy__key="").select_related("taxonomy")
        },
        today=today,
    )


def load_entries(*, today: date) -> int:
    """Add the entries that are not there yet; return how many."""
    around = surroundings(today)
    texts = reading.entries() + school_entries()
    services = [build_service(text, around) for text in texts]
    known = set(Service.objects.values_list("uuid", flat=True))
    new = [service for service in services if service.uuid not in known]
    if new:
        save_services(new)
    return len(new)
