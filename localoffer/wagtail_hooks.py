"""What the Local Offer adds to Wagtail's admin."""

from typing import Any

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from .admin import comparisons as comparisons
from .admin.action_menu import plain_words
from .admin.bulk import BULK_ACTIONS
from .admin.front_page import add_directory_panel, only_what_a_provider_needs
from .admin.menu import LocalOfferGroup

register_snippet(LocalOfferGroup)

for bulk_action in BULK_ACTIONS:
    # After Wagtail's own, so that our deletion takes the place of its.
    hooks.register("register_bulk_action", bulk_action, order=10)


hooks.register("construct_snippet_action_menu", plain_words)
hooks.register("construct_homepage_panels", add_directory_panel)
hooks.register("construct_main_menu", only_what_a_provider_needs)


@hooks.register("insert_global_admin_css")
def admin_style() -> str:
    """Darker words and underlined links, as the site itself promises."""
    return format_html('<link rel="stylesheet" href="{}">', static("localoffer_admin/admin.css"))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Our own pages in the admin."""
    return [path("local-offer/", include("localoffer.admin.urls"))]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """How what was done with an entry reads in its history."""
    for key, label in (
        ("localoffer.checked", "Marked as checked"),
        ("localoffer.closed_for_now", "Closed for now"),
        ("localoffer.reopened", "Opened again"),
        ("localoffer.ended", "Marked as ended"),
        ("localoffer.responsible_set", "Set who keeps it right"),
        ("localoffer.asked", "Asked who keeps it whether it is right"),
        ("localoffer.hidden", "Hidden: nobody confirmed it in time"),
        ("localoffer.shown_again", "Shown again: it was checked"),
        ("localoffer.given_up", "Somebody said that it is not theirs"),
        ("localoffer.change_suggested", "Somebody said what has changed"),
        ("localoffer.links_cancelled", "Cancelled the links that were sent"),
        ("localoffer.term_added", "Filed under one more word"),
        ("localoffer.page_linked", "Linked a page to a heading"),
        ("localoffer.page_unlinked", "Took a page off a heading"),
    ):
        actions.register_action(key, label, label)
