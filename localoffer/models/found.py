"""What the search knows of each entry, flat, so that a worker can read the whole directory in one query."""

from django.db import models


class IndexedEntry(models.Model):
    """One service as the search sees it. Written only by localoffer.finding.index.

    A service that may no longer be found keeps its row with `is_found` off, so that other workers learn
    that it has gone. The number is not a foreign key: the row outlives the service.
    """

    service_id = models.BigIntegerField(primary_key=True)
    is_found = models.BooleanField(default=True)
    facts = models.JSONField(default=dict)  # localoffer.finding.facts.Facts
    vocabulary = models.TextField(blank=True)  # its plain words, for forgiving typing mistakes
    version = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name_plural = "indexed entries"

    def __str__(self) -> str:
        return f"service {self.service_id}, version {self.version}"


class IndexVersion(models.Model):
    """One row: the version of the last change to anything the search shows."""

    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
