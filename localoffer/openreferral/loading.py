"""Loads what one page of the feed stands on: plain rows, in a fixed number of queries however many there are.

Rows are named tuples and not models: a page of a hundred whole services stands on some two thousand rows,
and making a model of each takes several times as long as reading it. What stands under a row is kept here by
the number of its owner; what many share (terms, places, providers) is loaded once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

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
    TaxonomyTerm,
)

from . import names, queries
from .names import Name

Row = Any  # a named tuple of the columns below
By = dict[int, list[Row]]


def _columns(table: Iterable[Name], *more: str) -> tuple[str, ...]:
    return (*more, *(name.ours for name in table))


TERM = _columns(names.TERM, "id", "uuid", "parent__uuid", "taxonomy__name", "taxonomy__uuid", "taxonomy__key")
TAXONOMY = _columns(names.TAXONOMY, "id", "uuid")
PROVIDER = _columns(names.PROVIDER, "id", "uuid", "phone", "parent__uuid")
SERVICE = _columns(
    names.SERVICE, "id", "uuid", "provider_id", "provider__uuid", "required_documents", "feed_modified"
)
PLACE = _columns(names.PLACE, "id", "uuid", "is_masked")
AT_PLACE = ("id", "uuid", "service_id", "place_id", "description")
_OF_A_SERVICE: dict[type[Model], tuple[str, ...]] = {
    Schedule: _columns(names.SCHEDULE, "uuid", "place_id", "interval"),
    CostOption: _columns(names.COST, "uuid"),
    ServiceArea: _columns(names.AREA, "uuid"),
    ServiceLanguage: _columns(names.LANGUAGE, "uuid"),
    Funding: _columns(names.FUNDING, "uuid"),
    Contact: _columns(names.CONTACT, "uuid", "phone"),
    Phone: _columns(names.PHONE, "uuid", "extension"),
    FamilyQuestion: _columns(names.QUESTION),
    ServiceTerm: ("uuid", "term_id", "link_type", "value"),
}
_OF_A_PLACE: dict[type[Model], tuple[str, ...]] = {
    Address: _columns(names.ADDRESS, "uuid"),
    AccessNote: _columns(names.ACCESS_NOTE, "uuid"),
}
_OF_A_PROVIDER: dict[type[Model], tuple[str, ...]] = {
    ProviderIdentifier: _columns(names.IDENTIFIER, "uuid"),
    ProviderAnswer: _columns(names.ANSWER),
}


@dataclass
class Shelf:
    """What rows stand on, by number; what stands under them, by model and then by their owner's number."""

    under: dict[type[Model], By] = field(default_factory=dict)
    terms: dict[int, Row] = field(default_factory=dict)
    places: dict[int, Row] = field(default_factory=dict)
    providers: dict[int, Row] = field(default_factory=dict)
    services: dict[int, Row] = field(default_factory=dict)
    at_places: By = field(default_factory=dict)
    access: dict[int, list[int]] = field(default_factory=dict)
    made: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)  # JSON that many share

    def of(self, model: type[Model], owner: int) -> list[Row]:
        """The rows of a model under this owner, in the order in which they were made."""
        return self.under.get(model, {}).get(owner, [])


def rows(found: QuerySet[Any], columns: tuple[str, ...]) -> list[Row]:
    """The rows of a query as named tuples, in the query's own order."""
    return list(found.values_list(*columns, named=True))


@cache
def _all(model: type[Model], columns: tuple[str, ...]) -> QuerySet[Any]:
    """These columns of every row, to filter. Naming columns costs as much as reading, so it is done once."""
    return model._default_manager.order_by("pk").values_list(*columns, named=True)


def _by_number(
    model: type[Model], columns: tuple[str, ...], numbers: Iterable[int], **more: Any
) -> dict[int, Row]:
    return {row.id: row for row in _all(model, columns).filter(pk__in=set(numbers), **more)}


def _under(model: type[Model], owner: str, owners: Iterable[int], columns: tuple[str, ...]) -> By:
    found: By = defaultdict(list)
    for row in _all(model, (*columns, owner)).filter(**{f"{owner}__in": set(owners)}):
        found[getattr(row, owner)].append(row)
    return found


