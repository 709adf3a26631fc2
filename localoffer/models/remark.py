"""What families tell us about an entry, a page or the Local Offer itself, and what became of it.

What a person said is never edited: a wording for everyone stands beside it, and each step is a new row.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .service import Service


class RemarkKind(models.TextChoices):
    """What somebody came to say."""

    WRONG = "wrong", "Something is not right"
    QUESTION = "question", "I have a question"
    COMMENT = "comment", "What I think of the Local Offer"


class Limb(models.TextChoices):
    """What comments must be asked for about (SEND Regulations 2014, SI 2014/1530, regulation 56(1))."""

    CONTENT = "content", "What help there is, how good it is, and what is missing"
    ACCESS = "access", "How easy it is to find, to read and to use"
    INVOLVED = "involved", "How families have a say in it"


class CameBy(models.TextChoices):
    """How it reached us."""

    SITE = "site", "On this site"
    PHONE = "phone", "By phone"
    IN_PERSON = "person", "Face to face"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By email"


class State(models.TextChoices):
    """How far we are. Steps about publishing leave the state as it is."""

    RECEIVED = "received", "We have it"
    LOOKING = "looking", "We are looking at it"
    CORRECTED = "corrected", "We put it right"
    ANSWERED = "answered", "We answered"
    DECLINED = "declined", "We cannot answer it here"


class StepKind(models.TextChoices):
    """What happened. The first five are the states themselves."""

    RECEIVED = "received", "We have it"
    LOOKING = "looking", "We are looking at it"
    CORRECTED = "corrected", "We put it right"
    ANSWERED = "answered", "We answered"
    DECLINED = "declined", "We cannot answer it here"
    PUBLISHED = "published", "We published it, without saying who it is from"
    TAKEN_DOWN = "taken-down", "We took it off the public page"
    SORTED = "sorted", "We changed what it is about"


class DeclineReason(models.TextChoices):
    """Why we may leave a comment without an answer here: the two reasons the law gives, and no other.

    SEND Regulations 2014 (SI 2014/1530), regulation 56: a comment that is vexatious, or that is about the
    services given to one particular person.
    """

    ABUSE = "abuse", "It attacks somebody and tells us nothing that we could put right"
    ONE_PERSON = "one-person", "It is about the help that one person gets"


OPEN_STATES = (State.RECEIVED, State.LOOKING)


class RemarkQuerySet(models.QuerySet["Remark"]):
    def open(self) -> "RemarkQuerySet":
        """What still waits for an answer."""
        return self.filter(state__in=OPEN_STATES)

    def published(self) -> "RemarkQuerySet":
        """What anyone may read, in the wording made for it."""
        return self.filter(published_at__isnull=False)


class Remark(models.Model):
    """One thing that somebody told or asked us. `reference` is public and opens nothing."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=40, unique=True)
    sending = models.UUIDField(
        unique=True, help_text="Made with the form, so that sending it twice is one remark."
    )
    kind = models.CharField(max_length=10, choices=RemarkKind.choices)
    limb = models.CharField("what it is about", max_length=10, choices=Limb.choices, blank=True)
    service = models.ForeignKey(
        Service, on_delete=models.SET_NULL, null=True, blank=True, related_name="remarks"
    )
    page = models.CharField("page it is about", max_length=300, blank=True)

    words = models.TextField("own words", blank=True)
    pictures = models.JSONField("pictures chosen", default=list, blank=True)
    recording = models.UUIDField("file of the recording", null=True, blank=True)
    came_by = models.CharField(max_length=8, choices=CameBy.choices, default=CameBy.SITE)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(default=timezone.now, db_index=True)
    email = models.EmailField("email for the answer", blank=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED, db_index=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    published_words = models.TextField("wording for everyone", blank=True)
    published_answer = models.TextField("our answer to everyone", blank=True)
    published_plan = models.TextField("what we will do", blank=True)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="declined") & ~Q(decline_reason=""))
                | (~Q(state="declined") & Q(decline_reason="")),
                name="localoffer_remark_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | (~Q(published_words="") & ~Q(published_answer="") & ~Q(state="declined")),
                name="localoffer_remark_published_with_answer",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "looking"], closed_at__isnull=True)
                | (~Q(state__in=["received", "looking"]) & Q(closed_at__isnull=False)),
                name="localoffer_remark_closed_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state in OPEN_STATES

    @property
    def topic(self) -> str:
        """Its name among the things that pages may listen to."""
        return self.uuid.hex


class RemarkStep(models.Model):
    """One thing that happened to a remark. Rows are only added. `words` are for the person who sent it."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_post = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.remark_id}: {self.kind}"


class RemarkLink(models.Model):
    """A secret that opens one remark's own page. Only its hash is kept, so we cannot read it back."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"link to {self.remark_id}"


class SearchGap(models.Model):
    """How many searches found nothing in one month, by need, age band and area. Never whose, never words.

    `need` is the slug of a term of ours, "several", or "" where no need was asked for; `age` is one of the
    age bands of the search or ""; `area` is a town of the directory, the first half of a postcode, or "".
    """

    month = models.DateField(help_text="Its first day.")
    need = models.CharField(max_length=80, blank=True)
    age = models.CharField(max_length=8, blank=True)
    area = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "need", "age", "area"], name="localoffer_search_gap_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.count}"
