"""Words that families use for the same thing, kept by editors."""

from django.db import models
from wagtail.models import RevisionMixin


class SynonymSet(RevisionMixin, models.Model):
    """Words and phrases that find each other, one a line: "SALT", "speech therapy", "speech and language"."""

    words = models.TextField(
        help_text="One word or phrase a line. Looking for any of them finds all of them."
    )
    note = models.CharField(max_length=200, blank=True)
    is_in_use = models.BooleanField("in use", default=True)

    def __str__(self) -> str:
        return ", ".join(self.phrases()[:4])

    def phrases(self) -> list[str]:
        """The words and phrases, trimmed, without empty lines."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]
