import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from .added_only import AddedOnly
from .young_person import YoungPerson


class Telling(AddedOnly):
    """Someone else tells us: what an adult saw, in the adult's own name. Never the young person's words."""

    uuid = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="Made by the form: sent twice, kept once."
    )
    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="tellings")
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    told_as = models.CharField("who they were then", max_length=160)
    told_at = models.DateTimeField(default=timezone.now)
    happened_on = models.DateField()
    what_happened = models.TextField()
    what_i_did = models.TextField(blank=True)
    what_we_think = models.TextField("what we think it means", blank=True)

    class Meta:
        ordering = ("-told_at", "-pk")

    def __str__(self) -> str:
        return f"Told of young person {self.young_person_id} on {self.told_at:%Y-%m-%d}"
