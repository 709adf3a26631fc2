"""What every form of ours must be like."""

from collections.abc import Iterator

from django import forms
from django.urls import get_resolver

from portal.accounts.forms import PlainWords

ROOMS = ("portal.", "localoffer.")
LONGEST_ADDRESS = 254  # as every model keeps it


def _below(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def test_no_box_takes_an_address_longer_than_the_database_keeps():
    """PostgreSQL answers one that is longer with an error; SQLite keeps it, so only this test would tell."""
    assert get_resolver().url_patterns  # every view, and so every form, has been read
    boxes = {
        f"{form.__module__}.{form.__name__}.{name}": field.max_length
        for form in _below(forms.BaseForm)
        if form.__module__.startswith(ROOMS) and not issubclass(form, PlainWords)  # which sets it for all
        for name, field in getattr(form, "base_fields", {}).items()  # (a mixin has none)
        if isinstance(field, forms.EmailField)
    }

    assert boxes
    assert {name for name, most in boxes.items() if most is None or most > LONGEST_ADDRESS} == set()
