"""Django forms become our components: label, hint, error beside the field and in the summary."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import engines

from portal.look.samples import SampleForm
from portal.look.widgets import DateBoxesField

TEMPLATE = "{% error_summary form %}<form>{{ form }}</form>"


def drawn(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup(engines["django"].from_string(TEMPLATE).render({"form": form}), "html.parser")


def test_every_box_has_a_label_or_legend() -> None:
    soup = drawn(SampleForm())

    boxes = soup.select("input:not([type=hidden]), textarea, select")
    assert len(boxes) > 12
    assert [box for box in boxes if not soup.select_one(f"label[for='{box['id']}']")] == []
    assert {legend.text.strip() for legend in soup.select("legend")} == {
        "How should we answer you?",
        "What matters to you?",
        "When does it start?",
    }


def test_error_of_an_address_says_what_one_looks_like() -> None:
    soup = drawn(SampleForm({"name": "Dee", "email": "dee at home"}))

    said = "Write the email address like this: name@example.org"
    assert soup.select_one("#id_email-error").text.strip() == f"Error: {said}"


def test_error_is_tied_to_its_box_and_linked_from_the_summary() -> None:
    soup = drawn(SampleForm({"name": ""}))

    box = soup.select_one("#id_name")
    assert box["aria-describedby"].split() == ["id_name-hint", "id_name-error"]
    assert soup.select_one("#id_name-error").text.strip() == "Error: Please fill in: What is your name?"
    links = [link["href"].removeprefix("#") for link in soup.select(".gt-error-summary a")]
    assert "id_born_day" in links
    assert [link for link in links if not soup.find(id=link)] == []


def test_form_comes_back_with_what_was_typed_but_never_the_password() -> None:
    soup = drawn(SampleForm({"age": "seven", "story": "<b>help</b>", "way": "phone", "secret": "hush"}))

    assert soup.select_one("#id_age")["value"] == "seven"
    assert soup.select_one("#id_story").text.strip() == "<b>help</b>"
    assert soup.select_one("input[value=phone]").has_attr("checked")
    assert not soup.select_one("#id_secret").has_attr("value")


def test_form_without_errors_has_no_summary() -> None:
    assert drawn(SampleForm()).select(".gt-error-summary") == []


class DateForm(forms.Form):
    day = DateBoxesField(label="When?")


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (("", "", ""), "Enter the date"),
        (("3", "", ""), "needs a month and a year"),
        (("31", "2", "2026"), "not a real date"),
        (("x", "2", "2026"), "not a real date"),
        (("1", "2", "26"), "four numbers"),
    ],
)
def test_wrong_date_says_what_to_put_right(boxes: tuple[str, str, str], words: str) -> None:
    form = DateForm(dict(zip(("day_day", "day_month", "day_year"), boxes, strict=True)))

    assert words in " ".join(form.errors["day"])


def test_right_date_is_read() -> None:
    form = DateForm({"day_day": "29", "day_month": "02", "day_year": "2028"})

    assert form.is_valid()
    assert form.cleaned_data["day"] == datetime.date(2028, 2, 29)


def test_one_box_says_its_question_before_its_hint_and_needs_no_word_that_it_may_stay_empty() -> None:
    class CardForm(forms.Form):
        name = forms.CharField()
        agree = forms.BooleanField(
            label="Print the name", help_text="Not if it may get lost.", required=False
        )

    page = BeautifulSoup(CardForm()["agree"].as_field_group(), "html.parser")

    box, hint = page.input, page.select_one(".gt-hint")
    assert page.label.text.strip() == "Print the name"
    assert page.label in hint.find_previous_siblings()
    assert box["aria-describedby"] == hint["id"]
