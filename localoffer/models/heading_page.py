"""Which guidance pages meet which heading of the Local Offer. Entries say so by their own terms."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class HeadingPage(models.Model):
    """This page of the site tells families about this heading (its number in localoffer.headings)."""

    heading = models.PositiveSmallIntegerField(
        "heading number", validators=[MinValueValidator(1), MaxValueValidator(19)]
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="local_offer_headings"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["heading", "page"], name="localoffer_heading_page_once"),
            models.CheckConstraint(
                condition=models.Q(heading__gte=1, heading__lte=19), name="localoffer_heading_page_number"
            ),
        ]

    def __str__(self) -> str:
        return f"heading {self.heading}: page {self.page_id}"
