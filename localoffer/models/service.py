"""A service: one kind of help that families can find (HSDS: service)."""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from . import drafts
from .base import Identified
from .provider import Provider


class Status(models.TextChoices):
    """What the feed calls active, temporarily closed and defunct."""

    ACTIVE = "active", "Running"
    CLOSED_FOR_NOW = "temporarily closed", "Closed for now"
    ENDED = "defunct", "Ended"


# What belongs to the entry itself and not to one version of its text. Each has an action of its own
# (localoffer.actions), so approving an edit that waited never takes these back to what they were.
FACTS_OF_THE_ENTRY = (
    "uuid",
    "slug",
    "status",
    "closed_until",
    "assured_date",
    "assured_by_role",
    "assurer_email",
    "next_check_date",
    "asked_provider_date",
    "responsible",
    "hidden_reason",
)


class Level(models.TextChoices):
    EVERYONE = "everyone", "For everyone"
    TARGETED = "targeted", "For children who need some extra help"
    SPECIALIST = "specialist", "For children with more complex needs"


class Needed(models.TextChoices):
    """Whether a diagnosis or an EHC plan is needed. Empty means that nobody has said."""

    NO = "no", "Not needed"
    HELPFUL = "helpful", "Not needed, but helps"
    YES = "yes", "Needed"


class Referral(models.TextChoices):
    SELF = "self", "You can ask for this yourself"
    EITHER = "either", "You or a professional can ask"
    PROFESSIONAL = "professional", "A professional must ask for you"


class CostKind(models.TextChoices):
    FREE = "free", "Free"
    SOME = "some", "Some parts cost money"
    PAID = "paid", "You pay"


def _is_there(provider_id: int | None) -> bool:
    return Provider.objects.filter(pk=provider_id).exists()


class ServiceQuerySet(models.QuerySet["Service"]):
    def published(self) -> "ServiceQuerySet":
        """What anyone may see: approved, not hidden, not ended. Closed-for-now ones stay, with a banner."""
        return self.in_feed().exclude(status=Status.ENDED)

    def in_feed(self) -> "ServiceQuerySet":
        """What the open feed holds: everything approved and not hidden, ended ones marked defunct."""
        return self.filter(live=True, hidden_reason="")


class Service(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    Identified,
    ClusterableModel,
):
    """One entry of the directory. The row is the last approved text; an edit waits in its revisions."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=255)
    slug = models.SlugField(max_length=120, unique=True)
    alternate_name = models.CharField("also known as", max_length=255, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    alert = models.TextField("notice to show at the top", blank=True)
    closed_until = models.DateField(null=True, blank=True)

    # What is it?
    summary = models.CharField(max_length=300, blank=True, help_text="One or two plain sentences.")
    description = models.TextField(blank=True)
    # Who can go?
    minimum_age = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    maximum_age = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    eligibility = models.TextField("who can go", blank=True)
    covers_whole_area = models.BooleanField("for the whole area", default=False)
    # Do we need a diagnosis, a plan, a referral?
    diagnosis = models.CharField(max_length=10, choices=Needed.choices, blank=True)
    ehc_plan = models.CharField("EHC plan", max_length=10, choices=Needed.choices, blank=True)
    referral = models.CharField(max_length=14, choices=Referral.choices, blank=True)
    # How long is the wait?
    wait_time = models.CharField("wait, in words", max_length=200, blank=True)
    wait_weeks = models.PositiveSmallIntegerField("wait in weeks", null=True, blank=True)
    # What does it cost?
    cost_kind = models.CharField("cost", max_length=6, choices=CostKind.choices, blank=True)
    fees_description = models.TextField("cost, in words", blank=True)
    # Can we get in and will it suit us?
    access_description = models.TextField("getting in and around", blank=True)
    sensory_description = models.TextField("noise, light and crowds", blank=True)
    toilets_description = models.TextField("toilets and changing", blank=True)
    quiet_times = models.TextField(blank=True)
    interpretation_services = models.TextField("interpreters and signing", blank=True)
    # How do we start?
    application_process = models.TextField("how to start", blank=True)
    required_documents = models.TextField("what to bring or send", blank=True)
    # How it is given
    is_at_place = models.BooleanField("at a place", default=False)
    is_online = models.BooleanField("online", default=False)
    is_at_home = models.BooleanField("comes to you", default=False)

    email = models.EmailField(blank=True)
    url = models.URLField("web page", max_length=500, blank=True)
    accreditations = models.TextField(blank=True)

    # "Checked on DATE by ROLE" is its own fact: saving a typo does not change it.
    assured_date = models.DateField("checked on", null=True, blank=True)
    assured_by_role = models.CharField("checked by (role)", max_length=120, blank=True)
    assurer_email = models.EmailField("checker's email (never shown)", blank=True)
    next_check_date = models.DateField(null=True, blank=True)
    asked_provider_date = models.DateField("we last asked the provider on", null=True, blank=True)
    responsible = models.CharField("who keeps this entry right (post)", max_length=160, blank=True)
    hidden_reason = models.CharField(max_length=200, blank=True)

    last_modified = models.DateTimeField(auto_now=True, db_index=True)

    revisions = GenericRelation("wagtailcore.Revision", related_query_name="service")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="service",
        for_concrete_model=False,
    )

    objects = ServiceQuerySet.as_manager()

    # The page's own context, filled in by the app when it is ready: a model imports no page.
    preview_context: Callable[["Service"], dict[str, object]] = staticmethod(lambda service: {})

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.FilterField("status"),
        index.FilterField("hidden_reason"),
        index.FilterField("live"),
        index.FilterField("level"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minimum_age__isnull=True)
                | models.Q(maximum_age__isnull=True)
                | models.Q(minimum_age__lte=models.F("maximum_age")),
                name="localoffer_service_ages_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["live", "hidden_reason", "id"], name="localoffer_service_public"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "Service":
        """An entry as `data` has it. `check_fks` leaves out rows whose place or word is gone by now.

        The provider is not looked up here: see `with_content_json`.
        """
        if not check_fks:
            return super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)
        found = drafts.look_up(cls, data)
        kept = drafts.without_lost(cls, data, found)
        version: Service = super().from_serializable_data(kept, check_fks=False, strict_fks=strict_fks)
        drafts.attach(version, found)
        return version

    def with_content_json(self, content: dict[str, Any]) -> "Service":
        """A version of the text as `content` has it, with the facts of the entry as they are now."""
        version: Service = super().with_content_json(content)
        for name in FACTS_OF_THE_ENTRY:
            setattr(version, name, getattr(self, name))
        if version.provider_id == self.provider_id or not _is_there(version.provider_id):
            version.provider = self.provider
        return version

    def get_absolute_url(self) -> str:
        return reverse("localoffer:entry", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "localoffer/entry.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        """What the public page would show of this draft, its unsaved rows included."""
        context = super().get_preview_context(request, mode_name)
        return {**context, **type(self).preview_context(self)}
