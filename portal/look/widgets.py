"""Form fields that Django does not have: a date in three boxes."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class DateBoxes(forms.MultiWidget):
    """Day, month and year in three boxes, as people write a date they know by heart."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        names = ("day", "month", "year")
        super().__init__({name: forms.TextInput() for name in names}, attrs)

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        """Return day, month and year of a date, or three empty boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateBoxesField(forms.MultiValueField):
    """A date from three boxes. Says which box to put right."""

    widget = DateBoxes

    def __init__(self, **options: Any) -> None:
        numbers = [forms.CharField(max_length=4, required=False) for _ in range(3)]
        options.setdefault("require_all_fields", False)
        messages = {"required": "Enter the date, such as 27 3 2026"}
        options["error_messages"] = {**messages, **options.get("error_messages", {})}
        super().__init__(numbers, **options)

    def compress(self, data_list: list[str]) -> datetime.date | None:
        """Return the date; raise ValidationError that says what is missing or impossible."""
        if not any(data_list):
            return None
        parts = [part.strip() for part in data_list]
        missing = [name for name, part in zip(("a day", "a month", "a year"), parts, strict=True) if not part]
        if missing:
            raise ValidationError(f"The date needs {' and '.join(missing)}", code="incomplete")
        try:
            day, month, year = (int(part) for part in parts)
            if year < 1900:
                raise ValidationError("Write the year with four numbers, such as 2026", code="year")
            return datetime.date(year, month, day)
        except ValueError as wrong:
            raise ValidationError(
                "That is not a real date. Use numbers, such as 27 3 2026", code="invalid"
            ) from wrong
