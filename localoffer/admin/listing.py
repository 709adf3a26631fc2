"""The list of entries: its columns and filters. Each page takes a fixed number of queries."""

from typing import Any

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import WorkflowState
from wagtail.snippets.views.snippets import IndexView

from ..completeness import Completeness, completeness
from ..freshness import FRESHNESS_WORDS, Freshness, freshness
from ..freshness_queries import with_freshness
from ..models import (
    Address,
    FamilyQuestion,
    ImportSource,
    Provider,
    Service,
    ServiceAtPlace,
    ServiceTerm,
    Taxonomy,
    TaxonomyTerm,
)
from ..models.service import Status
from ..permissions import is_editor, providers_of, visible_services


def waiting_states() -> QuerySet[Any]:
    """The workflows of entries with an edit that waits for an editor."""
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Service),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )


def waiting_ids() -> QuerySet[Any]:
    """The primary keys of those entries; Wagtail keeps them as text."""
    return waiting_states().annotate(service_id=Cast("object_id", BigIntegerField())).values("service_id")


def _terms(key: str) -> Any:
    return lambda request: TaxonomyTerm.objects.of(key)


def _providers(request: Any) -> QuerySet[Provider]:
    providers = Provider.objects.order_by("name")
    return providers if is_editor(request.user) else providers.filter(pk__in=providers_of(request.user))


def _sources(request: Any) -> QuerySet[ImportSource]:
    sources = ImportSource.objects.order_by("name")
    if is_editor(request.user):
        return sources
    return sources.filter(pk__in=visible_services(request.user).values("imported_from__source"))


def _towns() -> list[tuple[str, str]]:
    towns = Address.objects.filter(place__is_masked=False).order_by("city").values_list("city", flat=True)
    return [(town, town) for town in towns.distinct() if town]


YES = [("yes", "Yes")]


def with_access_words(services: QuerySet[Service]) -> QuerySet[Service]:
    """Each of `services` with `has_access_words`: it, or a place of its, is filed under what it has."""
    own = ServiceTerm.objects.filter(service=OuterRef("pk"), term__taxonomy__key=Taxonomy.ACCESS)
    places = ServiceAtPlace.objects.filter(service=OuterRef("pk"), place__access_terms__isnull=False)
    return services.annotate(has_access_words=Exists(own) | Exists(places))


def answers_of(service: Any) -> Completeness:
    """The seven answers of an entry of the list or a form."""
    known = getattr(service, "has_access_words", None)
    if known is None:
        known = with_access_words(Service.objects.filter(pk=service.pk)).get().has_access_words
    return completeness(service, has_access_words=known)


class ServiceFilters(WagtailFilterSet):
    """What an editor may narrow the list by. Every filter keeps the list one row per entry."""

    status = django_filters.MultipleChoiceFilter(choices=Status.choices, widget=forms.CheckboxSelectMultiple)
    fresh = django_filters.ChoiceFilter(
        label="How fresh", choices=[(f.value, FRESHNESS_WORDS[f]) for f in Freshness], method="by_freshness"
    )
    waiting = django_filters.ChoiceFilter(label="Waiting for approval", choices=YES, method="by_waiting")
    live = django_filters.BooleanFilter(label="Published")
    provider = django_filters.ModelChoiceFilter(queryset=_providers)
    heading = django_filters.ModelChoiceFilter(
        label="Local Offer heading", queryset=_terms(Taxonomy.HEADING), method="by_term"
    )
    need = django_filters.ModelChoiceFilter(label="Need", queryset=_terms(Taxonomy.NEED), method="by_term")
    town = django_filters.ChoiceFilter(label="Town", choices=_towns, method="by_town")
    unanswered = django_filters.ChoiceFilter(
        label="Has a question with no answer", choices=YES, method="by_unanswered"
    )
    unowned = django_filters.ChoiceFilter(label="No post keeps it right", choices=YES, method="by_unowned")
    source = django_filters.ModelChoiceFilter(
        label="Came from", queryset=_sources, field_name="imported_from__source"
    )

    class Meta:
        model = Service
        fields: list[str] = []

    def by_freshness(self, queryset: QuerySet[Service], name: str, value: str) -> QuerySet[Service]:
        return with_freshness(queryset, Freshness(value), timezone.localdate())

    def by_unowned(self, queryset: QuerySet[Service], name: str, value: str) -> QuerySet[Service]:
        return queryset.filter(responsible="")

    def by_waiting(self, queryset: QuerySet[Service], name: str, value: str) -> QuerySet[Service]:
        return queryset.filter(pk__in=waiting_ids())

    def by_term(self, queryset: QuerySet[Service], name: str, value: Any) -> QuerySet[Service]:
        return queryset.filter(pk__in=ServiceTerm.objects.filter(term=value).values("service_id"))

    def by_town(self, queryset: QuerySet[Service], name: str, value: str) -> QuerySet[Service]:
        there = ServiceAtPlace.objects.filter(place__addresses__city=value)
        return queryset.filter(pk__in=there.values("service_id"))

    def by_unanswered(self, queryset: QuerySet[Service], name: str, value: str) -> QuerySet[Service]:
        open_questions = FamilyQuestion.objects.filter(answer="").values("service_id")
        return queryset.filter(pk__in=open_questions)


def freshness_words(service: Service) -> str:
    """The state of one entry today, in words, from its own columns."""
    state = freshness(
        assured_date=service.assured_date,
        next_check_date=service.next_check_date,
        today=timezone.localdate(),
    )
    return FRESHNESS_WORDS[state]


def checked_words(service: Service) -> str:
    """The day of the last check, such as "12 January 2026"."""
    return date_format(service.assured_date, "j F Y") if service.assured_date else "Never"


def published_words(service: Any) -> str:
    """Whether families see the entry, and whether an edit waits for an editor."""
    if service.is_waiting:
        return "Public, and an edit waits" if service.live else "Waits for approval"
    if service.live:
        return "Public, with a newer draft" if service.has_unpublished_changes else "Public"
    return "Draft"


class ServiceIndexView(IndexView):
    """The list of entries that the signed-in person may see."""

    default_ordering = "name"
    filterset_class = ServiceFilters
    list_display = [
        "name",
        Column("provider", sort_key="provider__name"),
        Column("get_status_display", label="Status", sort_key="status"),
        Column("published", label="Public?", accessor=published_words),
        Column("checked", label="Checked on", accessor=checked_words, sort_key="assured_date"),
        Column("freshness", label="How fresh", accessor=freshness_words, sort_key="next_check_date"),
        Column("answers", label="The seven answers", accessor=lambda service: answers_of(service).words),
    ]

    @cached_property
    def columns(self) -> list[Any]:
        """Boxes to choose several only for those who can do something with several."""
        columns: list[Any] = super().columns
        return columns if is_editor(self.request.user) else columns[1:]

    def get_base_queryset(self) -> QuerySet[Service]:
        """Only what this person may see, with all that the columns show."""
        waiting = waiting_states().filter(object_id=Cast(OuterRef("pk"), CharField()))
        return (
            with_access_words(visible_services(self.request.user))
            .select_related("provider", "latest_revision")
            .annotate(is_waiting=Exists(waiting))
        )

    def search_queryset(self, queryset: QuerySet[Service]) -> QuerySet[Service]:
        """Entries with all the words in their own or their provider's name."""
        for word in self.search_query.split():
            found = Q()
            for field in self.search_fields:
                found |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(found)
        return queryset
