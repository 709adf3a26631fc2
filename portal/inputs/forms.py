"""The form of How I use this site."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.inputs.settings import CHOICES, AccessSettings, from_words

QUESTIONS = {
    "text_size": ("How big should the words be?", ""),
    "theme": ("Which colours are best for you?", ""),
    "line_spacing": ("How much space between the lines?", ""),
    "pictures": ("Do you want pictures beside the words?", ""),
    "ruler": (
        "Do you want a reading ruler?",
        "A band of colour that follows your finger, mouse or keyboard. It needs scripts.",
    ),
    "read_aloud": (
        "Do you want a button that reads pages to you?",
        "It uses a voice that is already on your phone or computer. Your words go nowhere.",
    ),
    "motion": ("Should things move on the page?", ""),
    "keep_place": (
        "Should we keep your place?",
        "If you leave a page and come back, you are where you were, and what you had begun to fill in is "
        "still there. It is forgotten when you close the tab. It needs scripts.",
    ),
}


def sample(name: str, value: str) -> SafeString:
    """A small look at what a choice does, beside its words; hidden from screen readers."""
    if name == "theme" and value != "system":
        return format_html('<span class="gt-swatch" data-theme="{}" aria-hidden="true">Aa</span>', value)
    if name == "theme":
        return format_html('<span class="gt-swatch gt-swatch--both" aria-hidden="true">Aa</span>')
    if name in ("text_size", "line_spacing"):
        look = f"gt-sample gt-sample--{name}-{value}"
        words = "Aa" if name == "text_size" else ""
        return format_html('<span class="{}" aria-hidden="true">{}</span>', look, words)
    return SafeString("")


def _label(name: str, value: str, words: str) -> SafeString:
    return format_html("{}<span>{}</span>", sample(name, value), words)


class AccessForm(forms.Form):
    """One question for each setting. Every answer is one of a few known values."""

    def __init__(self, *args: Any, current: AccessSettings, **kwargs: Any) -> None:
        kwargs["initial"] = current.as_words()
        super().__init__(*args, **kwargs)
        for name, (question, hint) in QUESTIONS.items():
            two = "gt-radios--two" if len(CHOICES[name]) in (2, 4) else ""
            self.fields[name] = forms.ChoiceField(
                label=question,
                help_text=hint,
                choices=[(value, _label(name, value, words)) for value, words in CHOICES[name].items()],
                widget=forms.RadioSelect({"class": two}),
                error_messages={"invalid_choice": "Choose one of the answers below"},
            )

    def chosen(self) -> AccessSettings:
        """Return the settings of a valid form."""
        return from_words(self.cleaned_data)
