"""The contact form."""

from typing import Any

from django import forms

from .models import ContactMessage

Topic = ContactMessage.Topic


class ContactForm(forms.Form):
    """What somebody wants to tell or ask us. Only the words and what they are about must be given."""

    topic = forms.ChoiceField(
        label="What is it about?",
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about", "invalid_choice": "Choose what it is about"},
    )
    words = forms.CharField(
        label="What do you want to say?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Please do not write a child's full name or medical details here.",
        error_messages={
            "required": "Write what you want to say",
            "max_length": "Use 5,000 letters or fewer. Yours has %(show_value)s",
        },
    )
    name = forms.CharField(
        label="Your name",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": "Use 120 letters or fewer for your name"},
    )
    email = forms.EmailField(
        label="Your email",
        required=False,
        help_text="We need an email or a phone number if you want an answer.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "invalid": "Write the email like this: name@example.org",
            "max_length": "Use 254 letters or fewer for your email",
        },
    )
    phone = forms.CharField(
        label="Your phone number",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        error_messages={"max_length": "Use 40 numbers or fewer for your phone"},
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    sending = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "Something went wrong with the form. Open this page again and send it once more",
            "invalid": "Something went wrong with the form. Open this page again and send it once more",
        },
    )

    def is_from_a_machine(self) -> bool:
        """Whether the hidden box that people never see was filled in. Call it on a valid form."""
        return bool(self.cleaned_data["website"])

    def message(self) -> dict[str, Any]:
        """The fields of a message, for `send_contact_message`. Call it on a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}
