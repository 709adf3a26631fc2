import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from .circle import Connection
from .young_person import YoungPerson

OWN_WAY_IN = "young-person"  # the young person's own account, for those who have an address


class CircleInvitationQuerySet(models.QuerySet["CircleInvitation"]):
    def waiting(self) -> "CircleInvitationQuerySet":
        """Those that nobody has answered or taken back."""
        return self.filter(outcome="")


class CircleInvitation(models.Model):
    """Somebody is asked, by address, to come into a young person's circle. They say yes or no themselves.

    It says the same on every page whether or not the address belongs to an account.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "They said yes"
        DECLINED = "declined", "They said no"
        TAKEN_BACK = "taken-back", "Taken back"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    kind = models.CharField(max_length=16, choices=[*Connection.Kind.choices, (OWN_WAY_IN, "Young person")])
    relation = models.CharField("what the young person calls them", max_length=80, blank=True)
    sees = models.JSONField(default=list, help_text="Values of Sight.")
    kept_apart = models.BooleanField(default=False)
    ends = models.DateField(null=True, blank=True, help_text="The first day without access.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    role_missed_at = models.DateTimeField(
        null=True, blank=True, help_text="When they first said yes without the role that the place needs."
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    connection = models.OneToOneField(
        Connection, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitation"
    )

    objects = CircleInvitationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["young_person", "email", "kind", "asked_by"],
                condition=models.Q(outcome=""),
                name="people_asked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_at__isnull=True)
                | (~models.Q(outcome="") & models.Q(answered_at__isnull=False)),
                name="people_invitation_answered_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} asked to young person {self.young_person_id}"
