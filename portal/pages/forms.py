"""The editors' page form: one explicit tick says that a version matches the English."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm


class ContentPageForm(WagtailAdminPageForm):
    """Edits a page. `matches_english_now` is the only way to move the date of the English it matches."""

    matches_english_now = forms.BooleanField(
        required=False,
        label="This matches the English as it is now",
        help_text="Tick only when you have read the English page and this one says the same.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.english = self._english()
        if self.english is None:
            self.fields.pop("matches_english_now", None)

    def _english(self) -> Any:
        """The page this one must match. A new Easy Read page belongs to the page it is made under."""
        if self.instance.pk:
            return self.instance.get_english()
        return self.parent_page.specific if self.instance.easy_read and self.parent_page else None

    def save(self, commit: bool = True) -> Any:
        """Save, setting the date of the English only when the tick was made."""
        if self.cleaned_data.get("matches_english_now"):
            self.instance.matches_revision_at = getattr(self.english, "words_changed_at", None)
        return super().save(commit=commit)
