"""Saying that one is not safe; and what staff write about it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from .actions.concerns import Said
from .models import Concern, ConcernStep

PICTURES = {
    Concern.What.PLEASE_TALK: "conversation",
    Concern.What.HURT: "hurting",
    Concern.What.SCARED: "scared",
    Concern.What.TOUCH: "touch",
    Concern.What.HOME: "home",
    Concern.What.SCHOOL: "school",
    Concern.What.ONLINE: "tablet",
    Concern.What.MYSELF: "sad",
    Concern.What.SOMEONE_ELSE: "friends",
    Concern.What.SOMETHING_ELSE: "not-sure",
}
ACCEPTED = "audio/*,video/*,image/jpeg,image/png,image/webp"
# A box of one line would send the form at the key Enter, with the first picture.
SHORT = {"rows": 2, "autocomplete": "off"}


def sending_of(sent: Mapping[str, Any]) -> uuid.UUID:
    """The number made with the form; a new one where there is none, so that nothing stops a child here."""
    try:
        return uuid.UUID(sent.get("sending", ""))
    except ValueError:
        return uuid.uuid4()


class ConcernForm(forms.Form):
    """A picture, words or a recording. One of them is enough, and a picture sends the form by itself."""

    words = forms.CharField(
        label="What do you want to tell us?",
        help_text="You can say a little or a lot. You do not have to spell well.",
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
        error_messages={"max_length": "Use 10,000 letters or fewer. Yours has %(show_value)s"},
    )
    recording = forms.FileField(
        label="Or add a recording or a picture",
        help_text="A sound, a film or a photo from your phone or tablet.",
        required=False,
        widget=forms.FileInput({"accept": ACCEPTED}),
        error_messages={"empty": "This file is empty. Look whether it plays, then add it again."},
    )
    may_tell = forms.ChoiceField(
        label="Who else can we tell?",
        choices=Concern.MayTell.choices,
        initial=Concern.MayTell.ASK_FIRST,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose who else we can tell"},
    )
    tell_whom = forms.CharField(
        label="Who is the person we can tell?",
        required=False,
        max_length=200,
        widget=forms.Textarea(SHORT),
        error_messages={"max_length": "Use 200 letters or fewer to say who we can tell"},
    )
    find_me = forms.CharField(
        label="What is your name, and how can we find you?",
        help_text="Such as your school, or a phone number that is safe to ring.",
        required=False,
        max_length=400,
        widget=forms.Textarea(SHORT),
        error_messages={"max_length": "Use 400 letters or fewer to say how we can find you"},
    )

    def __init__(self, data: Any = None, files: Any = None, *, is_signed_in: bool) -> None:
        super().__init__(data, files, auto_id="id_%s")
        if is_signed_in:
            self.fields["find_me"].label = "Where and when can we talk to you?"

    def clean(self) -> dict[str, Any]:
        """At least one way of saying it."""
        cleaned = super().clean() or {}
        picture = self.data.get("what", "")
        cleaned["what"] = picture if picture in Concern.What.values else ""
        if not self.errors and not any(cleaned.get(name) for name in ("what", "words", "recording")):
            raise forms.ValidationError("Press a picture, or write or record something")
        return cleaned

    def said(self) -> Said:
        """What was said, for `send_concern`. Call it on a valid form."""
        given = {name: self.cleaned_data[name] for name in ("what", "words", "tell_whom", "find_me")}
        return Said(**given, may_tell=self.cleaned_data["may_tell"] or Concern.MayTell.ASK_FIRST)


class StepForm(forms.Form):
    """What somebody did about a concern."""

    words = forms.CharField(
        label="What was done?",
        help_text="Who did what, and when. Rows are never changed: add another one to put something right.",
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"max_length": "Use 10,000 letters or fewer. Yours has %(show_value)s"},
    )


class CloseForm(StepForm):
    """Why a concern is closed."""

    reason = forms.ChoiceField(
        label="Why is it closed?", choices=ConcernStep.Reason.choices, widget=forms.RadioSelect
    )
    field_order = ("reason", "words")
