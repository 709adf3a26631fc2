from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from .circle import Connection
from .young_person import YoungPerson


class PictureCardQuerySet(models.QuerySet["PictureCard"]):
    def working_at(self, moment: datetime) -> "PictureCardQuerySet":
        """Cards that open a space at `moment`: not cancelled, not run out."""
        return self.filter(cancelled_at__isnull=True, runs_out_at__gt=moment)


class PictureCard(models.Model):
    """A printed card that opens one young person's own space for a set time. Its secret is kept as a hash."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="cards")
    secret_hash = models.CharField(max_length=64, unique=True)
    picture = models.CharField("the picture on the card", max_length=40)
    # A picture to pick when the card is opened; empty where nothing need be remembered.
    asks_for = models.CharField("the picture to pick", max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(default=45)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # What the maker was in the circle then: a card from a parent stops when rights pass.
    made_as = models.CharField(max_length=16, choices=Connection.Kind.choices, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    runs_out_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    last_used_at = models.DateTimeField(null=True, blank=True)
    wrong_picks = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True, blank=True)

    objects = PictureCardQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Picture card {self.pk}"
