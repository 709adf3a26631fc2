"""Where a service happens (HSDS: location, with its address and accessibility rows)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from .base import Identified
from .taxonomy import TaxonomyTerm


class PlaceType(models.TextChoices):
    PHYSICAL = "physical", "A place you go to"
    POSTAL = "postal", "A postal address"
    VIRTUAL = "virtual", "Online"


class Place(index.Indexed, RevisionMixin, Identified, ClusterableModel):
    """A place. A masked place (a refuge, a foster home) shows and exports its town only."""

    name = models.CharField(max_length=255, blank=True)
    alternate_name = models.CharField(max_length=255, blank=True)
    place_type = models.CharField(max_length=10, choices=PlaceType.choices, default=PlaceType.PHYSICAL)
    description = models.TextField(blank=True)
    transportation = models.TextField("getting there", blank=True)
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    external_identifier = models.CharField(max_length=80, blank=True)
    external_identifier_type = models.CharField(max_length=40, blank=True)
    url = models.URLField(max_length=500, blank=True)
    is_masked = models.BooleanField(
        "keep this address secret",
        default=False,
        help_text="For refuges and private homes. Families see the town only; the open feed leaves it out.",
    )
    access_terms = ParentalManyToManyField(
        TaxonomyTerm,
        blank=True,
        related_name="accessible_places",
        limit_choices_to={"taxonomy__key": "access"},
        verbose_name="what this place has",
    )
    last_modified = models.DateTimeField(auto_now=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="localoffer_place_point_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Place with no name"


class Address(Identified):
    """One address of a place."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="addresses")
    attention = models.CharField(max_length=120, blank=True)
    address_1 = models.CharField("address line 1", max_length=255)
    address_2 = models.CharField("address line 2", max_length=255, blank=True)
    city = models.CharField("town", max_length=120)
    region = models.CharField(max_length=120, blank=True)
    state_province = models.CharField("county", max_length=120)
    postal_code = models.CharField("postcode", max_length=12)
    country = models.CharField(max_length=2, default="GB")
    address_type = models.CharField(max_length=10, choices=PlaceType.choices, default=PlaceType.PHYSICAL)

    def __str__(self) -> str:
        return f"{self.address_1}, {self.city}"


class AccessNote(Identified):
    """What it is like to get in and be there, in words (HSDS: accessibility)."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="access_notes")
    description = models.TextField()
    details = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.description[:60]
