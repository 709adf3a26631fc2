"""The one table of the feed's endpoints: its addresses, views and OpenAPI description come from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from localoffer.models import Taxonomy

from . import filters, mapping, queries

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

    `rows` gives the filtered rows without loading more; `load` adds what the shape needs; `shape` makes JSON.
    The values that `load` and `shape` get for the detail address are {"full": True, "is_detail": True}.
    """

    path: str
    schema: str
    about: str
    parameters: tuple[str, ...]
    rows: Callable[[Values], QuerySet[Any]]
    load: Callable[[QuerySet[Any], Values], QuerySet[Any]]
    shape: Callable[[Any, Values], mapping.Json]
    order: tuple[str, ...] = ("pk",)


def _load_services(rows: QuerySet[Any], values: Values) -> QuerySet[Any]:
    rows = queries.with_modified(rows)
    if values.get("minimal"):
        return rows.only("uuid", "last_modified")
    return queries.with_everything(rows) if values.get("full") else queries.in_list(rows)


def _shape_service(row: Any, values: Values) -> mapping.Json:
    if values.get("minimal"):
        return mapping.service_minimal(row)
    return mapping.service_full(row) if values.get("full") else mapping.service_in_list(row)


def _shape_at_location(row: Any, values: Values) -> mapping.Json:
    if values.get("minimal"):
        return {
            **mapping.service_minimal(row.service),
            "id": str(row.uuid),
            "service_id": str(row.service.uuid),
        }
    return mapping.service_at_location(row, is_full=bool(values.get("full")))


def _load_organizations(rows: QuerySet[Any], values: Values) -> QuerySet[Any]:
    # A single organization comes with its services whole, as the compiled schema has it.
    full_service = bool(values.get("full_service") or values.get("is_detail"))
    wanted = queries.organizations(full=bool(values.get("full")), full_service=full_service)
    return wanted.filter(pk__in=rows.values("pk"))


def _shape_organization(row: Any, values: Values) -> mapping.Json:
    whole = bool(values.get("full") or values.get("full_service"))
    full_service = bool(values.get("full_service") or values.get("is_detail"))
    return mapping.organization(
        row,
        with_parts=whole,
        services=row.feed_services if whole else (),
        services_are_full=full_service,
    )


def _plain(rows: QuerySet[Any], values: Values) -> QuerySet[Any]:
    return rows


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        path="services",
        schema="Service",
        about="services",
        parameters=SERVICE_FILTERS,
        rows=lambda values: filters.services(queries.public_services(), values),
        load=_load_services,
        shape=_shape_service,
    ),
    Endpoint(
        path="service_at_locations",
        schema="ServiceAtLocation",
        about="services at places; secret places are left out",
        parameters=SERVICE_FILTERS,
        rows=lambda values: filters.at_locations(queries.public_at_locations(), values),
        load=lambda rows, values: queries.at_locations(rows, full=bool(values.get("full"))),
        shape=_shape_at_location,
    ),
    Endpoint(
        path="taxonomies",
        schema="Taxonomy",
        about="lists of terms",
        parameters=PAGES,
        rows=lambda values: Taxonomy.objects.all(),
        load=lambda rows, values: queries.taxonomies(with_terms=bool(values.get("full"))).filter(
            pk__in=rows.values("pk")
        ),
        shape=lambda row, values: mapping.taxonomy(row, with_terms=bool(values.get("full"))),
    ),
    Endpoint(
        path="taxonomy_terms",
        schema="TaxonomyTerm",
        about="terms that services are filed under",
        parameters=("search", *PAGES, "taxonomy_id", "parent_id", "top_only"),
        rows=lambda values: filters.taxonomy_terms(queries.taxonomy_terms(), values),
        load=_plain,
        shape=lambda row, values: mapping.taxonomy_term(row),
        order=("taxonomy_id", "position", "pk"),
    ),
    Endpoint(
        path="organizations",
        schema="Organization",
        about="organizations that run services",
        parameters=("search", *PAGES, "full", "full_service", "format"),
        rows=lambda values: filters.organizations(queries.public_providers(), values),
        load=_load_organizations,
        shape=_shape_organization,
    ),
)


def rows_of(endpoint: Endpoint, values: Values) -> QuerySet[Model]:
    """The endpoint's rows in their one fixed order."""
    return endpoint.rows(values).order_by(*endpoint.order)
