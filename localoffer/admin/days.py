"""Days of a repeating time as boxes to tick, in the place of the code that the feed uses ("MO,WE", "2MO")."""

from typing import Any

from django import forms
from wagtail.admin.compare import TextFieldComparison
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel

from ..happening import MONTHLY, WEEKDAYS, read_days
from ..schedule_words import DAY_NAMES, WHICH_NAMES, listed

DAYS = [(code, DAY_NAMES[number]) for code, number in WEEKDAYS.items()]
WHICH = [(str(number), WHICH_NAMES[number].capitalize()) for number in (1, 2, 3, 4, -1)]
BOXES = frozenset(value for value, _ in WHICH)


def split_days(byday: str) -> tuple[list[str], list[str]] | None:
    """The boxes that stand for `byday`: days, and which of the month. None when no set of boxes can.

    "1MO,3MO" is first and third on Monday; "1MO,3WE" is not every one of those on every one of those days.
    """
    codes = {number: code for code, number in WEEKDAYS.items()}
    found = read_days(byday)
    days = list(dict.fromkeys(codes[day] for _, day in found))
    which = list(dict.fromkeys(str(number) for number, _ in found if number))
    said = set(join_days(days, which).split(","))
    return (days, which) if said == _parts(byday) and BOXES.issuperset(which) else None


def join_days(days: list[str], which: list[str]) -> str:
    """The code for the ticked boxes, in the order of the week; "" when no day is ticked."""
    order = [code for code in WEEKDAYS if code in days]
    return ",".join(f"{number}{code}" for number in (which or [""]) for code in order)


def only_which(code: str) -> bool:
    """Whether somebody ticked which of the month, but no day: not a code that may be kept."""
    return bool(code) and BOXES.issuperset(code.split(","))


def days_said(byday: str) -> str:
    """The days in words, such as "Monday and Wednesday" or "second Monday"."""
    return listed(
        [f"{WHICH_NAMES.get(number, '')} {DAY_NAMES[day]}".strip() for number, day in read_days(byday)]
    )


def _parts(byday: str) -> set[str]:
    return {part.strip().upper().removeprefix("+") for part in byday.split(",")} if byday else {""}


class DaysWidget(forms.MultiWidget):
    """Boxes for the days and for which of the month; one more box keeps what boxes cannot say."""

    template_name = "localoffer_admin/days.html"
    use_fieldset = True
    TITLES = ("Which days?", "Which of the month? Only for every month", "Days that boxes cannot say")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        widgets = {
            "day": forms.CheckboxSelectMultiple(choices=DAYS),
            "which": forms.CheckboxSelectMultiple(choices=WHICH),
            "kept": forms.CheckboxSelectMultiple(),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: str | None) -> list[list[str]]:
        """The ticked boxes of each group for a stored code."""
        code = value or ""
        if only_which(code):
            return [[], code.split(","), []]
        boxes = split_days(code)
        return [[], [], [code]] if boxes is None else [*boxes, []]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The three groups; the last has a box only when there is something to keep."""
        code = value if isinstance(value, str) else ""
        kept = self.decompress(code)[2]
        self.widgets[2].choices = [(code, f"Keep “{days_said(code) or code}”") for code in kept]
        context: dict[str, Any] = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        context["groups"] = [(title, part) for title, part in zip(self.TITLES, parts, strict=True)]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """The code for what was ticked. Ticked days win over what was kept."""
        days, which, kept = super().value_from_datadict(data, files, name)
        return join_days(days or [], which or []) or ",".join(kept or which or [])

    def id_for_label(self, id_: str) -> str:
        """No label of its own: each box has one."""
        return ""


class ScheduleRules:
    """What the days must be, together with how often. Mixed into the form for one time."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "byday" in self.fields:
            self.fields["byday"].validators = []  # they speak in the feed's code; clean_byday speaks plainly

    def clean_byday(self) -> str:
        """The days. Raises ValidationError when the ticked boxes make no time."""
        code = str(self.cleaned_data["byday"])
        if only_which(code):
            raise forms.ValidationError("Tick a day as well, such as Monday.")
        if split_days(code) is None and not days_said(code):
            raise forms.ValidationError("Tick the days again: what came with the form is no day.")
        numbered = any(number for number, _ in read_days(code))
        if numbered and self.cleaned_data.get("freq") != MONTHLY:
            raise forms.ValidationError(
                "“First”, “second” and so on need “Every month” as how often. Choose that, or untick them."
            )
        return code


class SchedulesPanel(InlinePanel):
    """The panel for the times of an entry, with our rules in the form of each."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        base = formset.get("form", WagtailAdminModelForm)
        formset["form"] = type("ScheduleForm", (ScheduleRules, base), {})
        return options


class DaysComparison(TextFieldComparison):
    """The history says days in words."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = days_said(self.val_a), days_said(self.val_b)


class DaysPanel(FieldPanel):
    """The panel for a field that holds days."""

    def __init__(self, field_name: str, **options: Any) -> None:
        options.setdefault("widget", DaysWidget)
        super().__init__(field_name, **options)

    def get_comparison_class(self) -> type[DaysComparison]:
        return DaysComparison
