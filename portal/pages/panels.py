"""Panels of our own in the page editor."""

from typing import Any

from wagtail.admin.panels import Panel


class MatchesEnglishPanel(Panel):
    """Tells the editor which English a twin or translation matches, and whether it has changed since."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "pages/admin/matches_english.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.english = self.form.english if self.form else None

        def is_shown(self) -> bool:
            """Only for a page that follows another."""
            return self.english is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the English page and what changed."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            matched, changed = self.instance.matches_revision_at, self.english.words_changed_at
            context["english"] = self.english
            context["is_behind"] = changed is not None and (matched is None or matched < changed)
            context["tick"] = self.form["matches_english_now"]
            return context

    def get_form_options(self) -> dict[str, Any]:
        """The tick is declared on the form itself."""
        return {}
