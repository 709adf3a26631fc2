from django.conf import settings
from django.db import models
from django.utils import timezone

from .young_person import YoungPerson


class RightsTold(models.Model):
    """One person was told, once, at one stage before rights pass. A row here stops a second telling."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="rights_told")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=16)
    # The day it was about: a corrected date of birth is a new day, and is told again.
    passes_on = models.DateField()
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["young_person", "user", "stage", "passes_on"], name="people_rights_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} told of young person {self.young_person_id}"
