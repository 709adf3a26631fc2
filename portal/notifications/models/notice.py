from django.conf import settings
from django.db import models
from django.utils import timezone


class Notice(models.Model):
    """One thing that one person is told: a kind and a link. The words are the kind's own neutral line."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    thing = models.CharField("kind of thing", max_length=80)
    thing_id = models.CharField(max_length=40)
    link = models.CharField(max_length=300, help_text="A path of this site, with no personal data in it.")
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = [models.Index(fields=["recipient", "read_at"], name="notifications_unread")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.recipient_id}"
