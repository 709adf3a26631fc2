"""Who keeps an entry right, how often they were asked, and what they asked to be changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .provider import Provider
from .service import Service


class EntryOwner(models.Model):
    """The post that keeps one entry right, or every entry of a provider that has no owner of its own.

    The email is never shown in public. Raising `link_version` cancels every link that was sent.
    """

    service = models.OneToOneField(
        Service, on_delete=models.CASCADE, null=True, blank=True, related_name="entry_owner"
    )
    provider = models.OneToOneField(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="entry_owner"
    )
    post = models.CharField("post", max_length=160, help_text="Such as “Club manager”, never a name.")
    email = models.EmailField("email (never shown)", blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="entries_kept",
    )
    link_version = models.PositiveIntegerField(default=1)
    since = models.DateTimeField(default=timezone.now)
    given_up_at = models.DateTimeField("said it is not theirs", null=True, blank=True)
    given_up_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service__isnull=False, provider__isnull=True)
                | models.Q(service__isnull=True, provider__isnull=False),
                name="localoffer_owner_of_entry_or_provider",
            ),
        ]

    def __str__(self) -> str:
        of = f"entry {self.service_id}" if self.service_id else f"provider {self.provider_id}"
        return f"{self.post}, {of}"


class CheckStep(models.Model):
    """One telling about one check: which step of it, when, and to whom. Never changed.

    `due` says which check: the day it was due. An entry without an owner is told of to the editors.
    """

    class Kind(models.TextChoices):
        BEFORE = "before", "Told before the day"
        ON = "on", "Asked on the day"
        AFTER = "after", "Asked again"
        LAST = "last", "Asked for the last time"
        HIDDEN = "hidden", "Hidden, and told so"
        NOW = "now", "Asked by an editor"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="check_steps")
    owner = models.ForeignKey(
        EntryOwner, on_delete=models.SET_NULL, null=True, blank=True, related_name="check_steps"
    )
    due = models.DateField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    day = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "due", "kind"],
                condition=~models.Q(kind="now"),
                name="localoffer_check_step_once",
            ),
            models.UniqueConstraint(
                fields=["service", "day"],
                condition=models.Q(kind="now"),
                name="localoffer_asked_now_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day:%Y-%m-%d} for service {self.service_id}"


FACT_TITLES = {
    "phone": "Phone number",
    "email": "Email for families",
    "cost_kind": "Cost",
    "fees_description": "Cost, in words",
    "wait_time": "Usual wait",
}


class SuggestedChange(models.Model):
    """What an owner said has changed. The facts wait as a draft; the words are for the editor who reads it.

    `facts` holds, by field, what families saw then and what the owner says instead. Only `outcome` and its
    day are added later.
    """

    class Ends(models.TextChoices):
        NO = "", "It is still running"
        CLOSED = "closed", "It is closed for now"
        ENDED = "ended", "It has ended"

    class Outcome(models.TextChoices):
        WAITING = "", "Waits for an editor"
        PUBLISHED = "published", "Approved"
        SENT_BACK = "sent back", "Sent back"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="suggested_changes")
    owner = models.ForeignKey(EntryOwner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_role = models.CharField(max_length=160)
    sent_at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict, blank=True)
    times = models.TextField("times, in words", blank=True)
    ends = models.CharField(max_length=6, choices=Ends.choices, blank=True)
    words = models.TextField("something else", blank=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["service", "outcome"], name="localoffer_change_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", outcome_at__isnull=True)
                | (~models.Q(outcome="") & models.Q(outcome_at__isnull=False)),
                name="localoffer_change_outcome_with_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"change of {self.sent_at:%Y-%m-%d} to service {self.service_id}"

    @property
    def in_words(self) -> str:
        """What an editor must read and do by hand: the times, whether it has ended, and the owner's words."""
        times = f"Times: {self.times}" if self.times else ""
        ends = self.get_ends_display() if self.ends else ""
        return " · ".join(filter(None, (times, ends, self.words)))

    @property
    def facts_in_words(self) -> list[tuple[str, str, str]]:
        """Each fact by what people call it, with what families saw and what the owner says instead."""
        return [(FACT_TITLES.get(name, name), *pair) for name, pair in self.facts.items()]


class CheckedShare(models.Model):
    """How many public entries were checked in time on a day: all of them, or those under one heading.

    One row a day for each; the page of how current the directory is shows the last of each month.
    """

    day = models.DateField()
    heading = models.CharField("heading's slug, empty for all", max_length=40, blank=True)
    entries = models.PositiveIntegerField()
    in_time = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "heading"], name="localoffer_checked_share_once"),
            models.CheckConstraint(
                condition=models.Q(in_time__lte=models.F("entries")), name="localoffer_checked_share_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.heading or 'all'}: {self.in_time} of {self.entries}"
