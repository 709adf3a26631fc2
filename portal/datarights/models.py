from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone


class HoldQuerySet(models.QuerySet["Hold"]):
    def in_force(self, day: date) -> "HoldQuerySet":
        """Holds that stop anything from going on `day`: not lifted, not past their end."""
        return self.filter(lifted_at__isnull=True).filter(
            models.Q(until__isnull=True) | models.Q(until__gte=day)
        )


class Hold(models.Model):
    """Why nothing about one person may go, whatever its age or who asks: who set it, why, until when."""

    class Reason(models.TextChoices):
        LOOKED_AFTER = "looked-after", "Looked after by the council, now or before"
        LITIGATION = "litigation", "A claim or an appeal"
        INQUIRY = "inquiry", "A public inquiry or an investigation"
        COMPLAINT = "complaint", "A complaint that is not settled"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    young_person = models.ForeignKey(
        "people.YoungPerson", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=12, choices=Reason.choices)
    words = models.CharField("which case", max_length=200, help_text="A file number, never a story.")
    until = models.DateField("last day", null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True, young_person__isnull=False)
                | models.Q(user__isnull=False, young_person__isnull=True),
                name="datarights_hold_on_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.pk})"


class DataRequest(models.Model):
    """Somebody asks for a copy, a correction or to be forgotten. Answered within a month."""

    class Kind(models.TextChoices):
        COPY = "copy", "I want a copy of everything"
        CORRECT = "correct", "Something about me is wrong"
        FORGET = "forget", "I want you to delete what you hold"

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        PARTLY = "partly", "Partly done, and we wrote why"
        REFUSED = "refused", "We could not, and we wrote why"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_requests")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField("what they want us to know", blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_at__isnull=True)
                | (~models.Q(outcome="") & models.Q(answered_at__isnull=False)),
                name="datarights_request_answered_when",
            ),
            models.UniqueConstraint(
                fields=["user", "kind"], condition=models.Q(outcome=""), name="datarights_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"


class AreaPeriod(models.Model):
    """How long this area keeps one kind of thing, from a day on, where it differs from the rule in code.

    Never changed: another length is another row.
    """

    rule = models.CharField(max_length=40, help_text="A key of retention rules.")
    starts = models.DateField()
    months = models.PositiveSmallIntegerField()
    source = models.CharField("the area's own policy", max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "starts"], name="datarights_area_period_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.months} months from {self.starts}"
