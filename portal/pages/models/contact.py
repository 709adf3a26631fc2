"""Messages sent by the contact form."""

import uuid

from django.conf import settings
from django.db import models


class ReferenceCounter(models.Model):
    """The last number given out for one kind of reference in one year."""

    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="pages_reference_counter_once")]

    def __str__(self) -> str:
        return f"{self.kind}-{self.year}-{self.last:04}"


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def waiting(self) -> "ContactMessageQuerySet":
        """Messages nobody has marked as answered, oldest first."""
        return self.filter(answered_at__isnull=True).order_by("sent_at", "pk")


class ContactMessage(models.Model):
    """What somebody told or asked us, in their own words. Never edited; only marked as answered."""

    class Topic(models.TextChoices):
        """What a message is about."""

        QUESTION = "question", "I have a question"
        TELL_US = "tell-us", "I want to tell you what I think"
        WRONG = "wrong", "Something on this site is wrong"
        ACCESSIBILITY = "accessibility", "I cannot use part of this site"
        FORMAT = "format", "I need this in another format or language"
        COMPLAINT = "complaint", "I want to complain"

    reference = models.CharField(max_length=40, unique=True)
    sending = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        help_text="Made with the form, so that sending it twice is one message.",
    )
    topic = models.CharField(max_length=20, choices=Topic.choices)
    words = models.TextField(max_length=5000)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"

    def __str__(self) -> str:
        return self.reference
