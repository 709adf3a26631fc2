"""Lists to choose from in the admin's forms."""

from collections.abc import Iterable
from typing import Any

from django import forms

from portal.pictures.vocabulary import PICTURES

PICTURE_NAMES = tuple(
    sorted(((name, picture.words.capitalize()) for name, picture in PICTURES.items()), key=lambda one: one[1])
)


class ChooseCode(forms.Select):
    """A list to choose from. What a feed brought and the list does not have stays as one more choice."""

    def __init__(
        self, choices: Iterable[tuple[str, str]], attrs: Any = None, empty: str = "Not said"
    ) -> None:
        self._known = [("", empty), *choices]
        super().__init__(choices=self._known)

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """The choices, with the present value at the end when it is not among them."""
        known = {key for key, _ in self._known}
        unknown = [(one, one) for one in value if one and one not in known]
        self.choices = [*self._known, *unknown]
        groups: list[Any] = super().optgroups(name, value, attrs)
        return groups
