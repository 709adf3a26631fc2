"""The one table of the feed's endpoints: its addresses, views and OpenAPI description come from it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from localoffer.models import Service, Taxonomy, TaxonomyTerm

from . import filters, loading, mapping, queries

Values = dict[str, Any]
PAGES = ("page", "per_page")
SERVICE_FILTERS = (
    "search",
    *PAGES,
    "taxonomy_term_id",
    "taxonomy_id",
    "minimum_age",
    "maximum_age",
    "start_time",
    "end_time",
    "day",
    "organization_id",
    "modified_after",
    "postcode",
    "proximity",
    "minimal",
    "full",
    "format",
)


@dataclass(frozen=True)
class Endpoint:
    """One kind of thing: its list at /<path> and each of its things at /<path>/{id}.

    `rows` gives the filtered rows without loading more; `shapes` loads what they stand on and makes JSON of
    them, in their order. The values for the detail address are {"full": True, "is_detail": True}.
    """

    path: str
    schema: str
    about: str
    parameters: tuple[str, ...]
    rows: Callable[[Values], QuerySet[Any]]
    shapes: Callable[[QuerySet[Any], Values], list[mapping.Json]]
    order: tuple[str, ...] = ("pk",)


def _services(rows: QuerySet[Any], values: Values) -> list[mapping.Json]:
    if values.get("minimal"):
        changed = queries.with_modified(rows).values_list("uuid", "feed_modified")
        return [mapping.service_minimal(*row) for row in changed]
    whole = bool(values.get("full"))
    listed, shelf = loading.services(rows, whole=whole)
    make = mapping.service_full if whole else mapping.service_in_list
    return [make(row, shelf) for row in listed]


def _at_locations(rows: QuerySet[Any], values: Values) -> list[mapping.Json]:
    if values.get("minimal"):
        changed = queries.with_modified(Service.objects.all()).order_by("pk")
        when = dict(changed.values_list("pk", "feed_modified"))
        listed = rows.values_list("uuid", "service__uuid", "service_id")
        return [
            {**mapping.service_minimal(uuid, when[number]), "service_id": str(service)}
            for uuid, service, number in listed
        ]
    whole = bool(values.get("full"))
    found, shelf = loading.at_locations(rows, whole=whole)
    return [mapping.service_at_location(row, shelf, is_full=whole) for row in found]


def _organizations(rows: QuerySet[Any], values: Values) -> list[mapping.Json]:
    # A single organization comes with its services whole, as the compiled schema has it.
    whole_services = bool(values.get("full_service") or values.get("is_detail"))
    whole = bool(values.get("full") or whole_services)
    listed, shelf, services = loading.organizations(rows, with_services=whole, whole_services=whole_services)
    return [
        mapping.organization(
            row,
            shelf,
            with_parts=whole,
            services=services[row.id],
            services_are_full=whole_services,
        )
        for row in listed
    ]


def _taxonomies(rows: QuerySet[Any], values: Values) -> list[mapping.Json]:
    terms: dict[int, list[loading.Row]] = defaultdict(list)
    if values.get("full"):
        under = TaxonomyTerm.objects.filter(taxonomy__in=rows.values("pk")).order_by("position", "pk")
        for term in loading.rows(under, (*loading.TERM, "taxonomy_id")):
            terms[term.taxonomy_id].append(term)
    return [mapping.taxonomy(row, terms[row.id]) for row in loading.rows(rows, loading.TAXONOMY)]


def _taxonomy_terms(rows: QuerySet[Any], values: Values) -> list[mapping.Json]:
    return [mapping.taxonomy_term(row) for row in loading.rows(rows, loading.TERM)]


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        path="services",
        schema="Service",
        about="services",
        parameters=SERVICE_FILTERS,
        rows=lambda values: filters.services(queries.public_services(), values),
        shapes=_services,
    ),
    Endpoint(
        path="service_at_locations",
        schema="ServiceAtLocation",
        about="services at places; secret places are left out",
        parameters=SERVICE_FILTERS,
        rows=lambda values: filters.at_locations(queries.public_at_locations(), values),
        shapes=_at_locations,
    ),
    Endpoint(
        path="taxonomies",
        schema="Taxonomy",
        about="lists of terms",
        parameters=PAGES,
        rows=lambda values: Taxonomy.objects.all(),
        shapes=_taxonomies,
    ),
    Endpoint(
        path="taxonomy_terms",
        schema="TaxonomyTerm",
        about="terms that services are filed under",
        parameters=("search", *PAGES, "taxonomy_id", "parent_id", "top_only"),
        rows=lambda values: filters.taxonomy_terms(TaxonomyTerm.objects.all(), values),
        shapes=_taxonomy_terms,
        order=("taxonomy_id", "position", "pk"),
    ),
    Endpoint(
        path="organizations",
        schema="Organization",
        about="organizations that run services",
        parameters=("search", *PAGES, "full", "full_service", "format"),
        rows=lambda values: filters.organizations(queries.public_providers(), values),
        shapes=_organizations,
    ),
)


def rows_of(endpoint: Endpoint, values: Values) -> QuerySet[Model]:
    """The endpoint's rows in their one fixed order."""
    return endpoint.rows(values).order_by(*endpoint.order)
