"""Forms for whoever keeps an entry right: what has changed, what is true today, "this is not mine"."""

from datetime import date, timedelta
from typing import Any

from django import forms

from .keeping_shown import times_words
from .models import Service, SuggestedChange
from .models.live_fact import LONGEST_MESSAGE, MOST_PLACES, MOST_WEEKS
from .models.service import CostKind
from .schedule_words import day_month
from .suggestion_actions import facts_now

DAYS_TO_CHOOSE = 28
LONG_WORDS = 2000


class ChangeForm(forms.Form):
    """The facts that change most often. What is left as it was is not sent."""

    phone = forms.CharField(
        label="Phone number",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        error_messages={"max_length": "Use 40 letters and numbers or fewer for the phone number"},
    )
    email = forms.EmailField(
        max_length=254,
        label="Email for families",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "Write the email address like this: name@example.org"},
    )
    times = forms.CharField(
        label="Days and times, in words",
        required=False,
        max_length=LONG_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as: Tuesdays in term time, 4pm to 5.30pm.",
        error_messages={"max_length": "Use 2,000 letters or fewer for the times"},
    )
    cost_kind = forms.ChoiceField(
        label="What does it cost?",
        required=False,
        choices=[("", "We have not said"), *CostKind.choices],
        error_messages={"invalid_choice": "Choose a cost from the list"},
    )
    fees_description = forms.CharField(
        label="Cost, in words",
        required=False,
        max_length=LONG_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Use 2,000 letters or fewer for the cost"},
    )
    wait_time = forms.CharField(
        label="How long is the usual wait?",
        required=False,
        max_length=200,
        help_text="Such as: about 6 weeks.",
        error_messages={"max_length": "Use 200 letters or fewer for the wait"},
    )
    ends = forms.ChoiceField(
        label="Is it still running?",
        required=False,
        choices=SuggestedChange.Ends.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the three"},
    )
    words = forms.CharField(
        label="Has something else changed?",
        required=False,
        max_length=LONG_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Tell us in your own words. Please do not write about a child or a family.",
        error_messages={"max_length": "Use 2,000 letters or fewer"},
    )

    def __init__(self, service: Service, data: Any = None) -> None:
        self.before = {**facts_now(service), "times": times_words(service)}
        super().__init__(data, initial=self.before)

    def clean(self) -> dict[str, Any]:
        """All that was said. Raises ValidationError when nothing differs from what families see."""
        said = super().clean() or {}
        if not self.errors and not self._differs(said):
            raise forms.ValidationError(
                "Nothing here differs from what families see. Change something, or go back and say that "
                "everything is still right."
            )
        return said

    def _differs(self, said: dict[str, Any]) -> bool:
        return bool(said.get("words") or said.get("ends")) or any(
            self._changed(name, said) for name in self.before
        )

    def _changed(self, name: str, said: dict[str, Any]) -> bool:
        """Whether this fact was sent, and differs. One that was not sent at all stays as it was."""
        return name in self.data and _plain(said.get(name, "")) != _plain(self.before[name])

    def facts(self) -> dict[str, str]:
        """The changed facts that an editor can approve with one press, as they are to be."""
        said = self.cleaned_data
        return {name: said[name] for name in self.before if name != "times" and self._changed(name, said)}

    def new_times(self) -> str:
        """The times in words if they differ from what families see, else ""."""
        said: str = self.cleaned_data["times"]
        return said if self._changed("times", self.cleaned_data) else ""


def _plain(text: str) -> str:
    return " ".join(text.split())


class PlacesForm(forms.Form):
    """How many places are left."""

    places = forms.IntegerField(
        label="Or write how many",
        min_value=0,
        max_value=MOST_PLACES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3, "class": "gt-input--width-3"}),
        error_messages={
            "required": "Write how many places are left, such as 4",
            "invalid": "Write the number of places in figures, such as 4",
            "min_value": "Write 0 when it is full",
            "max_value": f"Write {MOST_PLACES} or less",
        },
    )


class WaitForm(forms.Form):
    """How long the wait is just now."""

    weeks = forms.IntegerField(
        label="How many weeks is the wait now?",
        min_value=0,
        max_value=MOST_WEEKS,
        help_text="Write 0 when there is no wait.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3, "class": "gt-input--width-3"}),
        error_messages={
            "required": "Write how many weeks the wait is, such as 6",
            "invalid": "Write the number of weeks in figures, such as 6",
            "min_value": "Write 0 when there is no wait",
            "max_value": f"Write {MOST_WEEKS} weeks or fewer",
        },
    )


class ClosedForm(forms.Form):
    """The last day on which it is closed: one of the next four weeks."""

    until = forms.TypedChoiceField(
        label="What is the last day it is closed?",
        coerce=date.fromisoformat,
        error_messages={
            "required": "Choose the last day it is closed",
            "invalid_choice": "Choose one of the days in the list",
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [today + timedelta(days=number) for number in range(DAYS_TO_CHOOSE)]
        field: Any = self.fields["until"]
        field.choices = [(day.isoformat(), day_month(day)) for day in days]


class MessageForm(forms.Form):
    """One line of words for families."""

    message = forms.CharField(
        label="What should families know today?",
        max_length=LONGEST_MESSAGE,
        help_text="One line, such as: we are in the small hall this week. It goes away after two weeks.",
        error_messages={
            "required": "Write one line for families",
            "max_length": f"Use {LONGEST_MESSAGE} letters or fewer. Yours has %(show_value)s",
        },
    )


class NotMineForm(forms.Form):
    """Who else might keep the entry right."""

    words = forms.CharField(
        label="Do you know whose it is now?",
        required=False,
        max_length=LONG_WORDS,
        help_text="Such as a post or a team. You can leave this empty.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Use 2,000 letters or fewer"},
    )
