from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.access.roles import Permission
from portal.people.rights import newest_birth_with_rights

from .added_only import AddedOnly, AddedOnlyQuerySet
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
        """Connections open on `day`: confirmed, begun, not ended. What each sees: portal.people.rules."""
        return (
            self.filter(confirmed_at__isnull=False, starts__lte=day)
            .filter(models.Q(ends__isnull=True) | models.Q(ends__gt=day))
            .filter(user__is_active=True)
        )

    def giving_sight_to(self, user: Any, day: date) -> "ConnectionQuerySet":
        """Open connections of `user` that may show something on `day`.

        A parent's gives nothing once rights have passed, unless an agreement is in force; those of people who
        work with the family give nothing once they hold no such role.
        """
        held = self.open_on(day).filter(user=user)
        is_parent = models.Q(kind=Connection.Kind.PARENT)
        if Permission.JOIN_CIRCLES not in user.permissions:
            held = held.filter(is_parent)
        newest_birth = newest_birth_with_rights(day)
        if newest_birth is None:
            return held
        before = models.Q(young_person__date_of_birth__gt=newest_birth)
        agreed = models.Exists(Agreement.objects.in_force_on(day).filter(connection=models.OuterRef("pk")))
        return held.filter(~is_parent | before | agreed)

    def not_ended_on(self, day: date) -> "ConnectionQuerySet":
        """Connections that have not ended on `day`, those that wait for a confirmation too."""
        return self.filter(models.Q(ends__isnull=True) | models.Q(ends__gt=day))


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
    checked = models.TextField("what was checked before it was confirmed", blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    # A record that the day came and what it meant was told. Access itself goes by the date, never by this.
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


class AgreementQuerySet(AddedOnlyQuerySet):
    def in_force_on(self, day: date) -> "AgreementQuerySet":
        """Agreements that say yes on `day` and that no newer one of the same purpose and basis takes back."""
        newer = self.model.objects.filter(
            models.Q(made_at__gt=models.OuterRef("made_at"))
            | models.Q(made_at=models.OuterRef("made_at"), pk__gt=models.OuterRef("pk")),
            connection=models.OuterRef("connection"),
            sight=models.OuterRef("sight"),
            basis=models.OuterRef("basis"),
        )
        lasts = models.Q(until__gt=day) | models.Q(until__isnull=True, basis=Agreement.Basis.AGREED)
        return self.filter(lasts, ~models.Exists(newer), may_see=True)


class Agreement(AddedOnly):
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
    until = models.DateField(null=True, blank=True, help_text="The first day without it.")

    objects: ClassVar[Any] = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(basis="capacity", may_see=True)
                | (models.Q(until__isnull=False) & ~models.Q(reason="")),
                name="people_capacity_has_reason_and_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_basis_display()}: {self.sight} {'yes' if self.may_see else 'no'}"
