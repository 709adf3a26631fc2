from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.access.roles import Role

from .organisation import Organisation


class Invitation(models.Model):
    """A link, sent to one address, that gives whoever opens it there a role. Only the link's hash is kept."""

    email = models.EmailField()
    role = models.CharField(max_length=24, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(cancelled_at__isnull=True),
                name="accounts_invitation_accepted_or_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, invited {self.made_at:%Y-%m-%d}"
