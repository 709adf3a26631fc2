"""Lists of terms that services are filed under: needs, kinds of help, access, Local Offer headings."""

from django.db import models
from wagtail.search import index

from .base import Identified


class Taxonomy(Identified):
    """One list of terms, such as "Needs". `key` is how our own code knows it; imported ones have none."""

    NEED = "need"
    HELP = "help"
    ACCESS = "access"
    HEADING = "heading"

    key = models.SlugField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    uri = models.URLField(max_length=500, blank=True)
    version = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "taxonomies"
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="localoffer_taxonomy_key_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TermQuerySet(models.QuerySet["TaxonomyTerm"]):
    def of(self, key: str) -> "TermQuerySet":
        """The terms of one of our own taxonomies (`Taxonomy.NEED` and so on), in their set order."""
        return self.filter(taxonomy__key=key).order_by("position", "name")


class TaxonomyTerm(index.Indexed, Identified):
    """One term, such as "Autism". `slug` is in search addresses; `code` is the source's own code."""

    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80)
    code = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)
    term_uri = models.URLField(max_length=500, blank=True)
    picture = models.CharField("picture name", max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = TermQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("taxonomy_id"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["taxonomy", "slug"], name="localoffer_term_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name
