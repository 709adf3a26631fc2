"""The questions of records, circles, cards and tellings."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from portal.look.widgets import DateBoxesField
from portal.people import words
from portal.people.card_rules import CARD_PICTURES, MINUTES, USUAL_MINUTES
from portal.people.models import Connection, Sight
from portal.people.models.asking import OWN_WAY_IN

SIGHTS = [(sight.value, words.SIGHT_WORDS[sight]) for sight in Sight]
YES, NO = "yes", "no"


class SightsField(forms.MultipleChoiceField):
    """What somebody may see: one box for each sight, with its picture."""

    widget = forms.CheckboxSelectMultiple
    pictures = {sight.value: picture for sight, picture in words.SIGHT_PICTURES.items()}

    def __init__(self, allowed: Any = tuple(Sight), *, is_self: bool = False, **options: Any) -> None:
        said = words.my_sights() if is_self else SIGHTS
        options.setdefault("choices", [(value, text) for value, text in said if value in allowed])
        options.setdefault("required", False)
        super().__init__(**options)


class PlaceKindField(forms.ChoiceField):
    """What somebody is in a circle, each kind with its picture."""

    widget = forms.RadioSelect
    pictures = {**words.KIND_PICTURES, OWN_WAY_IN: "me"}


class PictureField(forms.ChoiceField):
    """One picture out of nine."""

    widget = forms.RadioSelect
    pictures = {name: name for name in CARD_PICTURES}

    def __init__(self, *, none: str = "", **options: Any) -> None:
        found = [(name, seen.capitalize()) for name, seen in CARD_PICTURES.items()]
        super().__init__(choices=[("", none), *found] if none else found, required=not none, **options)
        self.widget.attrs["class"] = "gt-radios--two"


class RecordForm(forms.Form):
    """Who the record is about."""

    known_as = forms.CharField(
        label="What name do they like to be called?",
        max_length=80,
        help_text="Just the name they use. It shows to people in their circle.",
    )
    date_of_birth = DateBoxesField(
        label="When were they born?", help_text="We use it to work out the day they decide for themselves."
    )


class AskForm(forms.Form):
    """Who should come into the circle, and what they may see."""

    kind = PlaceKindField(label="Who is it?")
    email = forms.EmailField(
        label="What is their email address?",
        max_length=254,
        help_text="We send them a short mail with a link. It has no names in it.",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    relation = forms.CharField(
        label="What does the young person call them?",
        help_text="Such as Mum, Grandad or Miss Okoro",
        max_length=80,
        required=False,
    )

    def __init__(
        self, *args: Any, kinds: list[str], allowed: Any, as_staff: bool, is_self: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        asks = words.MY_ASK_WORDS if is_self else words.ASK_WORDS
        self.fields["kind"].choices = [(kind, asks[kind]) for kind in kinds]
        self.fields["sees"] = SightsField(
            allowed,
            is_self=is_self,
            label="What may they see?",
            help_text="You can choose nothing, and more later.",
        )
        if is_self:
            self.fields["relation"].label = "What do you call them?"
        if as_staff:
            self.fields["kept_apart"] = forms.BooleanField(
                label="Keep this parent apart from the other parents", required=False
            )


class ConfirmForm(forms.Form):
    """What staff checked before a parent's place opens."""

    checked = forms.CharField(
        label="What did you check?",
        help_text="Such as who you spoke to, and which papers you saw. Families can ask to read this.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )


class PlaceForm(forms.Form):
    """What somebody in the circle may see, and until when."""

    sees = SightsField(label="What may they see?")
    relation = forms.CharField(label="What does the young person call them?", max_length=80, required=False)
    ends = DateBoxesField(
        label="Which is the first day they can see nothing?",
        help_text="Leave it empty if there is no end yet.",
        required=False,
    )

    def __init__(self, *args: Any, place: Connection, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "sees": place.sees,
            "relation": place.relation,
            "ends": place.ends,
            "kept_apart": place.kept_apart,
        }
        super().__init__(*args, **kwargs)
        if place.kind == Connection.Kind.PARENT:
            self.fields["kept_apart"] = forms.BooleanField(
                label="Keep this parent apart from the other parents",
                required=False,
                help_text="Neither will see the other's name, words or looks, nor that the other is here.",
            )


class CapacityForm(forms.Form):
    """A decision that the young person cannot decide this one thing now."""

    sight = forms.ChoiceField(label="What is it about?", widget=forms.RadioSelect)
    may_see = forms.ChoiceField(
        label="May this parent see it?",
        choices=[(YES, "Yes, until the day below"), (NO, "No, take the earlier decision back")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why, and who decided this with you?",
        help_text="Say how you helped the young person to decide, and what they want. They can read this.",
        widget=forms.Textarea({"rows": 5}),
        max_length=4000,
    )
    until = DateBoxesField(
        label="Which is the first day it no longer holds?",
        help_text="At most a year from now.",
        required=False,
    )

    def __init__(self, *args: Any, place: Connection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sight"].choices = [(value, text) for value, text in SIGHTS if value in place.sees]

    def clean(self) -> dict[str, Any]:
        """A yes needs its end."""
        found = super().clean() or {}
        if found.get("may_see") == YES and not found.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the date, such as 27 3 2027")
        return found


class TellingForm(forms.Form):
    """What an adult saw, in three parts that stay apart."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = DateBoxesField(label="When was it?")
    what_happened = forms.CharField(
        label="What happened?",
        help_text="Only what you saw and heard. Use the young person's own words and signs where you can.",
        widget=forms.Textarea({"rows": 5}),
        max_length=5000,
    )
    what_i_did = forms.CharField(
        label="What did you do?", widget=forms.Textarea({"rows": 3}), max_length=5000, required=False
    )
    what_we_think = forms.CharField(
        label="What do you think it means?",
        help_text="This is your view, not the young person's. It is shown as yours.",
        widget=forms.Textarea({"rows": 3}),
        max_length=5000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uuid": uuid.uuid4(), "happened_on": timezone.localdate()}
        super().__init__(*args, **kwargs)

    def clean_happened_on(self) -> date:
        """It has happened."""
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Enter a day that has come")
        return day


class CardForm(forms.Form):
    """A picture card: what is on it, what it asks for, how long it opens the space."""

    picture = PictureField(label="Which picture should be on the card?")
    name_on_card = forms.BooleanField(
        label="Print their name on the card",
        required=False,
        help_text="Leave it out if the card may get lost.",
    )
    asks_for = PictureField(
        label="Should they pick a picture when they use it?",
        help_text="It keeps others out. Leave it out if it is hard to remember.",
        none="No, the card is enough",
    )
    minutes = forms.TypedChoiceField(
        label="How long should it stay open?",
        choices=[(number, f"{number} minutes") for number in MINUTES],
        coerce=int,
        initial=USUAL_MINUTES,
        widget=forms.RadioSelect,
    )
