"""Windows for choosing an entry, a place and so on, that offer only what the person choosing may know of."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.utils.functional import cached_property
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from ..models import Place
from ..permissions import is_editor

A_KEY = re.compile(r"[0-9]{1,18}")


class KnownChooser(AdminSnippetChooser):
    """A box for choosing that a form can tell beforehand what was chosen, so that drawing it asks nothing."""

    known: Mapping[str, Any] = {}

    def get_instance(self, value: Any) -> Any:
        """What `value` stands for; None when there is no such thing."""
        return self.known.get(str(value)) or super().get_instance(value)


class KnownChooserViewSet(SnippetChooserViewSet):
    """Wagtail's windows for choosing, with our box in forms."""

    @cached_property
    def widget_class(self) -> KnownChooser:
        """The box; Wagtail copies it into each form."""
        return KnownChooser(model=self.model, icon=self.icon)


def tell_choosers(forms: Iterable[BaseForm]) -> None:
    """Tell every box for choosing in `forms` what is chosen in it: one query for each kind of thing."""
    boxes = [
        (box.field.widget, str(box.value()))
        for form in forms
        for box in form
        if isinstance(box.field.widget, KnownChooser)
    ]
    wanted: dict[type[Model], set[str]] = {}
    for widget, key in boxes:
        if A_KEY.fullmatch(key):
            wanted.setdefault(widget.model_class, set()).add(key)
    for kind, keys in wanted.items():
        known = {str(pk): thing for pk, thing in kind._default_manager.in_bulk(keys).items()}
        for widget, _ in boxes:
            if widget.model_class is kind:
                widget.known = known


def chooser_of(known_to: Callable[[Any], QuerySet[Any]]) -> type[SnippetChooserViewSet]:
    """A chooser of the rows that `known_to` gives for its user.

    Wagtail asks no permission on a chooser beyond being let into the admin, so the rows are the guard.
    """

    class Offered:
        request: Any

        def get_object_list(self) -> QuerySet[Any]:
            return known_to(self.request.user)

        def get_object(self, pk: Any) -> Any:
            return known_to(self.request.user).get(pk__in=[pk] if A_KEY.fullmatch(pk) else [])

        def get_objects(self, pks: list[Any]) -> QuerySet[Any]:
            return known_to(self.request.user).filter(pk__in=[pk for pk in pks if A_KEY.fullmatch(pk)])

    return type(
        "OfferedChooserViewSet",
        (KnownChooserViewSet,),
        {
            "choose_view_class": type("Choose", (Offered, ChooseView), {}),
            "choose_results_view_class": type("ChooseResults", (Offered, ChooseResultsView), {}),
            "chosen_view_class": type("Chosen", (Offered, SnippetChosenView), {}),
            "chosen_multiple_view_class": type("ChosenMultiple", (Offered, SnippetChosenMultipleView), {}),
        },
    )


def places_known_to(user: Any) -> QuerySet[Place]:
    """Editors choose from every place; others never see that a secret one exists."""
    return Place.objects.all() if is_editor(user) else Place.objects.filter(is_masked=False)
