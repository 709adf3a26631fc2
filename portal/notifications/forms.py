"""Forms of being told."""

from typing import Any

from django import forms
from django.conf import settings

from .addresses import confirmed_addresses
from .kinds import NoticeKind, every_kind
from .models import Follower, How, MailWishes, Notice, Preference


class FollowForm(forms.Form):
    """Where to write to when something changes."""

    address = forms.EmailField(
        label="What is your email address?",
        max_length=254,
        help_text="We use it for this only. We send you one email, so that you can say yes.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Type your email address.",
            "invalid": "Type an email address like name@example.org.",
        },
    )

    def clean_address(self) -> str:
        """The address in small letters, without an invisible character in it."""
        return str(self.cleaned_data["address"]).lower()


class CodeForm(forms.Form):
    """A printed code."""

    code = forms.CharField(
        label="What is on your paper?",
        max_length=40,
        help_text="Ten letters and numbers, such as K7MF3-PQD2W.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={"required": "Type the code that is on your paper."},
    )


class HowForm(forms.ModelForm[Follower]):
    """How mail comes to somebody who follows something."""

    class Meta:
        model = Follower
        fields = ("how", "language", "easy_read")
        widgets = {"how": forms.RadioSelect}
        labels = {"how": "How often may we write?", "easy_read": "Write in Easy Read"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label="Which language do you read?",
            choices=settings.LANGUAGES,
            initial=self.instance.language or settings.LANGUAGE_CODE,
        )
        self.fields["how"].choices = [one for one in How.choices if one[0] != How.NONE]  # type: ignore[attr-defined]


def kinds_for(user: Any) -> list[NoticeKind]:
    """The kinds of notice that `user` may choose about: those that say so, and those that came before. Two
    queries."""
    had = set(
        Notice.objects.filter(recipient=user).order_by("kind").values_list("kind", flat=True).distinct()
    )
    had |= set(Preference.objects.filter(user=user).order_by("kind").values_list("kind", flat=True))
    return [
        kind
        for kind in every_kind()
        if not kind.to_addresses
        and not kind.goes_at_once
        and (kind.is_for(user) if kind.is_for else kind.key in had)
    ]


class ChoicesForm(forms.Form):
    """What one person wants to be told by email, how soon, where, and how."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        wishes = MailWishes.objects.filter(user=user).first() or MailWishes()
        self._add_address(wishes)
        self._add_form_of_mail(wishes)
        chosen = dict(Preference.objects.filter(user=user).order_by("pk").values_list("kind", "how"))
        self.kinds = {f"kind-{number}": kind for number, kind in enumerate(kinds_for(user))}
        for name, kind in self.kinds.items():
            self.fields[name] = forms.ChoiceField(
                label=kind.title,
                choices=How.choices,
                initial=chosen.get(kind.key, kind.usual),
                help_text=kind.line,
            )

    def _add_address(self, wishes: MailWishes) -> None:
        addresses = confirmed_addresses(self.user)
        if len(addresses) > 1:
            self.fields["address"] = forms.ChoiceField(
                label="Which address do we write to?",
                choices=[(one, one) for one in addresses],
                initial=wishes.address or addresses[0],
                widget=forms.RadioSelect,
            )

    def _add_form_of_mail(self, wishes: MailWishes) -> None:
        self.fields["language"] = forms.ChoiceField(
            label="Which language do you read?",
            choices=settings.LANGUAGES,
            initial=wishes.language or settings.LANGUAGE_CODE,
        )
        self.fields["easy_read"] = forms.BooleanField(
            label="Write to me in Easy Read: short words, one thing at a time",
            required=False,
            initial=wishes.easy_read,
        )

    def chosen(self) -> dict[str, str]:
        """How soon, by the key of each kind."""
        return {kind.key: self.cleaned_data[name] for name, kind in self.kinds.items()}
