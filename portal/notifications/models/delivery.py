import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class State(models.TextChoices):
    """How far one mail is."""

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    DELIVERED = "delivered", "Arrived"
    BOUNCED = "bounced", "Came back"
    REFUSED = "refused", "Refused"
    COMPLAINED = "complained", "Marked as junk"
    STOPPED = "stopped", "Not sent"


DID_NOT_ARRIVE = (State.BOUNCED, State.REFUSED, State.COMPLAINED)


class Delivery(models.Model):
    """One mail to one address: a neutral line and a link, or several of them. Never any words.

    Append-only but for its state. The `uuid` is also the mail's Message-ID, so that the same mail sent twice
    is one mail to whoever keeps it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField()
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    follower = models.ForeignKey(
        "notifications.Follower", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    # What a mail to somebody without an account is about. A mail of notices has none of these.
    kind = models.CharField(max_length=60, blank=True)
    thing = models.CharField("kind of thing", max_length=80, blank=True)
    thing_id = models.CharField(max_length=40, blank=True)
    link = models.CharField(
        max_length=500, blank=True, help_text="It may let its reader in: emptied once the mail is sent."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(max_length=20, blank=True, help_text="A fixed word, such as invalid.")
    attempts = models.PositiveSmallIntegerField(default=0)
    provider_id = models.CharField(max_length=200, blank=True, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it arrived, or did not.")

    class Meta:
        indexes = [
            models.Index(fields=["thing", "thing_id"], name="notifications_delivery_thing"),
            models.Index(fields=["address"], name="notifications_delivery_address"),
        ]

    def __str__(self) -> str:
        return f"Mail {self.uuid}: {self.state}"

    @property
    def is_relied_on(self) -> bool:
        """Whether somebody here works with this address; a stranger who follows something gave theirs."""
        return self.follower_id is None and self.thing != "notifications.follower"


class AddressTrouble(models.Model):
    """An address that mail does not reach. Nothing more goes there until somebody has it tried again."""

    address = models.EmailField(unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.CharField(max_length=20, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Address trouble {self.pk}: {self.state}"  # the address would end up in logs


class Desk(models.Model):
    """Somebody who relies on an address that mail does not reach, and what they rely on it for."""

    trouble = models.ForeignKey(AddressTrouble, on_delete=models.CASCADE, related_name="desks")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_that_does_not_arrive"
    )
    why = models.CharField(max_length=120, help_text="Such as: keeps an entry right. No name.")
    link = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trouble", "user", "why", "link"], name="notifications_desk_once")
        ]

    def __str__(self) -> str:
        return f"Desk of {self.user_id} for trouble {self.trouble_id}"
