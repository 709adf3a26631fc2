from django.conf import settings
from django.db import models
from django.utils import timezone


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        """Those that nobody has marked as read."""
        return self.filter(read_at__isnull=True)

    def due(self, now: object) -> "NoticeQuerySet":
        """Those that should go by email by `now`, have not, and were not read here meanwhile."""
        return self.unread().filter(mail_due_at__lte=now, delivery__isnull=True)


class Notice(models.Model):
    """One thing that one person is told: a kind and a link. The words are the kind's own neutral line.

    The person signs in (`recipient`), or follows something public without an account (`follower`).
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices", null=True, blank=True
    )
    follower = models.ForeignKey(
        "notifications.Follower", on_delete=models.CASCADE, related_name="notices", null=True, blank=True
    )
    kind = models.CharField(max_length=60)
    thing = models.CharField("kind of thing", max_length=80)
    thing_id = models.CharField(max_length=40)
    link = models.CharField(max_length=300, help_text="A path of this site, with no personal data in it.")
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField(null=True, blank=True, help_text="Empty: it goes by no email.")
    # The one mail that carries it. Set in the same transaction that makes the mail, before it is sent, and
    # never again: so no two mails carry it, and none forgets it. `mail_due_at` is emptied with it, so that it
    # goes no second time either when the mail's own row is old enough to be forgotten.
    delivery = models.ForeignKey(
        "notifications.Delivery", on_delete=models.SET_NULL, related_name="notices", null=True, blank=True
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "read_at"], name="notifications_unread"),
            models.Index(
                fields=["mail_due_at"],
                condition=models.Q(delivery__isnull=True, read_at__isnull=True),
                name="notifications_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False, follower__isnull=True)
                | models.Q(recipient__isnull=True, follower__isnull=False),
                name="notifications_notice_for_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.recipient_id or 'a follower'}"
