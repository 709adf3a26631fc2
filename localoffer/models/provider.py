"""Who runs a service: a council team, an NHS trust, a school, a charity (HSDS: organization)."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from .base import Identified


class ProviderType(models.TextChoices):
    """The provider types of Schedule 2 paragraph 1 (SI 2014/1530), and the others a directory needs."""

    COUNCIL = "council", "Council team"
    NHS = "nhs", "NHS"
    EARLY_YEARS = "early_years", "Early years provider"
    MAINSTREAM_SCHOOL = "mainstream_school", "Mainstream school"
    ACADEMY = "academy", "Academy"
    SPECIAL_SCHOOL = "special_school", "Special school"
    NON_MAINTAINED_SPECIAL = "non_maintained_special", "Non-maintained special school"
    SECTION_41 = "section_41", "Independent school or college approved under section 41"
    PRU = "pru", "Pupil referral unit or alternative provision"
    COLLEGE = "college", "College or other post-16 place"
    TRAINING = "training", "Training provider"
    CHARITY = "charity", "Charity or community group"
    PARENT_GROUP = "parent_group", "Parent carer group"
    PRIVATE = "private", "Business"
    OTHER = "other", "Other"


SCHOOL_TYPES = frozenset(
    {
        ProviderType.EARLY_YEARS,
        ProviderType.MAINSTREAM_SCHOOL,
        ProviderType.ACADEMY,
        ProviderType.SPECIAL_SCHOOL,
        ProviderType.NON_MAINTAINED_SPECIAL,
        ProviderType.SECTION_41,
        ProviderType.PRU,
        ProviderType.COLLEGE,
    }
)


class ProviderQuerySet(models.QuerySet["Provider"]):
    def schools(self) -> "ProviderQuerySet":
        """Providers that publish an SEN information report."""
        return self.filter(provider_type__in=SCHOOL_TYPES)


class Provider(index.Indexed, RevisionMixin, Identified, ClusterableModel):
    """An organisation that runs services."""

    name = models.CharField(max_length=255)
    slug = models.SlugField(max_length=120, unique=True)
    provider_type = models.CharField(max_length=30, choices=ProviderType.choices, default=ProviderType.OTHER)
    description = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(max_length=500, blank=True)
    logo = models.URLField("logo address", max_length=500, blank=True)
    uri = models.URLField("official web identifier", max_length=500, blank=True)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts")
    is_in_area = models.BooleanField("in this area", default=True)
    town = models.CharField(max_length=80, blank=True)
    senco_name = models.CharField("SEN co-ordinator (SENCO)", max_length=120, blank=True)
    senco_email = models.EmailField("SENCO's email", blank=True)
    last_modified = models.DateTimeField(auto_now=True)

    objects = ProviderQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("provider_type"),
    ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("localoffer:provider", args=[self.slug])

    @property
    def is_school(self) -> bool:
        return self.provider_type in SCHOOL_TYPES


class ProviderIdentifier(Identified):
    """A number someone else knows the provider by, such as a charity number (GB-CHC)."""

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="identifiers")
    identifier_scheme = models.CharField(max_length=80, blank=True)
    identifier_type = models.CharField(max_length=120)
    identifier = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.identifier_type} {self.identifier}"


class ProviderAnswer(models.Model):
    """One answer under a heading of the SEN information report or the ten points of Schedule 2.

    `code` is a heading's code in localoffer.headings (for example "sen-4" or "point-a").
    """

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=20)
    answer = models.TextField()
    checked_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "code"], name="localoffer_provider_answer_once"),
        ]

    def __str__(self) -> str:
        return self.code


class ProviderMember(models.Model):
    """Someone who may suggest edits to this provider's own entries."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provider_memberships"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "user"], name="localoffer_provider_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.provider_id}"
