import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.access.roles import Role

from ..invitation_rules import InvitationState, state_of
from .organisation import Organisation


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by where they stand."""

    def open_at(self, now: datetime.datetime) -> "InvitationQuerySet":
        """Those whose link still works at `now`."""
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__gt=now)


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

    objects = InvitationQuerySet.as_manager()

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

    def state_at(self, now: datetime.datetime) -> InvitationState:
        """Where this invitation stands at `now`."""
        return state_of(
            accepted_at=self.accepted_at,
            cancelled_at=self.cancelled_at,
            expires_at=self.expires_at,
            now=now,
        )
