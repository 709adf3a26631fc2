"""The "Local Offer" part of the admin's menu."""

from typing import Any

from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from portal.access.gates import may
from portal.access.roles import Permission

from ..permissions import is_editor
from .service_viewset import ServiceViewSet
from .viewsets import (
    ImportSourceViewSet,
    MissingNoteViewSet,
    PlaceViewSet,
    ProviderMemberViewSet,
    ProviderViewSet,
    SchoolBreakViewSet,
    SynonymSetViewSet,
    TaxonomyViewSet,
    TermViewSet,
)

FIRST = 3  # services, providers and places, which editors open every day


class EditorsMenuItem(MenuItem):
    """A menu line that only editors of the whole directory see."""

    def is_shown(self, request: Any) -> bool:
        return is_editor(request.user)


class AnswersMenuItem(MenuItem):
    """A menu line for those who answer what families tell us."""

    def is_shown(self, request: Any) -> bool:
        return may(request.user, Permission.ANSWER_REMARKS)


class LocalOfferGroup(SnippetViewSetGroup):
    menu_label = "Local Offer"
    menu_icon = "site"
    menu_order = 100
    items = (
        ServiceViewSet,
        ProviderViewSet,
        PlaceViewSet,
        TermViewSet,
        TaxonomyViewSet,
        SynonymSetViewSet,
        SchoolBreakViewSet,
        MissingNoteViewSet,
        ProviderMemberViewSet,
        ImportSourceViewSet,
    )

    def get_submenu_items(self) -> list[MenuItem]:
        """The directory itself, our boards and the import, then the lists that change seldom."""
        boards = [
            ("How fresh", "localoffer_admin:freshness", "time"),
            ("What is covered", "localoffer_admin:coverage", "tasks"),
            ("Bring entries in", "localoffer_admin:imports", "download"),
        ]
        items: list[MenuItem] = list(super().get_submenu_items())
        ours: list[MenuItem] = [
            EditorsMenuItem(label, reverse_lazy(name), name=name.replace(":", "-"), icon_name=icon)
            for label, name, icon in boards
        ]
        told = reverse_lazy("localoffer_admin:remarks")
        ours.insert(
            0,
            AnswersMenuItem(
                "What families told us", told, name="localoffer_admin-remarks", icon_name="comment"
            ),
        )
        items[FIRST:FIRST] = ours
        for place, item in enumerate(items):
            item.order = place
        return items
