"""What is true just now: places left, the present wait, closed today, one line of words."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .service import Service

LONGEST_MESSAGE = 140
MOST_PLACES = 999
MOST_WEEKS = 260  # five years: longer is a mistake in typing


class LiveFact(models.Model):
    """One thing that a provider told us, with when and by which post. Rows are only ever added.

    The newest row of each kind is the one that counts; one with nothing in it takes the fact away.
    """

    class Kind(models.TextChoices):
        PLACES = "places", "Places left"
        WAIT = "wait", "Present wait in weeks"
        CLOSED = "closed", "Closed until the end of a day"
        MESSAGE = "message", "One line of words"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="live_facts")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.CharField(max_length=LONGEST_MESSAGE, blank=True)
    until = models.DateField(null=True, blank=True, help_text="The last day on which it is so.")
    at = models.DateTimeField(default=timezone.now)
    by_role = models.CharField(max_length=160)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["service", "kind", "-id"], name="localoffer_live_fact_newest")]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind__in=["places", "wait"], words="", until__isnull=True)
                    | models.Q(kind="closed", number__isnull=True, words="")
                    | models.Q(kind="message", number__isnull=True)
                ),
                name="localoffer_live_fact_fits_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of service {self.service_id}, {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises TypeError for one that is there already: what was told is never changed."""
        if self.pk is not None and not self._state.adding:
            raise TypeError("A live fact is never changed. Add another.")
        super().save(*args, **kwargs)

    @property
    def is_taken_away(self) -> bool:
        """Whether this row says that there is nothing to say any more."""
        return self.number is None and not self.words and self.until is None
