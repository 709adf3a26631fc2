"""The rules of the entry form that no single field can hold."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from ..slugs import unique_slug


class ServiceForm(WagtailAdminModelForm):
    """The form for one entry. Gives a new entry its address once; an edit never changes it."""

    def clean(self) -> dict[str, Any]:
        """Check the ages against each other and name the entry's address."""
        cleaned: dict[str, Any] = super().clean()
        youngest, oldest = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("maximum_age", "The oldest age is below the youngest. Check both, or swap them.")
        if not self.instance.slug and cleaned.get("name"):
            self.instance.slug = unique_slug(cleaned["name"], type(self.instance))
        return cleaned
