from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.access.roles import Role


class Organisation(models.Model):
    """A body that people belong to when they act here."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        NHS = "nhs", "NHS"
        SCHOOL = "school", "School, college or early years setting"
        FORUM = "forum", "Parent carer forum"
        PROVIDER = "provider", "Service provider"
        ADVICE = "advice", "Information and advice service"

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role that one person holds, for an organisation where it has one, from a day until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    starts = models.DateField(default=timezone.localdate)
    ends = models.DateField(null=True, blank=True, help_text="The first day without the role.")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="accounts_membership_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=models.Q(ends__isnull=True, organisation__isnull=False),
                name="accounts_membership_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(ends__isnull=True, organisation__isnull=True),
                name="accounts_membership_once_without_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.user_id})"

    def is_held_on(self, day: date) -> bool:
        """Whether the role is held on `day`."""
        return self.starts <= day and (self.ends is None or day < self.ends)
