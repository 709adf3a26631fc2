"""Files that people gave us: who gave each, for what, and what it is."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from .formats import FORMATS, Family, Format
from .storage import private_storage, random_name


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def of(self, thing: models.Model) -> "StoredFileQuerySet":
        """The files that belong to `thing` and can be opened or still wait for the virus checker."""
        label, number = thing._meta.label_lower, str(thing.pk)
        return self.filter(thing=label, thing_id=number).exclude(state=StoredFile.State.REFUSED)

    def loose(self) -> "StoredFileQuerySet":
        """Files that belong to nothing yet."""
        return self.filter(thing="")

    def waiting(self) -> "StoredFileQuerySet":
        """Files that the virus checker has not seen yet, oldest first."""
        return self.filter(state=StoredFile.State.WAITING).order_by("made_at", "pk")

    def made_before(self, moment: datetime) -> "StoredFileQuerySet":
        """Files given before `moment`."""
        return self.filter(made_at__lt=moment)


class StoredFile(models.Model):
    """One picture, recording or paper. Its content never changes; the view `files:open` alone sends it."""

    class State(models.TextChoices):
        KEPT = "kept", "Kept"
        WAITING = "waiting", "Waiting for the virus checker"
        REFUSED = "refused", "Refused by the virus checker"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40, help_text="A key of portal.files.kinds: what it is for.")
    state = models.CharField(max_length=8, choices=State.choices, default=State.KEPT)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    young_person = models.ForeignKey(
        "people.YoungPerson",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="files",
        help_text="Whose record it belongs to; every look at it is recorded.",
    )
    # What it belongs to, as the record of acts names things; empty until it is tied to something.
    thing = models.CharField("kind of thing", max_length=80, blank=True)
    thing_id = models.CharField(max_length=40, blank=True)
    format = models.CharField(max_length=8, help_text="Found from the content; a key of formats.FORMATS.")
    content = models.FileField(storage=private_storage, upload_to=random_name, max_length=80)
    size = models.PositiveBigIntegerField("bytes")
    digest = models.CharField("SHA-256 of the content", max_length=64)
    seconds = models.FloatField("how long it plays", null=True, blank=True, help_text="Empty: not known.")
    name = models.CharField("what a paper was called", max_length=120, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["thing", "thing_id"], name="files_by_thing")]

    def __str__(self) -> str:
        return f"File {self.pk}"  # a name would end up in logs

    def get_absolute_url(self) -> str:
        """Where those who may open it, open it."""
        return reverse("files:open", kwargs={"uuid": self.uuid})

    @property
    def what_it_is(self) -> Format:
        """How it is sent and shown."""
        return FORMATS[self.format]

    @property
    def family(self) -> Family:
        """Picture, sound, film or paper."""
        return self.what_it_is.family

    @property
    def can_be_opened(self) -> bool:
        """Whether there is something to open: not while it waits, and not once it was refused."""
        return self.state == self.State.KEPT

    @property
    def download_name(self) -> str:
        """What a browser calls it when it saves it."""
        return f"{self.name or self.family.value}.{self.what_it_is.ending}"
