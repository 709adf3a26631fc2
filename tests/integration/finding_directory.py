"""Small directories for the tests of finding."""

from typing import Any

from localoffer.finding.index import rebuild
from localoffer.models import (
    Address,
    Place,
    Provider,
    Schedule,
    Service,
    ServiceAtPlace,
    ServiceLanguage,
    ServiceTerm,
    Taxonomy,
    TaxonomyTerm,
)


def make_provider(name: str = "Larkshire Families") -> Provider:
    slug = name.lower().replace(" ", "-")
    return Provider.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_term(taxonomy: str, name: str, parent: TaxonomyTerm | None = None) -> TaxonomyTerm:
    of, _ = Taxonomy.objects.get_or_create(key=taxonomy, defaults={"name": taxonomy})
    slug = name.lower().replace(" ", "-")
    return TaxonomyTerm.objects.get_or_create(
        taxonomy=of, slug=slug, defaults={"name": name, "parent": parent}
    )[0]


def make_place(name: str, town: str, point: tuple[float, float] | None = None, **fields: Any) -> Place:
    latitude, longitude = point or (None, None)
    place = Place.objects.create(name=name, latitude=latitude, longitude=longitude, **fields)
    Address.objects.create(
        place=place,
        address_1=f"1 {name} Street",
        city=town,
        state_province="Larkshire",
        postal_code="ZZ1 1AA",
    )
    return place


def make_service(name: str, **fields: Any) -> Service:
    """A published service. `terms` is [(taxonomy, name)], `places` are places, `days` is "MO,TU",
    `languages` is [(code, name)]; the rest are fields of Service."""
    terms, places = fields.pop("terms", []), fields.pop("places", [])
    days, languages = fields.pop("days", ""), fields.pop("languages", [])
    schedule = fields.pop("schedule", {})
    number = Service.objects.count() + 1
    service = Service.objects.create(
        name=name,
        slug=f"entry-{number}",
        provider=fields.pop("provider", None) or make_provider(),
        live=fields.pop("live", True),
        **fields,
    )
    for taxonomy, term in terms:
        ServiceTerm.objects.create(service=service, term=make_term(taxonomy, term))
    for place in places:
        ServiceAtPlace.objects.create(service=service, place=place)
    for code, language in languages:
        ServiceLanguage.objects.create(service=service, code=code, name=language)
    if days or schedule:
        Schedule.objects.create(service=service, byday=days, **schedule)
    return service


def ready() -> None:
    """Make the index of what has been made."""
    rebuild()
