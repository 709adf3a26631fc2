from django.conf import settings
from django.db import models


class How(models.TextChoices):
    """How soon somebody wants a mail about something."""

    NOW = "now", "At once"
    DAILY = "daily", "Once a day, at 7 in the morning"
    WEEKLY = "weekly", "Once a week, on Monday at 7 in the morning"
    NONE = "none", "Not by email. I look here"


class Preference(models.Model):
    """How soon one person wants mail about one kind of notice; without a row, as the kind says."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences"
    )
    kind = models.CharField(max_length=60)
    how = models.CharField(max_length=6, choices=How.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notifications_preference_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.how}"


class MailWishes(models.Model):
    """To which of their addresses one person wants mail, in which language, and in Easy Read or not."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_wishes"
    )
    address = models.EmailField(blank=True, help_text="Empty: the one they sign in with.")
    language = models.CharField(max_length=10, blank=True)
    easy_read = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Mail wishes of {self.user_id}"
