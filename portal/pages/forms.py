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
        if self.instance.pk and self.instance.get_english() is None:
            self.fields.pop("matches_english_now", None)

    def save(self, commit: bool = True) -> Any:
        """Save, setting the date of the English only when the tick was made."""
        page = self.instance
        if self.cleaned_data.get("matches_english_now"):
            english = page.get_english() if page.pk else self.parent_page.specific
            page.matches_revision_at = getattr(english, "words_changed_at", None)
        return super().save(commit=commit)
