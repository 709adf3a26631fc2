"""What the feed may show, and when it last changed."""

from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from localoffer.models import Place, Provider, Service, ServiceAtPlace
from localoffer.models.provider import SCHOOL_TYPES


def public_services() -> QuerySet[Service]:
    """Every service the feed may show: approved and not hidden. Ended ones stay, as defunct."""
    return Service.objects.in_feed()


def with_modified(services: QuerySet[Service]) -> QuerySet[Any]:
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


def public_providers() -> QuerySet[Provider]:
    """Providers with something public: a service, a school's own page, or a part of theirs that has."""
    shown = public_services().filter(provider=OuterRef("pk"))
    part = Provider.objects.filter(parent=OuterRef("pk")).filter(
        Q(provider_type__in=SCHOOL_TYPES) | Exists(public_services().filter(provider=OuterRef("pk")))
    )
    return Provider.objects.filter(Q(provider_type__in=SCHOOL_TYPES) | Exists(shown) | Exists(part))


def public_at_locations() -> QuerySet[ServiceAtPlace]:
    """Public services at places that are not kept secret."""
    return ServiceAtPlace.objects.filter(
        place__is_masked=False, service__live=True, service__hidden_reason=""
    )
