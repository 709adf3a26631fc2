"""Words of the field, explained."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import RevisionMixin
from wagtail.search import index

from ..stamps import GLOSSARY, renew_stamp


class GlossaryTerm(index.Indexed, RevisionMixin, models.Model):
    """One term with its full name and what it means in plain words."""

    term = models.CharField(max_length=80, unique=True)
    slug = models.SlugField("anchor", max_length=80, unique=True, blank=True, editable=False)
    other_forms = models.CharField(
        max_length=200,
        blank=True,
        help_text="Other ways it is written, with commas between: SLT, SaLT",
    )
    expansion = models.CharField("in full", max_length=160, blank=True)
    meaning = models.TextField(max_length=400, help_text="What it means, in words a ten-year-old would know.")
    is_explained_on_pages = models.BooleanField(
        "explain it where it stands",
        default=True,
        help_text="Turn off for everyday words, such as Outcome, that do not need a link each time.",
    )

    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("expansion"),
        index.SearchField("meaning"),
    ]
    panels = [
        MultiFieldPanel([FieldPanel("term"), FieldPanel("other_forms"), FieldPanel("expansion")], "The term"),
        FieldPanel("meaning"),
        FieldPanel("is_explained_on_pages"),
    ]

    class Meta:
        verbose_name = "glossary term"

    def __str__(self) -> str:
        return self.term

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Set the anchor once, so that links keep working, and let every process read the terms again."""
        if not self.slug:
            self.slug = slugify(self.term)
        super().save(*args, **kwargs)
        renew_stamp(GLOSSARY)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and let every process read the terms again."""
        deleted = super().delete(*args, **kwargs)
        renew_stamp(GLOSSARY)
        return deleted

    def clean(self) -> None:
        """Refuse a term whose anchor another term already has. Raises ValidationError."""
        super().clean()
        taken = GlossaryTerm.objects.filter(slug=slugify(self.term)).exclude(pk=self.pk)
        if taken.exists():
            raise ValidationError({"term": "We already have a term that is written almost the same."})

    @property
    def forms(self) -> list[str]:
        """Every way it is written: the term first."""
        return [self.term, *(form.strip() for form in self.other_forms.split(",") if form.strip())]
