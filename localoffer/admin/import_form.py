"""The form that starts bringing entries in: which directory, and a file or an address."""

import ipaddress
from typing import Any

from django import forms
from django.conf import settings

from ..importers.addresses import checked, is_public
from ..importers.reading import SourceTrouble
from ..models import ImportSource
from ..models.imports import SourceKind

LARGEST_FILE = 200 * 1024 * 1024  # a feed of 10,000 services saved whole is about a tenth of this


class ImportForm(forms.Form):
    """Where the entries come from: a directory we know already, or a new one; a file, or a feed's address."""

    source = forms.ModelChoiceField(
        label="Which directory do these entries come from?",
        help_text="Choose the same one each time, so that nothing doubles.",
        queryset=ImportSource.objects.order_by("name"),
        required=False,
        empty_label="A new one (name it below)",
    )
    name = forms.CharField(label="Name of the new directory", max_length=160, required=False)
    kind = forms.ChoiceField(
        label="What kind is it?", choices=SourceKind.choices, widget=forms.RadioSelect, required=False
    )
    file = forms.FileField(
        label="A file from your computer",
        help_text="A CSV file in our layout, or an Open Referral UK feed saved as JSON.",
        required=False,
    )
    address = forms.URLField(
        label="Or the address of an open feed",
        help_text="Such as https://directory.example/api/. Leave it empty if you chose a file.",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Write the whole address, such as https://directory.example/api/."},
    )
    is_neighbour = forms.BooleanField(label="This is another area's directory", required=False)

    def clean_file(self) -> Any:
        """The file. Raises ValidationError for one that is too large to take in a page."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError("This file is over 200 MB. Use the import_directory command instead.")
        return file

    def clean_address(self) -> str:
        """The address. Raises ValidationError for one that no feed of the open web can have.

        What its name stands for is looked up, and checked again, when the feed is read.
        """
        address: str = self.cleaned_data["address"]
        if address:
            allowed = settings.FEED_HOSTS_ALLOWED
            try:
                url = checked(address, allowed)
            except SourceTrouble as trouble:
                raise forms.ValidationError(str(trouble)) from trouble
            if f"{url.host}:{url.port}" not in allowed and _is_inside(url.host):
                raise forms.ValidationError(
                    f"We do not read from {url.host}: it is inside a private network. "
                    "Use the feed's public address."
                )
        return address

    def clean(self) -> dict[str, Any]:
        """Check that there is one directory and one place to read from."""
        cleaned: dict[str, Any] = super().clean() or {}
        source, name = cleaned.get("source"), (cleaned.get("name") or "").strip()
        if source is None and not name and "source" not in self.errors:
            self.add_error("name", "Choose a directory above, or write the name of the new one.")
        if source is None and name and ImportSource.objects.filter(name__iexact=name).exists():
            self.add_error("name", "There is a directory with this name. Choose it in the list above.")
        if source is None and name and not cleaned.get("kind"):
            self.add_error("kind", "Choose what kind of directory it is.")
        self._check_where(cleaned, source)
        return cleaned

    def _check_where(self, cleaned: dict[str, Any], source: ImportSource | None) -> None:
        file, address = cleaned.get("file"), cleaned.get("address")
        if {"file", "address"} & set(self.errors):
            return
        if file and address:
            self.add_error("address", "Use a file or an address, not both.")
        if not file and not address and not (source and source.address):
            self.add_error("file", "Choose a file, or write the address of a feed.")
        kind = source.kind if source else cleaned.get("kind")
        if address and kind == SourceKind.CSV:
            self.add_error("address", "A CSV file has to be uploaded. Only feeds have an address.")

    def chosen_source(self) -> ImportSource:
        """The directory chosen or newly named, with the address given; not saved here."""
        data = self.cleaned_data
        source: ImportSource = data["source"] or ImportSource(
            name=data["name"].strip(), kind=data["kind"], is_neighbour=data["is_neighbour"]
        )
        if data["address"]:
            source.address = data["address"]
        return source


def _is_inside(host: str) -> bool:
    """Whether the address itself, without looking its name up, is inside a network of our own."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    return not is_public(host)
