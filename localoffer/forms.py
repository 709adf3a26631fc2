"""Forms of the pages families use."""

from typing import Any

from django import forms

from .models import MissingNote, Taxonomy, TaxonomyTerm


class MissingForm(forms.Form):
    """Help that a family needed and did not find. Only the words must be given."""

    words = forms.CharField(
        label="What help did you need?",
        help_text="Please do not write anyone's name.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Write what help you needed",
            "max_length": "Use 2,000 letters or fewer. Yours has %(show_value)s",
        },
    )
    need = forms.ModelChoiceField(
        label="What is the need?",
        queryset=TaxonomyTerm.objects.none(),
        required=False,
        empty_label="I would rather not say",
        error_messages={"invalid_choice": "Choose a need from the list"},
    )
    age = forms.IntegerField(
        label="Age of the child or young person",
        required=False,
        min_value=0,
        max_value=25,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 2}),
        error_messages={
            "invalid": "Write the age in numbers, such as 7",
            "min_value": "Write an age from 0 to 25",
            "max_value": "Write an age from 0 to 25",
        },
    )
    town = forms.CharField(
        label="Which town or village?",
        required=False,
        max_length=MissingNote._meta.get_field("town").max_length,
        error_messages={"max_length": "Use 80 letters or fewer for the town"},
    )
    search = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        need: Any = self.fields["need"]
        need.queryset = TaxonomyTerm.objects.of(Taxonomy.NEED)
