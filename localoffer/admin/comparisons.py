"""How the history says times, dates and ticks when it compares two versions: in words, not as stored."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models
from wagtail.admin.compare import FieldComparison, ForeignObjectComparison, register_comparison_class

from ..models import Place, TaxonomyTerm
from ..schedule_words import clock, day_month


def said(value: Any) -> str:
    """A stored value in plain words, such as "10am", "Tuesday 3 March 2026", "Yes"; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, date):
        return day_month(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return f"{value:.0f}"
    return str(value)


class PlainComparison(FieldComparison):
    """Compares what both versions say in words."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = said(self.val_a), said(self.val_b)


class ThingComparison(ForeignObjectComparison):
    """Compares the place or the word that each version points to; where both have none, it says nothing."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.things = (getattr(obj_a, field.name, None), getattr(obj_b, field.name, None))

    def get_objects(self) -> tuple[Any, Any]:
        """What each version points to."""
        return self.things

    def htmldiff(self) -> str:
        """The names, with what changed marked as such."""
        words: str = super().htmldiff()
        return "" if self.things == (None, None) else words


for pointed_to in (Place, TaxonomyTerm):
    register_comparison_class(models.ForeignKey, to=pointed_to, comparison_class=ThingComparison)
for kind in (models.TimeField, models.DateField, models.BooleanField, models.DecimalField):
    register_comparison_class(kind, comparison_class=PlainComparison)
