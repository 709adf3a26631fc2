"""Where entries came from, and what each import did."""

from django.conf import settings
from django.db import models


class SourceKind(models.TextChoices):
    ORUK = "oruk", "Open Referral UK feed"
    CSV = "csv", "CSV file"


class ImportSource(models.Model):
    """A directory that entries come from: a feed's address, or a file that the area keeps."""

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=5, choices=SourceKind.choices)
    address = models.URLField(max_length=500, blank=True)
    is_neighbour = models.BooleanField("another area's directory", default=False)

    def __str__(self) -> str:
        return self.name


class ImportedFrom(models.Model):
    """Where one service came from. `fields` is each field as the source last gave it, so that an import
    can tell what the source changed from what an editor changed by hand."""

    service = models.OneToOneField(
        "localoffer.Service", on_delete=models.CASCADE, related_name="imported_from"
    )
    source = models.ForeignKey(ImportSource, on_delete=models.PROTECT, related_name="entries")
    source_key = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    is_gone = models.BooleanField("no longer in the source", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="localoffer_import_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source_key} of {self.source_id}"


class ImportedPart(models.Model):
    """What a source last said of something that entries share: a provider, a place, a term or its list."""

    source = models.ForeignKey(ImportSource, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=10)
    uuid = models.UUIDField()
    fields = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "uuid"], name="localoffer_import_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class RunState(models.TextChoices):
    WAITING = "waiting", "Waiting to start"
    READING = "reading", "Reading"
    CHECKED = "checked", "Checked: nothing changed yet"
    WRITING = "writing", "Writing"
    DONE = "done", "Done"
    FAILED = "failed", "Stopped: nothing changed"


class ImportRun(models.Model):
    """One import: a dry run first, then (if someone says so) the real one."""

    source = models.ForeignKey(ImportSource, on_delete=models.CASCADE, related_name="runs")
    file = models.FileField(upload_to="imports/", blank=True)
    is_dry_run = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.WAITING)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_expected = models.PositiveIntegerField(null=True, blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    kept_by_hand = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.source} {self.created_at:%Y-%m-%d %H:%M}"


class ImportRefusal(models.Model):
    """One row that was not taken, where it stands in the source, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refusals")
    line = models.PositiveIntegerField(null=True, blank=True)
    key = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=255, blank=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"
