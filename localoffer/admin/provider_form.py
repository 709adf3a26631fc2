"""The template that schools and other providers fill in: every heading listed, each with a hint."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.panels import TabbedInterface as Tabs
from wagtail.admin.widgets import AdminAutoHeightTextInput

from ..headings import SEN_REPORT, TEN_POINTS, Point
from ..models import Provider, ProviderAnswer
from ..slugs import unique_slug
from .service_views import today


def _field_name(point: Point) -> str:
    return f"answer_{point.code.replace('-', '_')}"


FIELDS = {point.code: _field_name(point) for point in (*TEN_POINTS, *SEN_REPORT)}


class ProviderForm(WagtailAdminModelForm):
    """A provider with one box for each heading. An answer that changed is dated today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = {row.code: row for row in self.instance.answers.all()} if self.instance.pk else {}
        for code, name in FIELDS.items():
            if name in self.fields and code in self.given:
                self.fields[name].initial = self.given[code].answer
                self.initial[name] = self.given[code].answer

    def clean(self) -> dict[str, Any]:
        """Give a new provider its address once; an edit never changes it."""
        cleaned: dict[str, Any] = super().clean()
        if not self.instance.slug and cleaned.get("name"):
            self.instance.slug = unique_slug(cleaned["name"], Provider)
        return cleaned

    def save(self, commit: bool = True) -> Provider:
        """Save the provider with the answers; an emptied box takes the answer away."""
        self.instance.answers = self._answers()
        provider: Provider = super().save(commit=commit)
        return provider

    def _answers(self) -> list[ProviderAnswer]:
        # Answers under codes that are no heading of ours (from a feed) are kept as they are.
        kept = [row for code, row in self.given.items() if code not in FIELDS]
        for code, name in FIELDS.items():
            text = (self.cleaned_data.get(name) or "").strip()
            row = self.given.get(code)
            if not text:
                continue
            if row is None:
                row = ProviderAnswer(code=code)
            if row.answer != text:
                row.answer, row.checked_date = text, today()
            kept.append(row)
        return kept


def _answer_field(point: Point) -> forms.CharField:
    return forms.CharField(
        label=point.title,
        help_text=point.plain,
        required=False,
        strip=False,
        widget=AdminAutoHeightTextInput(attrs={"rows": 3}),
    )


PROVIDER_FORM: type[ProviderForm] = type(
    "ProviderFormWithHeadings",
    (ProviderForm,),
    {_field_name(point): _answer_field(point) for point in (*TEN_POINTS, *SEN_REPORT)},
)


def _boxes(points: tuple[Point, ...]) -> list[FieldPanel]:
    return [FieldPanel(_field_name(point), heading=point.title, help_text=point.plain) for point in points]


ABOUT = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("provider_type"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("town"), FieldPanel("is_in_area")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]), FieldPanel("website")],
            heading="How to get in touch",
        ),
        MultiFieldPanel(
            [FieldPanel("senco_name"), FieldPanel("senco_email")], heading="For schools and colleges"
        ),
        FieldPanel("parent", heading="Part of"),
        InlinePanel("identifiers", heading="Official numbers", label="Number"),
    ],
    heading="About the provider",
)
TEN_POINTS_TAB = ObjectList(
    [
        HelpPanel(content="Write what families would ask. Leave a box empty if you cannot answer yet."),
        *_boxes(TEN_POINTS),
    ],
    heading="The ten points",
)
SEN_REPORT_TAB = ObjectList(
    [
        HelpPanel(content="Schools, nurseries and colleges answer these once a year."),
        *_boxes(SEN_REPORT),
    ],
    heading="SEN information report",
)
PROVIDER_PANELS = Tabs([ABOUT, TEN_POINTS_TAB, SEN_REPORT_TAB], base_form_class=PROVIDER_FORM)

# The history compares the answers as rows.
PROVIDER_COMPARED = ObjectList(
    [
        *ABOUT.children,
        InlinePanel(
            "answers", heading="Answers", label="Answer", panels=[FieldPanel("code"), FieldPanel("answer")]
        ),
    ]
)
