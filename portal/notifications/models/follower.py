from django.db import models
from django.utils import timezone

from .preference import How


class Follower(models.Model):
    """Somebody without an account who follows public things: known by an address, or by a printed code.

    Nothing else is kept. Of the code only a keyed hash is kept.
    """

    address = models.EmailField(unique=True, null=True, blank=True)
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    how = models.CharField(max_length=6, choices=How.choices, default=How.NOW)
    language = models.CharField(max_length=10, blank=True)
    easy_read = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When we asked: is this you?")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When a code was last used.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(address__isnull=False, code_hash__isnull=True)
                | models.Q(address__isnull=True, code_hash__isnull=False),
                name="notifications_follower_by_one_way",
            )
        ]

    def __str__(self) -> str:
        return f"Follower {self.pk}"


class FollowQuerySet(models.QuerySet["Follow"]):
    def going(self) -> "FollowQuerySet":
        """Those that were confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at__isnull=True)


class Follow(models.Model):
    """One public thing that one follower follows."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=60, help_text="A kind that can be followed, such as localoffer.entry.")
    thing_id = models.CharField(max_length=40)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "kind", "thing_id"], name="notifications_follow_once")
        ]
        indexes = [models.Index(fields=["kind", "thing_id"], name="notifications_follow_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id} by follower {self.follower_id}"
