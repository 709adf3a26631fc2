"""Windows for choosing an entry, a place and so on, that offer only what the person choosing may know of."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from ..models import Place
from ..permissions import is_editor


def chooser_of(known_to: Callable[[Any], QuerySet[Any]]) -> type[SnippetChooserViewSet]:
    """A chooser of the rows that `known_to` gives for its user.

    Wagtail asks no permission on a chooser beyond being let into the admin, so the rows are the guard.
    """

    class Offered:
        request: Any

        def get_object_list(self) -> QuerySet[Any]:
            return known_to(self.request.user)

        def get_object(self, pk: Any) -> Any:
            return known_to(self.request.user).get(pk=pk)

        def get_objects(self, pks: list[Any]) -> QuerySet[Any]:
            return known_to(self.request.user).filter(pk__in=pks)

    return type(
        "OfferedChooserViewSet",
        (SnippetChooserViewSet,),
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
