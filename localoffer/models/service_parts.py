"""The child rows of a service: when, where, cost, contacts, languages, terms, questions."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey

from .base import Identified
from .place import Place
from .service import Service
from .taxonomy import TaxonomyTerm


class ServiceAtPlace(Identified):
    """This service is given at this place (HSDS: service_at_location)."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_places")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="service_places")
    description = models.TextField("about this service here", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "place"], name="localoffer_service_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} at {self.place_id}"


class Frequency(models.TextChoices):
    WEEKLY = "WEEKLY", "Every week (or every few weeks)"
    MONTHLY = "MONTHLY", "Every month"


class TermTime(models.TextChoices):
    ALL_YEAR = "", "All year"
    TERM = "term", "Term time only"
    HOLIDAYS = "holidays", "School holidays only"


class Schedule(Identified):
    """When it runs, after HSDS and RFC 5545: BYDAY such as "MO,TU" weekly, "2MO" or "-1FR" monthly."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="schedules")
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="schedules"
    )
    freq = models.CharField("how often", max_length=8, choices=Frequency.choices, blank=True)
    interval = models.PositiveSmallIntegerField("every how many weeks or months", default=1)
    byday = models.CharField(
        "days",
        max_length=60,
        blank=True,
        validators=[
            RegexValidator(
                r"^[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)(,[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU))*$",
                "Write days like MO,WE for every week, "
                "or 2MO (second Monday), -1FR (last Friday) for every month.",
            )
        ],
    )
    bymonthday = models.CharField("days of the month", max_length=80, blank=True)
    dtstart = models.DateField("first date", null=True, blank=True)
    until = models.DateField("last date", null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    opens_at = models.TimeField("starts at", null=True, blank=True)
    closes_at = models.TimeField("ends at", null=True, blank=True)
    term_time = models.CharField(max_length=8, choices=TermTime.choices, blank=True, default="")
    description = models.CharField("times, in words", max_length=500, blank=True)
    attending_type = models.CharField(max_length=200, blank=True)
    schedule_link = models.URLField(max_length=500, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interval=1) | models.Q(dtstart__isnull=False),
                name="localoffer_schedule_interval_has_start",
            ),
        ]

    def __str__(self) -> str:
        return self.description or f"{self.freq} {self.byday}".strip()

    def clean(self) -> None:
        """Raises ValidationError for every second week (or rarer) without a week to count from."""
        if self.interval and self.interval > 1 and not self.dtstart:
            raise ValidationError({"dtstart": "Give the first date, so that the weeks can be counted."})


class CostOption(Identified):
    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    option = models.CharField("for whom or what", max_length=255, blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="GBP")
    amount_description = models.CharField(max_length=255, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.option} {self.amount or ''}".strip()


class ServiceArea(Identified):
    """Which area a service is for, such as one town or the whole county."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_areas")
    name = models.CharField(max_length=500)
    service_area = models.TextField("area, in words", blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=10, blank=True)
    uri = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class ServiceLanguage(Identified):
    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(
        "language code", max_length=12, help_text='Such as "pl"; "bfi" for British Sign Language.'
    )
    name = models.CharField(max_length=80)
    note = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return self.name


class Contact(Identified):
    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=160, blank=True)
    title = models.CharField("post", max_length=160, blank=True)
    department = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name or self.title


class Phone(Identified):
    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=40)
    extension = models.CharField(max_length=10, blank=True)
    phone_type = models.CharField(max_length=20, blank=True, help_text="voice, text, textphone")
    description = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return self.number


class Funding(Identified):
    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="funding")
    source = models.TextField()

    def __str__(self) -> str:
        return self.source[:60]


class ServiceTerm(Identified):
    """The service is filed under this term (HSDS: attribute)."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_terms")
    term = models.ForeignKey(TaxonomyTerm, on_delete=models.PROTECT, related_name="service_terms")
    link_type = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "term", "link_type"], name="localoffer_service_term_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.term_id)


class FamilyQuestion(models.Model):
    """What another family asked, and the answer. Moderated; names nobody."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="questions")
    question = models.TextField()
    asked_date = models.DateField()
    answer = models.TextField(blank=True)
    answered_date = models.DateField(null=True, blank=True)
    answered_by_role = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_date__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_date__isnull=False)),
                name="localoffer_question_answer_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.question[:60]

    def clean(self) -> None:
        """Raises ValidationError for an answer without its date, or a date without an answer."""
        if self.answer and not self.answered_date:
            raise ValidationError({"answered_date": "Give the date of the answer."})
        if self.answered_date and not self.answer:
            raise ValidationError({"answer": "Write the answer, or take its date away."})
