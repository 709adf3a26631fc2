"""The forms with which an editor deals with a remark. Each says what its action needs (`said`)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from wagtail.snippets.widgets import AdminSnippetChooser

from ..models import Service
from ..models.remark import DeclineReason, Limb
from ..naming_words import Flag, flags
from ..remark_forms import TypedForm

LONGEST = 5000
# Where to take what is about one person, in the words that the person reads.
WHERE_TO = {
    "provider": "Please talk to the school or service first. Ask for their complaints steps.",
    "plan": "If it is about a plan or an assessment, talk to your plan co-ordinator.",
    "complaint": "You can complain to the council: use the contact page (/contact/?about=complaint).",
    "health": "For health care, ask the hospital for its Patient Advice and Liaison Service (PALS).",
    "advice": "The information and advice service (SENDIASS) helps families for free, in confidence.",
    "danger": "If somebody is in danger, get help now: see the page Get help now (/get-help-now/).",
}


def _words(label: str, help_text: str = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"Please fill in: {label}"},
    )


class Sure(forms.Form):
    """No more to say than yes."""

    def said(self) -> dict[str, Any]:
        """What the action needs."""
        return dict(self.cleaned_data)


class LimbForm(Sure):
    limb = forms.ChoiceField(
        label="It is about",
        choices=[("", "None of the three"), *Limb.choices],
        required=False,
    )


class CorrectedForm(Sure):
    words = _words("What did you put right?", "The person who told us reads these words.")


class AnswerForm(Sure):
    words = _words("Your answer", "The person who told us reads these words. Plain English, and no names.")


class DeclineForm(Sure):
    """A lawful reason, in words that the person reads, and where to take it."""

    reason = forms.ChoiceField(
        label="Why?",
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the reason. There are only these two."},
    )
    where_to = forms.ChoiceField(
        label="Where can they take it?",
        choices=[("", "Choose one"), *WHERE_TO.items()],
        required=False,
        help_text="Needed when it is about one person.",
    )
    words = _words("Say it kindly", "The person reads these words, then where to take it.")

    def clean(self) -> dict[str, Any]:
        """Check that what is about one person says where to take it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reason") == DeclineReason.ONE_PERSON and not cleaned.get("where_to"):
            self.add_error("where_to", "Say where they can take it.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the action needs: where to take it in words."""
        return {**self.cleaned_data, "where_to": WHERE_TO.get(self.cleaned_data["where_to"], "")}


class PublishForm(Sure):
    """A wording for everyone. What may tell who somebody is must have been looked at."""

    known: Iterable[str] = ()

    wording = _words(
        "The wording for everyone", "It starts as their own words: take out what tells who it is."
    )
    answer = _words("Our answer to everyone", "No names here either.")
    plan = _words(
        "What we will do", "By when, and which team. Leave empty if there is nothing to do.", required=False
    )
    looked = forms.BooleanField(
        label="I looked at each of the words pointed out, and none tells who somebody is",
        required=False,
    )

    def pointed_out(self) -> list[Flag]:
        """What may tell who somebody is, in all three texts."""
        texts = [self.cleaned_data.get(name, "") for name in ("wording", "answer", "plan")]
        return [flag for text in texts for flag in flags(text, self.known)]

    def clean(self) -> dict[str, Any]:
        """Ask for a look at what was pointed out; nothing is judged here."""
        cleaned: dict[str, Any] = super().clean() or {}
        found = self.pointed_out()
        if found and not cleaned.get("looked"):
            said = "; ".join(dict.fromkeys(f"“{flag.words}” {flag.why}" for flag in found))
            self.add_error(
                "looked", f"Look at these words: {said}. Change them, or tick that they are all right."
            )
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the action needs."""
        return {name: self.cleaned_data[name] for name in ("wording", "answer", "plan")}


class TypedInAdmin(TypedForm):
    """What staff type in, with the entry chosen as elsewhere in the admin."""

    service = forms.ModelChoiceField(
        label="Which entry is it about?",
        queryset=Service.objects.order_by("name"),
        required=False,
        widget=AdminSnippetChooser(Service),
        help_text="Leave empty if it is about the Local Offer as a whole.",
    )
    field_order = ["came_by", "service", "limb", "words", "pictures", "email", "sending"]

    def said(self) -> dict[str, Any]:
        """What the action needs."""
        return dict(self.cleaned_data)
