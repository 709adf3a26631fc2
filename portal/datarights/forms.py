"""The forms of data rights: asking, finding whom it is about, holds, answers, and lengths of keeping."""

from typing import Any

from django import forms

from portal.look.widgets import DateBoxesField

from .models import DataRequest, Hold
from .rules import RULES


class AskForm(forms.Form):
    """What somebody asks for."""

    kind = forms.ChoiceField(
        label="What do you want?",
        choices=DataRequest.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want", "invalid_choice": "Choose what you want"},
    )
    words = forms.CharField(
        label="What should we know?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="You need not write anything. If something is wrong, tell us what.",
        error_messages={"max_length": "Use 2,000 letters or fewer. Yours has %(show_value)s"},
    )


class FindForm(forms.Form):
    """Whom a request is about: an address, or the number of a record or an account."""

    WHAT = (
        ("address", "Email address"),
        ("account", "Number of an account"),
        ("record", "Number of a record"),
    )
    what = forms.ChoiceField(
        label="What do you know?",
        choices=WHAT,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you know", "invalid_choice": "Choose what you know"},
    )
    known = forms.CharField(
        label="The address or the number",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Write the address or the number"},
    )

    def clean(self) -> dict[str, Any]:
        """An address looks like one, and a number like one."""
        said = super().clean() or {}
        what, known = said.get("what"), said.get("known", "")
        if what == "address":
            try:
                forms.EmailField().clean(known)
            except forms.ValidationError:
                self.add_error("known", "Write the address like this: name@example.org")
        elif what and not (known.isascii() and known.isdigit() and len(known) <= 15):
            self.add_error("known", "Write the number in figures, like this: 12")
        return said


class HoldForm(forms.Form):
    """Why nothing about somebody may go."""

    reason = forms.ChoiceField(
        label="Why must everything stay?",
        choices=Hold.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why", "invalid_choice": "Choose why"},
    )
    words = forms.CharField(
        label="Which case is it?",
        max_length=200,
        help_text="A file number. Write no story and no name.",
        error_messages={"required": "Write the number of the case"},
    )
    until = DateBoxesField(
        label="Until when?",
        required=False,
        help_text="The last day, for example 31 3 2031. Leave it empty when nobody knows yet.",
    )


class EraseForm(forms.Form):
    """Being sure, before everything goes."""

    is_sure = forms.BooleanField(
        label="I have read what goes and what stays. This cannot be undone.",
        error_messages={"required": "Tick the box if you are sure"},
    )


class AnswerForm(forms.Form):
    """How a request ended."""

    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=DataRequest.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended", "invalid_choice": "Choose how it ended"},
    )


class PeriodForm(forms.Form):
    """How long this area keeps one kind of thing."""

    rule = forms.ChoiceField(
        label="What is it about?", choices=[(rule.key, rule.what) for rule in RULES], widget=forms.Select
    )
    months = forms.IntegerField(
        label="For how many months?",
        min_value=1,
        max_value=1200,
        help_text="12 for a year, 372 for 31 years.",
        error_messages={
            "required": "Write a number of months",
            "invalid": "Write a number of months",
            "min_value": "Write 1 or more",
            "max_value": "Write 1200 or fewer",
        },
    )
    source = forms.CharField(
        label="Where does that come from?",
        max_length=200,
        help_text="The area's own policy, with its date.",
        error_messages={"required": "Write where it comes from"},
    )
    starts = DateBoxesField(label="From which day?", help_text="Today or later.")
