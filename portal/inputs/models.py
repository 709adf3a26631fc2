from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.inputs.settings import AccessSettings, from_cookie


class AccessPreferences(models.Model):
    """How one person uses this site. It follows them to every phone and computer where they sign in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_preferences"
    )
    # As the cookie holds it: known names and values only, whatever settings there will be one day.
    chosen = models.CharField(max_length=500, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"How person {self.user_id} uses this site"

    @property
    def settings(self) -> AccessSettings:
        """The choices themselves; what is no longer known is left out."""
        return from_cookie(self.chosen)