def add_providers(shelf: Shelf, numbers: Iterable[int], *, whole: bool) -> None:
    """Put providers on the shelf; with `whole` their identifiers and answers too."""
    wanted = set(numbers)
    shelf.providers |= _by_number(Provider, PROVIDER, wanted)
    if whole:
        for model, columns in _OF_A_PROVIDER.items():
            shelf.under[model] = _under(model, "provider_id", wanted, columns)


def add_services(shelf: Shelf, found: Iterable[Row], *, whole: bool, with_providers: bool = True) -> None:
    """Put on the shelf what these services show; with `whole` everything under them."""
    listed = list(found)
    numbers = [row.id for row in listed]
    if with_providers:
        add_providers(shelf, {row.provider_id for row in listed}, whole=whole)
    if not whole:
        return
    for model, columns in _OF_A_SERVICE.items():
        shelf.under[model] = _under(model, "service_id", numbers, columns)
    shelf.at_places = _under(ServiceAtPlace, "service_id", numbers, AT_PLACE[:2] + AT_PLACE[3:])
    filed = {row.term_id for some in shelf.under[ServiceTerm].values() for row in some}
    at = {row.place_id for some in shelf.at_places.values() for row in some}
    add_places(shelf, at, whole=True, more_terms=filed)


def add_places(shelf: Shelf, numbers: Iterable[int], *, whole: bool, more_terms: Iterable[int] = ()) -> None:
    """Put places that are not secret on the shelf; with `whole` what stands under them, and more terms."""
    wanted = set(numbers) - shelf.places.keys()
    shown = _by_number(Place, PLACE, wanted, is_masked=False)
    shelf.places |= shown
    if not whole:
        return
    wanted &= shown.keys()
    for model, columns in _OF_A_PLACE.items():
        shelf.under[model] = {**shelf.under.get(model, {}), **_under(model, "place_id", wanted, columns)}
    has = Place.access_terms.through._default_manager.filter(place_id__in=wanted)
    for place, term in has.order_by("taxonomyterm_id").values_list("place_id", "taxonomyterm_id"):
        shelf.access.setdefault(place, []).append(term)
    add_terms(shelf, {term for some in shelf.access.values() for term in some}.union(more_terms))


def add_terms(shelf: Shelf, numbers: Iterable[int]) -> None:
    """Put terms on the shelf."""
    wanted = set(numbers) - shelf.terms.keys()
    if wanted:
        shelf.terms |= _by_number(TaxonomyTerm, TERM, wanted)


def services(found: QuerySet[Service], *, whole: bool) -> tuple[list[Row], Shelf]:
    """Services, and the shelf that they stand on."""
    shelf, listed = Shelf(), rows(queries.with_modified(found), SERVICE)
    add_services(shelf, listed, whole=whole)
    return listed, shelf


def at_locations(found: QuerySet[ServiceAtPlace], *, whole: bool) -> tuple[list[Row], Shelf]:
    """Services at places, and the shelf with the services and places."""
    shelf, listed = Shelf(), rows(found, AT_PLACE)
    wanted = Service.objects.filter(pk__in={row.service_id for row in listed}).order_by("pk")
    shelf.services = {row.id: row for row in rows(queries.with_modified(wanted), SERVICE)}
    add_services(shelf, shelf.services.values(), whole=whole)
    add_places(shelf, {row.place_id for row in listed}, whole=whole)
    return listed, shelf


def organizations(
    found: QuerySet[Provider], *, with_services: bool, whole_services: bool
) -> tuple[list[Row], Shelf, By]:
    """Providers, their shelf, and their public services by the provider's number."""
    above = queries.public_providers().filter(pk=OuterRef("parent_id"))
    shelf, of_provider = Shelf(), defaultdict(list)
    listed = rows(found.annotate(parent_is_public=Exists(above)), (*PROVIDER, "parent_is_public"))
    if with_services:
        numbers = [row.id for row in listed]
        add_providers(shelf, numbers, whole=True)
        public = queries.public_services().filter(provider__in=numbers).order_by("pk")
        all_services = rows(queries.with_modified(public), SERVICE)
        add_services(shelf, all_services, whole=whole_services, with_providers=False)
        for row in all_services:
            of_provider[row.provider_id].append(row)
    return listed, shelf, of_provider
