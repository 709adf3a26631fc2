from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """A mail that waits for the worker: a code, an invitation, a word about a change. Deleted once sent.

    Codes and links of invitations are secrets: they stand here for seconds and never in a task's arguments.
    """

    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Mail {self.pk}"
