"""What the public pages read, each page in a fixed number of queries."""

from django.db.models import Prefetch, QuerySet

from .models import Provider, ProviderAnswer, Service, ServiceTerm


def entry_cards() -> QuerySet[Service]:
    """Published services with all that an entry card shows."""
    return (
        Service.objects.published()
        .select_related("provider")
        .prefetch_related("service_places__place__addresses", "schedules")
    )


def whole_entries() -> QuerySet[Service]:
    """Published services with everything the entry page shows: 14 queries for any number of services."""
    return (
        Service.objects.published()
        .select_related("provider", "imported_from__source")
        .prefetch_related(
            "service_places__place__addresses",
            "service_places__place__access_notes",
            "service_places__place__access_terms",
            "schedules__place__addresses",
            "cost_options",
            "service_areas",
            "languages",
            "contacts",
            "phones",
            "questions",
            Prefetch(
                "service_terms",
                queryset=ServiceTerm.objects.select_related("term__taxonomy").order_by(
                    "term__position", "term__name"
                ),
            ),
        )
    )


def provider_with_answers() -> QuerySet[Provider]:
    """Providers with their answers and their published services."""
    return Provider.objects.prefetch_related(
        Prefetch("answers", queryset=ProviderAnswer.objects.order_by("code")),
        Prefetch("services", queryset=entry_cards().order_by("name"), to_attr="published_services"),
    )
