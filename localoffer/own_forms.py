"""The small forms in which a provider keeps an entry: one for each section, and rows of times and prices."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms

from .entry_sections import Section
from .happening import WEEKDAYS
from .models import CostOption, Phone, Schedule, Service
from .models.service import CostKind, Needed, Referral
from .models.service_parts import Frequency, TermTime
from .queries import facts_of
from .schedule_words import DAY_NAMES, clock, when_in_words

DAYS = [(code, DAY_NAMES[number]) for code, number in WEEKDAYS.items()]
MOST_NEW = 2  # empty rows at the end; more come once these are saved
MOST_ROWS = 60
NOT_SAID = ("", "I do not want to say")
NAMED = {"midday": time(12), "noon": time(12), "midnight": time(0)}
_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?")

WORDS: dict[str, tuple[str, str]] = {
    "summary": ("What is it, in one or two sentences?", "Families see this in the search."),
    "description": ("What happens there?", "Who is there, what it is like. Write to the family as “you”."),
    "minimum_age": ("Youngest age", "Leave empty if there is none."),
    "maximum_age": ("Oldest age", "Leave empty if there is none."),
    "eligibility": ("Who can go?", "Anything besides age, such as which area or which school."),
    "diagnosis": ("Do families need a diagnosis?", ""),
    "ehc_plan": ("Do families need an EHC plan?", "An education, health and care plan."),
    "referral": ("Who has to ask for this help?", ""),
    "wait_time": (
        "How long do families wait?",
        "In words, such as “about 8 weeks for a first visit”, or “No wait”.",
    ),
    "wait_weeks": ("The usual wait in weeks", "A number, so that families can compare. Write 0 for no wait."),
    "cost_kind": ("Is it free?", ""),
    "fees_description": ("What does it cost?", "What is free, what costs money, and who can pay less."),
    "access_description": ("How do people get in and around?", "Steps, lifts, parking, wheelchairs."),
    "sensory_description": ("How loud, bright and busy is it?", ""),
    "toilets_description": ("What are the toilets like?", "Accessible toilets, changing benches, hoists."),
    "quiet_times": ("When is it calmest?", ""),
    "interpretation_services": (
        "Do you have interpreters or signing?",
        "British Sign Language, Makaton, others.",
    ),
    "application_process": ("How do families start?", "The first thing to do, then what happens next."),
    "required_documents": ("What should they bring or send?", "Leave empty if there is nothing to bring."),
    "email": ("Email for families", ""),
    "url": ("Web page", "The whole address, such as https://www.example.org/club"),
}
CHOICES: dict[str, list[tuple[str, str]]] = {
    "diagnosis": [*Needed.choices, NOT_SAID],
    "ehc_plan": [*Needed.choices, NOT_SAID],
    "referral": [*Referral.choices, NOT_SAID],
    "cost_kind": [*CostKind.choices, NOT_SAID],
}
LONG = frozenset(WORDS) - {"minimum_age", "maximum_age", "wait_time", "wait_weeks", "email", "url", *CHOICES}


class SectionForm(forms.ModelForm):
    """The fields of one section. Saves nothing itself: `values` says what an action should keep."""

    seen = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Service
        fields: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Check the ages against each other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        youngest, oldest = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("maximum_age", "The oldest age is below the youngest. Check both, or swap them")
        return cleaned

    def values(self) -> dict[str, Any]:
        """The fields of the section. Call it on a valid form."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


def _field(name: str) -> forms.Field:
    """The form's field for a field of the entry: its own rules, our words."""
    made: Any = Service._meta.get_field(name).formfield()
    label, hint = WORDS[name]
    if name in CHOICES:
        made = forms.ChoiceField(choices=CHOICES[name], widget=forms.RadioSelect)
        made.error_messages["invalid_choice"] = "Choose one of the answers"
    elif name in LONG:
        made.widget = forms.Textarea(attrs={"rows": 3 if name == "summary" else 5})
    made.label, made.help_text, made.required = label, hint, False
    return made


