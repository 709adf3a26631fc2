from django.db import models


class ChainHead(models.Model):
    """The newest link of the chain. One row; whoever adds to the record holds it, so links never fork."""

    hash = models.CharField(max_length=64, blank=True)
    rows = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.rows} rows"


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

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.action} {self.thing} {self.thing_id}"
