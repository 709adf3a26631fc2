"""Services in the admin: drafts, preview, approval, history, locking, lists and bulk actions."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.snippets.models import SnippetAdminURLFinder
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Service
from ..permissions import gate_service, service_policy, visible_services
from .choosers import chooser_of
from .listing import ServiceIndexView
from .service_panels import SERVICE_FORM
from .service_views import ServiceCreateView, ServiceEditView


class ServiceURLFinder(SnippetAdminURLFinder):
    """The address of an entry's form, for those who may open it."""

    model = Service

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, instance: Service) -> str | None:
        may = self.user is None or service_policy.user_has_permission_for_instance(
            self.user, "change", instance
        )
        return reverse("wagtailsnippets_localoffer_service:edit", args=[quote(instance.pk)]) if may else None


class ServiceViewSet(SnippetViewSet):
    """Every page about one entry goes through the gate: what a person may not know of is not found."""

    model = Service
    icon = "help"
    menu_label = "Services"
    menu_order = 100
    index_view_class = ServiceIndexView
    add_view_class = ServiceCreateView
    edit_view_class = ServiceEditView
    edit_handler = SERVICE_FORM
    chooser_viewset_class = chooser_of(visible_services)
    url_finder_class = ServiceURLFinder
    list_per_page = 50
    # The database's own "contains": Wagtail's search ranks by relevance, which is slow on SQLite.
    search_backend_name = None
    search_fields = ["name", "alternate_name", "provider__name"]
    list_export = [
        "name",
        "provider",
        "status",
        "live",
        "assured_date",
        "next_check_date",
        "responsible",
        "uuid",
    ]
    copy_view_enabled = True

    @property
    def permission_policy(self) -> Any:
        return service_policy

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponse]:
        """Wagtail's view, behind the gate."""
        return gate_service(super().construct_view(view_class, **kwargs))

    @property
    def copy_view(self) -> Callable[..., HttpResponse]:
        """Our own copy, which gives every part a new identity."""

        def ask_first(request: HttpRequest, pk: Any) -> HttpResponse:
            return redirect("localoffer_admin:copy", pk)

        return gate_service(ask_first)
