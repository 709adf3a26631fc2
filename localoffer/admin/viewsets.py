"""The rest of the directory in the admin: providers, places, words, the school calendar, sources, notes."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.pages.choosing import PICTURE_NAMES, ChooseCode

from ..models import (
    ImportSource,
    MissingNote,
    Place,
    Provider,
    ProviderMember,
    SchoolBreak,
    SynonymSet,
    Taxonomy,
    TaxonomyTerm,
)
from .choosers import KnownChooserViewSet, chooser_of, places_known_to
from .provider_form import PROVIDER_COMPARED, PROVIDER_PANELS


class ProviderViewSet(SnippetViewSet):
    model = Provider
    icon = "group"
    menu_label = "Providers"
    search_backend_name = None
    edit_handler = PROVIDER_PANELS
    list_display = ["name", "provider_type", "town", "is_in_area"]
    list_filter = ["provider_type", "is_in_area"]
    search_fields = ["name", "town"]
    ordering = "name"

    @property
    def revisions_compare_view(self) -> Callable[..., HttpResponse]:
        """Compare the answers row by row as well as the fields."""
        return self.construct_view(
            self.revisions_compare_view_class,
            edit_handler=PROVIDER_COMPARED.bind_to_model(Provider),
        )


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "home"
    menu_label = "Places"
    search_backend_name = None
    chooser_viewset_class = chooser_of(places_known_to)
    list_display = ["name", "place_type", "is_masked"]
    list_filter = ["place_type", "is_masked"]
    search_fields = ["name", "addresses__city", "addresses__postal_code"]
    ordering = "name"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("place_type", heading="What kind of place is it?"),
            FieldPanel("is_masked"),
            FieldPanel("description"),
            FieldPanel("transportation", help_text="Buses, parking, the nearest step-free way in."),
            FieldPanel("access_terms", widget=forms.CheckboxSelectMultiple),
            InlinePanel("access_notes", heading="What it is like to get in and be there", label="Note"),
            InlinePanel("addresses", heading="Addresses", label="Address"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]), FieldPanel("url")],
                heading="On the map, and on the web",
            ),
        ]
    )


class TaxonomyViewSet(SnippetViewSet):
    model = Taxonomy
    icon = "list-ul"
    menu_label = "Lists of words"
    list_display = ["name", "description"]
    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("uri", heading="Its official web address"),
        FieldPanel("version"),
    ]


class TermViewSet(SnippetViewSet):
    model = TaxonomyTerm
    icon = "tag"
    chooser_viewset_class = KnownChooserViewSet
    menu_label = "Words to file under"
    search_backend_name = None
    list_display = ["name", Column("taxonomy", label="List"), Column("position", label="Place in the list")]
    list_filter = ["taxonomy"]
    search_fields = ["name"]
    ordering = ["taxonomy__name", "position", "name"]
    panels = [
        FieldPanel("taxonomy", heading="Which list is it in?"),
        FieldPanel("name"),
        FieldPanel(
            "slug",
            heading="Its name in web addresses",
            help_text="Small letters and hyphens. Changing it breaks searches that people have kept.",
        ),
        FieldPanel("description", help_text="One plain sentence for families."),
        FieldPanel("picture", heading="Picture", widget=ChooseCode(PICTURE_NAMES)),
        FieldPanel("parent", heading="Part of a wider word"),
        FieldPanel("position", heading="Place in the list", help_text="Small numbers come first."),
    ]

    def get_queryset(self, request: Any) -> Any:
        return TaxonomyTerm.objects.select_related("taxonomy")


class SynonymSetViewSet(SnippetViewSet):
    model = SynonymSet
    icon = "openquote"
    menu_label = "Words that mean the same"
    list_display = ["__str__", "is_in_use", "note"]
    panels = [
        FieldPanel("words", help_text="One word or phrase a line. Looking for any of them finds them all."),
        FieldPanel("note"),
        FieldPanel("is_in_use"),
    ]


class SchoolBreakViewSet(ModelViewSet):
    model = SchoolBreak
    icon = "calendar-alt"
    menu_label = "School calendar"
    add_to_admin_menu = False
    list_display = ["name", "kind", DateColumn("first_date"), DateColumn("last_date")]
    ordering = "first_date"
    form_fields = ["name", "kind", "first_date", "last_date"]


class ImportSourceViewSet(ModelViewSet):
    model = ImportSource
    icon = "download"
    menu_label = "Where entries come from"
    list_display = ["name", "kind", "is_neighbour"]
    form_fields = ["name", "kind", "address", "is_neighbour"]
    ordering = "name"


class ProviderMemberViewSet(ModelViewSet):
    model = ProviderMember
    icon = "user"
    menu_label = "Who speaks for a provider"
    list_display = [Column("user", label="Person"), Column("provider")]
    form_fields = ["provider", "user"]
    ordering = "provider__name"
    inspect_view_enabled = False


class ReadOnlyPolicy(ModelPermissionPolicy):
    """What families told us is read, never edited."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class MissingNoteViewSet(ModelViewSet):
    model = MissingNote
    icon = "warning"
    menu_label = "What is missing"
    inspect_view_enabled = True
    list_display = [
        "words",
        Column("need"),
        "age",
        "town",
        Column("search", label="What they looked for"),
        DateColumn("created_at", label="Sent on"),
    ]
    list_filter = {"need": ["exact"], "town": ["exact"], "created_at": ["date"]}
    ordering = "-created_at"
    form_fields = ["words"]

    @property
    def permission_policy(self) -> ReadOnlyPolicy:
        return ReadOnlyPolicy(MissingNote)
