"""The form that invites somebody."""

from collections.abc import Collection
from typing import Any

from django import forms

from portal.access.roles import Role

from .invitation_rules import WORKS_FOR, fits_organisation
from .models import Organisation


class InviteForm(forms.Form):
    """Whom to invite, to what role, and for which organisation."""

    email = forms.EmailField(
        label="What is their email address?",
        max_length=254,
        help_text="Only somebody who reads mail at this address can take up the invitation.",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label="What will they be here?", widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation do they work for?",
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in roles]
        if any(role in WORKS_FOR for role in roles):
            self.fields["organisation"].queryset = Organisation.objects.order_by("name")
            if all(role in WORKS_FOR for role in roles):
                self.fields["organisation"].required = True
                self.fields["organisation"].empty_label = "Choose one"
        else:
            del self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        """Check that role and organisation go together."""
        said = super().clean() or {}
        role, organisation = said.get("role"), said.get("organisation")
        if (
            role
            and not self.errors
            and not fits_organisation(Role(role), organisation.kind if organisation else None)
        ):
            words = "This role and this organisation do not go together."
            missing = "Choose the organisation that they work for."
            family = "Families belong to no organisation. Choose “None”."
            told = family if Role(role) not in WORKS_FOR else words if organisation else missing
            self.add_error("organisation" if "organisation" in self.fields else None, told)
        return said

    def answers(self) -> dict[str, Any]:
        """What the action `invite` takes."""
        said = self.cleaned_data
        return {
            "email": said["email"],
            "role": Role(said["role"]),
            "organisation": said.get("organisation"),
        }
