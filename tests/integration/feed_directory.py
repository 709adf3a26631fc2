"""A small directory with every field of every model filled, also those that no feed may show."""

from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import models

from localoffer.models import (
    AccessNote,
    Address,
    Contact,
    CostOption,
    FamilyQuestion,
    Funding,
    Phone,
    Place,
    Provider,
    ProviderAnswer,
    ProviderIdentifier,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtPlace,
    ServiceLanguage,
    ServiceTerm,
    Taxonomy,
    TaxonomyTerm,
)

NAMESPACE = UUID("5d6a1f0e-1d0c-4b53-9a57-6f3c3f1a2b10")
ROWS_OF_A_SERVICE = (CostOption, ServiceArea, ServiceLanguage, Contact, Phone, Funding, FamilyQuestion)
# What no import sets: who writes in the CMS, what waits there, and when it last changed.
OF_THE_CMS = {
    "id",
    "latest_revision",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "go_live_at",
    "expire_at",
    "expired",
    "last_modified",
}
SPECIAL: dict[str, Any] = {
    "uri": "https://example.org/code/E07000001",
    "byday": "2MO,-1FR",
    "freq": "MONTHLY",
    "interval": 2,
    "country": "GB",
    "currency": "GBP",
    "extent_type": "text",
    "term_time": "holidays",
    "status": "active",
    "minimum_age": Decimal("2.5"),
    "maximum_age": Decimal("18.0"),
    "is_masked": False,
    "is_in_area": False,
    "hidden_reason": "",
    "opens_at": time(9, 30),
    "closes_at": time(23, 59, 59),
}


def a_value(field: models.Field, number: int) -> Any:
    """Something that only this field of this row holds."""
    if field.name in SPECIAL:
        return SPECIAL[field.name]
    if field.flatchoices:
        return field.flatchoices[number % len(field.flatchoices)][0]
    made: dict[type[models.Field], Any] = {
        models.UUIDField: uuid5(NAMESPACE, f"{field.model.__name__} {number}"),
        models.BooleanField: True,
        models.DecimalField: Decimal("12.50"),
        models.FloatField: -0.9 - number / 7,
        models.PositiveSmallIntegerField: number + 3,
        models.DateField: date(2026, 1 + number % 12, 3),
        models.TimeField: time(9, 30),
        models.EmailField: f"{field.name}.{number}@example.org",
        models.URLField: f"https://example.org/{field.name}/{number}?a=1&b=2",
        models.SlugField: f"{field.model.__name__}-{field.name}-{number}".lower().replace("_", "-"),
        models.CharField: f"{field.name} {number}"[: field.max_length],
        models.TextField: f"{field.name} {number}: “fish & chips”, 3 < 5\nSecond line\n\nThird – £5",
    }
    return next(made[kind] for kind in type(field).__mro__ if kind in made)


def filled(model: type[models.Model], number: int = 1, **given: Any) -> Any:
    """A new row of the model, every field of its own filled with something to know it by."""
    values = {
        field.name: a_value(field, number)
        for field in model._meta.concrete_fields
        if field.name not in OF_THE_CMS and not field.is_relation
    }
    return model._default_manager.create(**values | given)


def a_place(number: int, access: TaxonomyTerm, **given: Any) -> Place:
    place = filled(Place, number, **given)
    for row in (number * 10, number * 10 + 1):
        filled(Address, row, place=place)
        filled(AccessNote, row, place=place)
    place.access_terms.set([access])
    return place


def a_service(
    number: int, provider: Provider, places: list[Place], terms: list[Any], **given: Any
) -> Service:
    """A service with every field filled and two rows of everything that can stand under it."""
    service = filled(Service, number, provider=provider, **given)
    for model in ROWS_OF_A_SERVICE:
        for row in (number * 10, number * 10 + 1):
            filled(model, row, service=service)
    for row, place in enumerate(places):
        filled(ServiceAtPlace, number * 10 + row, service=service, place=place)
        filled(Schedule, number * 10 + row, service=service, place=place)
    filled(Schedule, number * 10 + 9, service=service, place=None, freq="WEEKLY", byday="MO,TU")
    for row, term in enumerate(terms):
        filled(ServiceTerm, number * 10 + row, service=service, term=term)
    return service


def fill_directory() -> None:
    """A provider and its part, a school without services, places shared and secret, four services."""
    needs = filled(Taxonomy, 1, key="need")
    access = filled(Taxonomy, 2, key="access")
    theirs = filled(Taxonomy, 3, key="")
    top = filled(TaxonomyTerm, 1, taxonomy=needs)
    terms = [filled(TaxonomyTerm, 2, taxonomy=needs, parent=top), filled(TaxonomyTerm, 3, taxonomy=theirs)]
    feature = filled(TaxonomyTerm, 4, taxonomy=access)
    above = filled(Provider, 1, provider_type="council")
    provider = filled(Provider, 2, provider_type="charity", parent=above)
    filled(Provider, 3, provider_type="special_school")  # a school with its own page and no service
    for row, owner in enumerate((above, provider)):
        filled(ProviderAnswer, row, provider=owner)
        filled(ProviderIdentifier, row, provider=owner)
    hall, clinic = a_place(1, feature), a_place(2, feature, place_type="virtual")
    refuge = a_place(3, feature, is_masked=True, name="Refuge", description="Refuge", transportation="Refuge")
    refuge.addresses.update(address_1="Refuge", city="Refugetown", postal_code="ZZ9 9ZZ")
    a_service(1, provider, [hall, clinic], terms)
    a_service(2, provider, [hall, refuge], terms[:1], status="temporarily closed", minimum_age=Decimal(0))
    a_service(3, provider, [refuge], terms[1:], status="defunct", minimum_age=None, maximum_age=None)
    bare = {"name": "Bare", "slug": "bare", "provider": provider, "live": True}
    Service.objects.create(uuid=uuid5(NAMESPACE, "bare"), **bare)
