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
    new_organisation = forms.CharField(
        label="Is it not in the list? Write its name",
        required=False,
        max_length=200,
        help_text="Such as a school or a club that has nobody here yet.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    new_kind = forms.ChoiceField(
        label="What kind of organisation is the new one?",
        required=False,
        choices=Organisation.Kind.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in roles]
        kinds = frozenset().union(*(WORKS_FOR[role] for role in roles if role in WORKS_FOR))
        if kinds:
            self.fields["organisation"].queryset = Organisation.objects.filter(kind__in=kinds).order_by(
                "name"
            )
            self.fields["new_kind"].choices = [one for one in Organisation.Kind.choices if one[0] in kinds]
            if all(role in WORKS_FOR for role in roles):
                self.fields["organisation"].empty_label = "Choose one"
                self.fields["organisation"].required = not str(self.data.get("new_organisation", "")).strip()
        else:
            for name in ("organisation", "new_organisation", "new_kind"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Check that there is one organisation where there has to be, and that the role goes with it."""
        said = super().clean() or {}
        organisation, name = said.get("organisation"), said.get("new_organisation")
        if organisation and name:
            self.add_error("new_organisation", "Choose one from the list, or write a new one. Not both.")
        elif name and not said.get("new_kind") and "new_kind" not in self.errors:
            self.add_error("new_kind", "Choose what kind of organisation it is.")
        if said.get("role") and not self.errors:
            self._check_fit(Role(said["role"]), self._kind(said))
        return said

    def _kind(self, said: dict[str, Any]) -> str | None:
        if said.get("organisation"):
            return str(said["organisation"].kind)
        if not said.get("new_organisation"):
            return None
        known = Organisation.objects.filter(name__iexact=said["new_organisation"]).first()
        return str(known.kind if known else said["new_kind"])

    def _check_fit(self, role: Role, kind: str | None) -> None:
        if fits_organisation(role, kind):
            return
        words = "This role and this organisation do not go together."
        missing = "Choose the organisation that they work for."
        family = "Families belong to no organisation. Choose “None”."
        told = family if role not in WORKS_FOR else words if kind else missing
        field = "new_organisation" if self.cleaned_data.get("new_organisation") else "organisation"
        self.add_error(field if field in self.fields else None, told)

    def answers(self) -> dict[str, Any]:
        """What the action `invite_with_organisation` takes."""
        said = self.cleaned_data
        return {
            "email": said["email"],
            "role": Role(said["role"]),
            "organisation": said.get("organisation"),
            "new_organisation": said.get("new_organisation", ""),
            "new_kind": said.get("new_kind", ""),
        }
