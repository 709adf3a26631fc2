"""The area's school calendar. A day is in term unless a break covers it."""

from django.db import models


class BreakKind(models.TextChoices):
    HOLIDAY = "holiday", "School holiday"
    HALF_TERM = "half_term", "Half-term"
    BANK_HOLIDAY = "bank_holiday", "Bank holiday"


class SchoolBreak(models.Model):
    """Days when the area's schools are closed, first and last day included."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=BreakKind.choices, default=BreakKind.HOLIDAY)
    first_date = models.DateField()
    last_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_date__lte=models.F("last_date")),
                name="localoffer_break_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name