def section_form(section: Section, version: Service, data: Any = None, seen: str = "") -> SectionForm:
    """The form of `section`, filled with what `version` says; bound to `data` where there is some."""
    fields = {name: _field(name) for name in section.fields}
    meta = type("Meta", (SectionForm.Meta,), {"fields": section.fields})
    made: Any = type("OneSectionForm", (SectionForm,), {**fields, "Meta": meta})
    form: SectionForm = made(data, instance=version, initial={"seen": seen})
    form.order_fields([*section.fields, "seen"])
    return form


class ClockField(forms.CharField):
    """A time of day as people write it: "4pm", "4.30pm", "16:00"."""

    def clean(self, value: Any) -> time | None:  # type: ignore[override]
        """The time, or None. Raises ValidationError that says how to write it."""
        said = super().clean(value).strip().lower()
        if not said:
            return None
        if said in NAMED:
            return NAMED[said]
        found = _CLOCK.fullmatch(said)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if found and found[3]:
            hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
        if hour > 23 or minute > 59:
            raise forms.ValidationError("Write the time like this: 4.30pm")
        return time(hour, minute)


def _clock_words(value: time | None) -> str:
    return clock(value) if value else ""


class RowForm(forms.Form):
    """One row. `row` names the one it was; a new one has none. An empty new row is no row."""

    row = forms.UUIDField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(label="Take this away", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remove = self.fields.pop("remove")
        if self.initial.get("row"):
            self.fields["remove"] = remove  # last; a new row needs none

    @classmethod
    def filled(cls, row: Any) -> dict[str, Any]:
        """What the boxes hold for a row that is there."""
        raise NotImplementedError

    def is_said(self) -> bool:
        """Whether anything was written in it."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("row", "remove")}
        return any(value not in (None, "", []) for value in said.values())

    def put(self, row: Any) -> Any:
        """`row` with what was written."""
        for name, value in self.cleaned_data.items():
            if name not in ("row", "remove"):
                setattr(row, name, "" if value is None and isinstance(getattr(row, name), str) else value)
        return row


class PhoneRow(RowForm):
    number = forms.CharField(label="Phone number", max_length=40, required=False)
    description = forms.CharField(
        label="When, or for what",
        help_text="Such as “Monday to Friday, 9am to 4pm”.",
        max_length=255,
        required=False,
    )

    @classmethod
    def filled(cls, row: Any) -> dict[str, Any]:
        return {"row": row.uuid, "number": row.number, "description": row.description}

    def clean(self) -> dict[str, Any]:
        """A description without a number is a number forgotten."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("description") and not cleaned.get("number") and not cleaned.get("remove"):
            self.add_error("number", "Write the phone number")
        return cleaned


class CostRow(RowForm):
    option = forms.CharField(
        label="What or whom it is for", help_text="Such as “Each session”.", max_length=255, required=False
    )
    amount = forms.DecimalField(
        label="Price in pounds",
        help_text="Such as 4.50",
        min_value=0,
        max_digits=9,
        decimal_places=2,
        required=False,
        error_messages={
            "invalid": "Write the price in numbers, such as 4.50",
            "min_value": "A price is not below 0",
            "max_decimal_places": "Write pounds and pence, such as 4.50",
        },
    )
    amount_description = forms.CharField(
        label="For how much", help_text="Such as “a session” or “a year”.", max_length=255, required=False
    )

    @classmethod
    def filled(cls, row: Any) -> dict[str, Any]:
        names = ("option", "amount", "amount_description")
        return {"row": row.uuid, **{name: getattr(row, name) for name in names}}


class TimeRow(RowForm):
    byday = forms.MultipleChoiceField(
        label="Which days?", choices=DAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    opens_at = ClockField(label="Starts at", help_text="Such as 4.30pm", max_length=12, required=False)
    closes_at = ClockField(label="Ends at", max_length=12, required=False)
    term_time = forms.ChoiceField(
        label="In which part of the year?", choices=TermTime.choices, required=False, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label="Anything else about this time", help_text="In words.", max_length=500, required=False
    )

    @classmethod
    def filled(cls, row: Any) -> dict[str, Any]:
        return {
            "row": row.uuid,
            "byday": row.byday.split(",") if boxes_fit(row) else [],
            "opens_at": _clock_words(row.opens_at),
            "closes_at": _clock_words(row.closes_at),
            "term_time": row.term_time,
            "description": row.description,
        }

    def is_said(self) -> bool:
        """Part of the year alone is no time."""
        return any(self.cleaned_data.get(name) for name in ("byday", "opens_at", "closes_at", "description"))

    def clean(self) -> dict[str, Any]:
        """A time with hours and no day is half said, unless the days are kept from before."""
        cleaned: dict[str, Any] = super().clean() or {}
        has_hours = cleaned.get("opens_at") or cleaned.get("closes_at")
        if has_hours and not cleaned.get("byday") and not cleaned.get("row") and not cleaned.get("remove"):
            self.add_error("byday", "Choose the days")
        return cleaned

    def put(self, row: Any) -> Any:
        """The row with its days as the feed writes them. Days that boxes cannot say stay as they were."""
        days = self.cleaned_data["byday"]
        for name in ("opens_at", "closes_at", "term_time", "description"):
            setattr(row, name, self.cleaned_data[name])
        if boxes_fit(row):
            row.byday = ",".join(code for code in WEEKDAYS if code in days)
            row.freq = Frequency.WEEKLY if days else row.freq
        return row


def boxes_fit(row: Schedule) -> bool:
    """Whether boxes for the days of every week can say when it is: not "every second Monday"."""
    codes = set(filter(None, row.byday.split(",")))
    is_plain = row.interval == 1 and not row.bymonthday and row.freq in ("", Frequency.WEEKLY)
    return is_plain and codes <= set(WEEKDAYS) and not (row.dtstart and not row.freq)


ROW_FORMS: dict[str, tuple[type[RowForm], type[Any], str]] = {
    "schedules": (TimeRow, Schedule, "Time"),
    "cost_options": (CostRow, CostOption, "Price"),
    "phones": (PhoneRow, Phone, "Phone number"),
}


class RowsFormSet(forms.BaseFormSet):
    """All rows of one kind. `rows` says what an action should keep."""

    kept: Sequence[Any] = ()
    title = ""
    model: type[Any] = Phone

    def titled(self) -> list[tuple[str, str, forms.BaseForm, bool]]:
        """Each form with its title, the time in words where boxes cannot say it, and whether it is new."""
        made = []
        for place, form in enumerate(self.forms):
            row = self.kept[place] if place < len(self.kept) else None
            title = f"{self.title} {place + 1}" if row is not None else f"One more {self.title.lower()}"
            words = when_in_words(facts_of(row)) if isinstance(row, Schedule) and not boxes_fit(row) else ""
            if words:
                form.fields.pop("byday", None)
            made.append((title, words, form, row is None))
        return made

    def rows(self, version: Service) -> list[Any]:
        """The rows to keep, in order: changed, new, without those taken away. Call it on a valid set."""
        known = {str(row.uuid): row for row in self.kept}
        found = []
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            row = known.pop(str(data.get("row")), None)
            if not data or data.get("remove") or (row is None and not form.is_said()):
                continue
            found.append(form.put(row if row is not None else self._new(version)))
        return found

    def _new(self, version: Service) -> Any:
        row = self.model()
        if isinstance(row, Schedule):
            places = [one.place for one in version.service_places.all()]
            row.place = places[0] if len(places) == 1 else None
        return row


def rows_formset(name: str, version: Service, data: Any = None) -> RowsFormSet:
    """The rows `name` of a version as forms, and empty ones at the end; bound to `data` if there is any."""
    form, model, title = ROW_FORMS[name]
    made = forms.formset_factory(
        form, formset=RowsFormSet, extra=MOST_NEW, max_num=MOST_ROWS, absolute_max=MOST_ROWS * 2
    )
    kept = sorted(getattr(version, name).all(), key=lambda row: (row.pk is None, row.pk or 0))
    rows: Any = made(data, initial=[form.filled(row) for row in kept], prefix=name)
    rows.kept, rows.title, rows.model = kept, title, model
    return rows
