"""Forms with which families tell us something, and staff do for somebody on the phone."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.urls import Resolver404, resolve

from .models import Service
from .models.remark import CameBy, Limb, RemarkKind
from .remark_pictures import FOR_KIND
from .secrets_kept import LENGTH, LETTERS

LONGEST = 5000
SOUND = "audio/*,.mp3,.m4a,.wav,.ogg,.webm"
AGAIN = "Something went wrong with the form. Open this page again and send it once more"
LIMB_PICTURES = {Limb.CONTENT: "help", Limb.ACCESS: "looking", Limb.INVOLVED: "have-my-say"}
# Pages that a remark may be about. Addresses that hold a secret, or a person, are never kept.
PAGES = frozenset(
    {
        "localoffer:search",
        "localoffer:a-to-z",
        "localoffer:browse",
        "localoffer:entry",
        "localoffer:provider",
        "localoffer:whats-on",
        "localoffer:coverage",
        "localoffer:comments",
        "pages:glossary",
        "pages:search",
        "wagtail_serve",
    }
)
LONGEST_PAGE = 300


def page_said(address: str) -> str:
    """The path of `address` if a remark may be about that page, else "": never a secret, never a query."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = parts.path
    if parts.netloc or not path.startswith("/") or not path.isprintable() or len(path) > LONGEST_PAGE:
        return ""
    try:
        return path if resolve(path).view_name in PAGES else ""
    except Resolver404:
        return ""


class SayingForm(forms.Form):
    """What every way of telling us shares: the pictures of one kind, words, a recording."""

    limb = forms.ChoiceField(
        label="What is it about?",
        choices=Limb.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about", "invalid_choice": "Choose what it is about"},
    )
    pictures = forms.MultipleChoiceField(
        label="Choose pictures",
        help_text="Choose as many as you like, or none.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the pictures on this page"},
    )
    words = forms.CharField(
        label="Say it in words",
        help_text="Please do not write a child's full name or medical details.",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": "Use 5,000 letters or fewer. Yours has %(show_value)s"},
    )
    sending = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": AGAIN, "invalid": AGAIN})

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        offered = FOR_KIND[kind]
        pictures: Any = self.fields["pictures"]
        pictures.choices = [(one.code, one.words) for one in offered]
        pictures.pictures = {one.code: one.picture for one in offered}
        if not offered:
            del self.fields["pictures"]
        limb: Any = self.fields["limb"]
        limb.pictures = LIMB_PICTURES
        if kind != RemarkKind.COMMENT:
            del self.fields["limb"]

    def clean(self) -> dict[str, Any]:
        """Check that something was said, in whatever way."""
        cleaned = super().clean() or {}
        said = ("words", "pictures", "recording")
        if not any(cleaned.get(name) for name in said) and not any(name in self.errors for name in said):
            self.add_error("words", self.nothing_said())
        return cleaned

    def nothing_said(self) -> str:
        """What to do when the form came back empty."""
        ways = "Choose a picture, write something, or add a recording"
        return ways if "pictures" in self.fields else "Write your question, or add a recording"


class RemarkForm(SayingForm):
    """What a family tells us. No account; an email only if they want an answer sent."""

    recording = forms.FileField(
        label="Or say it: add a short recording",
        help_text="Up to 3 minutes. On a phone this opens the recorder or your files.",
        required=False,
        widget=forms.FileInput(attrs={"accept": SOUND, "capture": "user"}),
        error_messages={
            "empty": "That recording is empty. Make it again, or use words or pictures",
            "invalid": AGAIN,
        },
    )
    email = forms.EmailField(
        label="Your email, if you want us to send you the answer",
        help_text="We use it for this answer only, and delete it 30 days after.",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "invalid": "Write the email like this: name@example.org",
            "max_length": "Use 254 letters or fewer for your email",
        },
    )
    entry = forms.SlugField(required=False, max_length=120, widget=forms.HiddenInput)
    page = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_entry(self) -> Service | None:
        """The published entry it is about; one that has gone is no reason to lose what was said."""
        return Service.objects.published().filter(slug=self.cleaned_data["entry"]).first()

    def clean_page(self) -> str:
        """The page it is about, if it is one that may be named."""
        return page_said(self.cleaned_data["page"])

    def is_from_a_machine(self) -> bool:
        """Whether the hidden box that people never see was filled in. Call it on a valid form."""
        return bool(self.cleaned_data["website"])

    def remark(self) -> dict[str, Any]:
        """What to keep, for `give_remark`. Call it on a valid form."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("website", "entry")}
        return {**said, "service": self.cleaned_data["entry"], "kind": self.kind}


class TypedForm(SayingForm):
    """What staff type in for somebody who rang, came or wrote."""

    came_by = forms.ChoiceField(
        label="How did it come?",
        choices=[choice for choice in CameBy.choices if choice[0] != CameBy.SITE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came", "invalid_choice": "Choose how it came"},
    )
    email = forms.EmailField(
        label="Their email, if they want the answer sent",
        max_length=254,
        help_text="Used for this answer only, and deleted 30 days after.",
        required=False,
        error_messages={"invalid": "Write the email like this: name@example.org"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "What did they say, in their own words?"

    def nothing_said(self) -> str:
        """What to do when nothing was typed."""
        return "Write what they said, in their own words"


class CodeForm(forms.Form):
    """The code on the paper that somebody kept."""

    code = forms.CharField(
        label="What is your code?",
        help_text="It has four groups of four letters and numbers, such as k7qm-4trx-9bcd-h2wz.",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Write the code", "max_length": "The code has 16 letters and numbers"},
    )

    def clean_code(self) -> str:
        """The code without spaces and capitals. Raises ValidationError for one of the wrong length."""
        code = "".join(letter for letter in self.cleaned_data["code"].lower() if letter in LETTERS)
        if len(code) != LENGTH:
            raise forms.ValidationError("The code has 16 letters and numbers. Check it against your paper")
        return code
