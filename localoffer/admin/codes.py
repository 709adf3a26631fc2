"""Values that the open feed holds as codes, as lists to choose from in words."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

# What HSDS 3.0 calls the type of a phone number.
PHONES = (
    ("voice", "You talk to somebody"),
    ("text", "You send a text message"),
    ("textphone", "Textphone"),
    ("video", "Video call"),
    ("cell", "Mobile phone"),
    ("fax", "Fax"),
)
# ISO 639: signed languages that people here use, then the spoken ones most often asked for.
LANGUAGES = (
    ("en", "English"),
    ("bfi", "British Sign Language"),
    ("ar", "Arabic"),
    ("bn", "Bengali"),
    ("zh", "Chinese"),
    ("fa", "Farsi"),
    ("fr", "French"),
    ("gu", "Gujarati"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ku", "Kurdish"),
    ("lt", "Lithuanian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("pa", "Punjabi"),
    ("ro", "Romanian"),
    ("so", "Somali"),
    ("es", "Spanish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("cy", "Welsh"),
)


class LanguageRules:
    """A language chosen from the list needs no name of its own. Mixed into the form for one language."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        """Fill in the name of a language that was only chosen."""
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("name") and cleaned.get("code"):
            cleaned["name"] = dict(LANGUAGES).get(cleaned["code"], cleaned["code"])
        return cleaned


class LanguagesPanel(InlinePanel):
    """The panel for the languages of an entry, with our rule in the form of each."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        base = formset.get("form", WagtailAdminModelForm)
        formset["form"] = type("LanguageForm", (LanguageRules, base), {})
        return options
