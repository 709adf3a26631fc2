from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from .young_person import YoungPerson


class Sight(models.TextChoices):
    """One kind of thing that a person near a young person may see."""

    BASICS = "basics", "Name and who is in the circle"
    ABOUT_ME = "about-me", "What the young person shares about themselves"
    PLAN = "plan", "Where the plan is and its letters"
    VIEWS = "views", "What the family says about the plan"
    WHO_LOOKED = "who-looked", "Who looked at the record"


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def open_on(self, day: date) -> "ConnectionQuerySet":
        """Connections that give sight on `day`: confirmed, begun, not ended, not stopped at sixteen."""
        return (
            self.filter(confirmed_at__isnull=False, starts__lte=day, stopped_at_sixteen=False)
            .filter(models.Q(ends__isnull=True) | models.Q(ends__gt=day))
            .filter(user__is_active=True)
        )


class Connection(models.Model):
    """One person in one young person's circle: what they are there, what they may see, from when to when."""

    class Kind(models.TextChoices):
        PARENT = "parent", "Parent carer"
        SUPPORTER = "supporter", "Supporter"
        CO_ORDINATOR = "co-ordinator", "Plan co-ordinator"
        ADVOCATE = "advocate", "Advocate"
        ADVICE_SERVICE = "advice-service", "Advice service, by invitation"

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="circle")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="connections")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    relation = models.CharField("what the young person calls them", max_length=80, blank=True)
    sees = models.JSONField(default=list, help_text="Values of Sight.")
    # Separated families: neither sees the other's address, words or that the other looked.
    kept_apart = models.BooleanField("kept apart from the other parents", default=False)
    starts = models.DateField(default=timezone.localdate)
    ends = models.DateField(null=True, blank=True, help_text="The first day without access.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Set on the day rights pass, unless the young person agreed or a capacity decision says otherwise.
    stopped_at_sixteen = models.BooleanField(default=False)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["young_person", "user", "kind"],
                condition=models.Q(ends__isnull=True),
                name="people_connection_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of young person {self.young_person_id}"


class Agreement(models.Model):
    """Why a parent may still see something after rights passed.

    Append-only: a change of mind is a new row with `may_see` false.
    """

    class Basis(models.TextChoices):
        AGREED = "agreed", "The young person agreed"
        CAPACITY = "capacity", "A recorded capacity decision for this purpose"

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="agreements")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    sight = models.CharField("purpose", max_length=12, choices=Sight.choices)
    may_see = models.BooleanField()
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_basis_display()}: {self.sight} {'yes' if self.may_see else 'no'}"
