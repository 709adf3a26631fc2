"""What the feed reads, with everything a shape needs loaded in a fixed number of queries."""

from typing import Any

from django.db.models import (
    Exists,
    F,
    Max,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest

from localoffer.models import Place, Provider, Service, ServiceAtPlace, ServiceTerm, Taxonomy, TaxonomyTerm
from localoffer.models.provider import SCHOOL_TYPES

CHILD_ROWS = (
    "schedules",
    "cost_options",
    "service_areas",
    "languages",
    "funding",
    "contacts",
    "phones",
    "questions",
)
ORGANIZATION_ROWS = ("identifiers", "answers")


def public_services() -> QuerySet[Service]:
    """Every service the feed may show: approved and not hidden. Ended ones stay, as defunct."""
    return Service.objects.in_feed().filter(hidden_reason="")


def with_modified(services: QuerySet[Service]) -> QuerySet[Service]:
    """Add `feed_modified`: when anything that the service's JSON shows last changed.

    That includes its provider and its places, which have a date of their own.
    """
    places = (
        Place.objects.filter(service_places__service=OuterRef("pk"), is_masked=False)
        .order_by()
        .values("service_places__service")
        .annotate(latest=Max("last_modified"))
        .values("latest")
    )
    return services.annotate(
        feed_modified=Greatest(
            F("last_modified"),
            F("provider__last_modified"),
            Coalesce(Subquery(places), F("last_modified")),
        )
    )


def _terms() -> QuerySet[TaxonomyTerm]:
    return TaxonomyTerm.objects.select_related("taxonomy", "parent")


def _ordered(name: str, model: type[Model]) -> "Prefetch[str, QuerySet[Any], str]":
    """A prefetch of child rows in the order they were made, which is the order the feed keeps."""
    children: Any = model._meta.get_field(name).related_model
    return Prefetch(name, queryset=children._default_manager.order_by("pk"))


def _places() -> QuerySet[Place]:
    return Place.objects.prefetch_related(
        _ordered("addresses", Place),
        _ordered("access_notes", Place),
        Prefetch("access_terms", queryset=_terms().order_by("pk")),
    )


def _providers() -> QuerySet[Provider]:
    return Provider.objects.select_related("parent").prefetch_related(
        *(_ordered(name, Provider) for name in ORGANIZATION_ROWS)
    )


def with_everything(services: QuerySet[Service]) -> QuerySet[Service]:
    """Load all that `mapping.service_full` shows, in a fixed number of queries however many services."""
    filed = ServiceTerm.objects.order_by("pk").prefetch_related(Prefetch("term", queryset=_terms()))
    places = ServiceAtPlace.objects.order_by("pk").prefetch_related(Prefetch("place", queryset=_places()))
    return services.prefetch_related(
        *(_ordered(name, Service) for name in CHILD_ROWS),
        Prefetch("service_terms", queryset=filed),
        Prefetch("service_places", queryset=places),
        Prefetch("provider", queryset=_providers()),
    )


def in_list(services: QuerySet[Service]) -> QuerySet[Service]:
    """Load what `mapping.service_in_list` shows, in the one query."""
    return services.select_related("provider__parent")


def public_providers() -> QuerySet[Provider]:
    """Providers with something public: a service, a school's own page, or a part of theirs that has."""
    shown = public_services().filter(provider=OuterRef("pk"))
    part = Provider.objects.filter(parent=OuterRef("pk")).filter(
        Q(provider_type__in=SCHOOL_TYPES) | Exists(public_services().filter(provider=OuterRef("pk")))
    )
    return Provider.objects.filter(Q(provider_type__in=SCHOOL_TYPES) | Exists(shown) | Exists(part))


def organizations(*, full: bool, full_service: bool) -> QuerySet[Provider]:
    """Public providers; whole with their identifiers and answers, and with services when asked."""
    providers = (
        public_providers()
        .select_related("parent")
        .annotate(parent_is_public=Exists(public_providers().filter(pk=OuterRef("parent_id"))))
    )
    if full or full_service:
        services = with_modified(public_services().order_by("pk"))
        services = with_everything(services) if full_service else in_list(services)
        providers = providers.prefetch_related(
            *(_ordered(name, Provider) for name in ORGANIZATION_ROWS),
            Prefetch("services", queryset=services, to_attr="feed_services"),
        )
    return providers


def public_at_locations() -> QuerySet[ServiceAtPlace]:
    """Public services at places that are not kept secret."""
    return ServiceAtPlace.objects.filter(
        place__is_masked=False, service__live=True, service__hidden_reason=""
    )


def at_locations(rows: QuerySet[ServiceAtPlace], *, full: bool) -> QuerySet[ServiceAtPlace]:
    """Load what `mapping.service_at_location` shows."""
    services = with_modified(Service.objects.all())
    services = with_everything(services) if full else in_list(services)
    place: Any = Prefetch("place", queryset=_places()) if full else "place"
    return rows.prefetch_related(Prefetch("service", queryset=services), place)


def taxonomies(*, with_terms: bool) -> QuerySet[Taxonomy]:
    """Every taxonomy, with its terms when asked."""
    rows = Taxonomy.objects.all()
    if with_terms:
        rows = rows.prefetch_related(Prefetch("terms", queryset=_terms().order_by("position", "pk")))
    return rows


def taxonomy_terms() -> QuerySet[TaxonomyTerm]:
    """Every term with its taxonomy and parent, in one query."""
    return _terms()
