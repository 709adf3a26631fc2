"""Made-up content for the gallery: one of everything."""

from django import forms

from portal.look.widgets import DateBoxesField
from portal.pictures.vocabulary import PICTURES

Sample = dict[str, object]


class SampleForm(forms.Form):
    """One of each kind of question."""

    name = forms.CharField(label="What is your name?", help_text="As you like to be called")
    email = forms.EmailField(label="Email address", required=False, max_length=254)
    age = forms.IntegerField(label="How old is your child?", min_value=0, max_value=25)
    story = forms.CharField(label="What would help?", widget=forms.Textarea({"rows": 4}))
    town = forms.ChoiceField(
        label="Which town is nearest?", choices=[("", "Choose a town"), ("ald", "Aldermere")]
    )
    way = forms.ChoiceField(
        label="How should we answer you?",
        choices=[("email", "By email"), ("phone", "By phone")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="What matters to you?",
        help_text="Choose as many as you like",
        choices=[("quiet", "A quiet place"), ("step", "No steps"), ("bsl", "British Sign Language")],
        widget=forms.CheckboxSelectMultiple,
    )
    born = DateBoxesField(label="When does it start?", help_text="Such as 27 3 2026")
    letter = forms.FileField(label="Add a letter", required=False)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    agree = forms.BooleanField(label="You may tell other families about this")


def _facts() -> list[Sample]:
    return [
        {"label": "Who can go", "value": "Ages 5 to 11", "picture": "learner"},
        {"label": "What does it cost?", "value": "Free", "picture": "money"},
        {"label": "How long is the wait?", "value": "", "picture": "clock"},
        {"label": "Telephone", "value": "01632 960 123", "href": "tel:01632960123", "picture": "telephone"},
    ]


def _steps() -> list[Sample]:
    return [
        {"title": "Tell us", "text": "You say what is needed.", "state": "done", "picture": "talking"},
        {"title": "We look at it together", "text": "A named person writes to you.", "state": "now"},
        {"title": "It happens", "text": "And we ask you if it helped.", "state": "next", "href": "/"},
    ]


def _choices() -> list[Sample]:
    return [
        {"value": "autism", "label": "Autism", "count": 124, "is_chosen": True, "picture": "rainbow"},
        {"value": "speech", "label": "Speech, language and communication", "count": 88, "is_chosen": False},
        {"value": "sight", "label": "Sight", "count": 0, "is_chosen": False},
    ]


def _entry() -> Sample:
    return {
        "title": "Little Larks speech therapy",
        "href": "/find-help/entry/little-larks/",
        "summary": "Help with talking, listening and understanding words, in small groups and one to one.",
        "provider": "Larkshire Children's Therapy",
        "distance": "2 miles away",
        "picture": "talking",
        "facts": _facts()[:3],
        "tags": [{"text": "No diagnosis needed", "kind": "good"}, {"text": "Waiting list", "kind": "wait"}],
        "checked": "Checked on Tuesday 3 March 2026 by the provider",
        "keep_href": "/my-list/keep/",
        "keep_value": "sample",
    }


def _table() -> Sample:
    head = [{"text": "Place"}, {"text": "Open"}, {"text": "Cost", "format": "numeric"}]
    rows = [
        [{"text": "Aldermere library"}, {"text": "Monday"}, {"text": "Free", "format": "numeric"}],
        [{"text": "Wrenbury pool"}, {"text": "Sunday"}, {"text": "£3.50", "format": "numeric"}],
    ]
    return {"caption": "Quiet hours", "head": head, "rows": rows}


def _wrong_answers() -> dict[str, str]:
    answers = {
        "age": "seven",
        "email": "me at home",
        "born_day": "31",
        "born_month": "2",
        "born_year": "2026",
    }
    return {f"wrong-{name}": answer for name, answer in answers.items()}


def samples() -> dict[str, object]:
    """Return what templates/look/gallery.html shows."""
    return {
        "facts": _facts(),
        "steps": _steps(),
        "choices": _choices(),
        "entry": _entry(),
        "table": _table(),
        "form": SampleForm(),
        "wrong_form": SampleForm(_wrong_answers(), prefix="wrong"),
        "pictures": list(PICTURES.values()),
        "crumbs": [
            {"text": "Home", "href": "/"},
            {"text": "Find help", "href": "/find-help/"},
            {"text": "Speech"},
        ],
    }
