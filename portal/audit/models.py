from collections.abc import Collection, Iterable
from typing import Any, NoReturn

from django.db import models


class NeverChanged(TypeError):
    """Something tried to change or remove a row of the record."""

    def __init__(self) -> None:
        super().__init__("The record of who did what is only added to, by portal.audit.actions.")


class ChainHead(models.Model):
    """The newest link of the chain. One row; whoever adds to the record holds it, so links never fork."""

    hash = models.CharField(max_length=64, blank=True)
    rows = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.rows} rows"


class ChainAnchor(models.Model):
    """Where the chain begins after retention cut its oldest rows: the number and hash of the last row cut.

    The cut is itself a row of the chain ("audit.cut") that says the same, so a made-up anchor is found.
    """

    number = models.PositiveBigIntegerField(unique=True)
    hash = models.CharField(max_length=64)
    cut_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Rows up to {self.number} were kept until {self.cut_at:%Y-%m-%d}"


class AuditRowQuerySet(models.QuerySet["AuditRow"]):
    """Reads the record. Every way of changing many rows at once refuses."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise NeverChanged

    def delete(self) -> NoReturn:
        raise NeverChanged

    def bulk_create(self, objs: Iterable["AuditRow"], *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanged  # a row that is not chained to the one before

    def bulk_update(self, objs: Iterable["AuditRow"], fields: Collection[str], *args: Any) -> NoReturn:  # type: ignore[override]
        raise NeverChanged

    def looks_at(self, young_person: models.Model) -> "AuditRowQuerySet":
        """The looks at one young person's record."""
        return self.filter(young_person=young_person.pk, is_look=True)


class AuditRow(models.Model):
    """One act or one look, without anybody's words: who, what, on which thing, when.

    Never changed; deleted only by retention. Each row carries a hash of the one before.

    People are numbers here, not links: a row outlives an account that is erased.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    actor = models.BigIntegerField("user number", null=True, db_index=True)
    actor_role = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=80)
    is_look = models.BooleanField(default=False)
    thing = models.CharField("kind of thing", max_length=80)
    thing_id = models.CharField(max_length=40)
    young_person = models.BigIntegerField("young person number", null=True, db_index=True)
    facts = models.JSONField(default=dict, help_text="Numbers, dates and fixed words only.")
    hash_before = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = AuditRowQuerySet.as_manager()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.action} {self.thing} {self.thing_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raises NeverChanged for one that is there already."""
        if not self._state.adding:
            raise NeverChanged
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise NeverChanged: only retention takes rows out, from the oldest end."""
        raise NeverChanged
