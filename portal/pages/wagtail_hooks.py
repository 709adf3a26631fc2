"""What editors see of pages, words and messages in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .admin import boards, messages
from .models import ContactMessage, ContentPage, GlossaryTerm


class GlossaryTermViewSet(SnippetViewSet):
    """Words and what they mean."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = "Glossary"
    menu_name = "glossary"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["term", "expansion", "is_explained_on_pages"]
    list_filter = ["is_explained_on_pages"]
    ordering = ["slug"]


register_snippet(GlossaryTermViewSet)


class MessagesMenuItem(MenuItem):
    """Shown to those who may read messages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may read messages."""
        return request.user.has_perm(messages.MAY_READ)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Addresses of our own under /cms/."""
    message_urls = [
        path("", messages.message_list, name="list"),
        path("<int:pk>/", messages.message_detail, name="message"),
    ]
    return [
        path("messages/", include((message_urls, "pages_messages"))),
        path("page-versions/", boards.VersionsView.as_view(), name="pages_versions"),
        path(
            "page-versions/results/",
            boards.VersionsView.as_view(results_only=True),
            name="pages_versions_results",
        ),
        path("page-reviews/", boards.ReviewsView.as_view(), name="pages_reviews"),
        path(
            "page-reviews/results/",
            boards.ReviewsView.as_view(results_only=True),
            name="pages_reviews_results",
        ),
    ]


@hooks.register("register_admin_menu_item")
def messages_menu_item() -> MenuItem:
    """Messages sent by the contact form."""
    return MessagesMenuItem("Messages", reverse("pages_messages:list"), icon_name="mail", order=330)


@hooks.register("register_reports_menu_item")
def versions_menu_item() -> MenuItem:
    """Twins and translations that no longer match."""
    return MenuItem("Easy Read and translations", reverse("pages_versions"), icon_name="globe", order=100)


@hooks.register("register_reports_menu_item")
def reviews_menu_item() -> MenuItem:
    """Pages to read through again."""
    return MenuItem("Pages to review", reverse("pages_reviews"), icon_name="date", order=110)


class ToDoPanel(Component):
    """On the admin's front page: what waits for the team."""

    name = "pages_to_do"
    template_name = "pages/admin/to_do.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Counts of what waits for this person, in three queries at most."""
        user = parent_context["request"].user if parent_context else None
        may_read = bool(user and user.has_perm(messages.MAY_READ))
        may_edit = bool(user and page_permission_policy.user_has_permission(user, "change"))
        return {
            "behind": ContentPage.objects.live().behind_english().count() if may_edit else 0,
            "due": boards.pages_to_review().count() if may_edit else 0,
            "waiting": ContactMessage.objects.waiting().count() if may_read else 0,
        }


@hooks.register("construct_homepage_panels")
def add_to_do_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits first."""
    panels.append(ToDoPanel())


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the menu of Wagtail's own manuals, which are on another site."""
    items[:] = [item for item in items if item.name != "help"]
