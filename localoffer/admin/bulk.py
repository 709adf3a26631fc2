"""What an editor can do with many entries at once. Each loops over one action of localoffer.actions."""

from typing import Any

from django import forms
from django.http import Http404
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .. import actions
from ..models import Service, TaxonomyTerm
from ..permissions import service_policy, visible_services
from .service_views import checked_role, today


class OnlyVisible:
    """Leaves out what the person may not know of; not found when nothing is left."""

    request: Any
    models = [Service]

    def get_actionable_objects(self) -> tuple[list[Service], dict[str, list[Service]]]:
        """The chosen entries that this person may see, and may do this with."""
        keys = self.request.GET.getlist("id")
        chosen = visible_services(self.request.user).select_related("provider", "latest_revision")
        if "all" not in keys:
            chosen = chosen.filter(pk__in=[key for key in keys if key.isdigit()])
        entries = list(chosen.order_by("name"))
        if not entries:
            raise Http404("No such entries here.")
        allowed = [entry for entry in entries if self.check_perm(entry)]
        refused = [entry for entry in entries if entry not in allowed]
        return allowed, {"items_with_no_access": refused}

    def check_perm(self, obj: Service) -> bool:
        raise NotImplementedError


class ServiceBulkAction(OnlyVisible, SnippetBulkAction):
    """Ask once, then do the same with each entry."""

    template_name = "localoffer_admin/bulk_action.html"
    permission = "publish"
    question = ""
    button = ""
    done = ""

    def check_perm(self, obj: Service) -> bool:
        return service_policy.user_has_permission_for_instance(self.request.user, self.permission, obj)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "title": self.display_name, "question": self.question, "button": self.button}

    @classmethod
    def execute_action(cls, objects: list[Service], **kwargs: Any) -> tuple[int, int]:
        """Do it with each. Returns (how many, 0), as Wagtail asks."""
        view = kwargs["self"]
        for entry in objects:
            view.do(entry, view.request.user, view.cleaned_form.cleaned_data)
        return len(objects), 0

    def do(self, service: Service, user: Any, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        noun = "entry" if num_parent_objects == 1 else "entries"
        return f"{self.done}: {num_parent_objects} {noun}."


class PublishServices(ServiceBulkAction):
    display_name = "Publish"
    action_type = "publish"
    aria_label = "Publish the chosen entries"
    question = "The newest text of each entry will be public."
    button = "Publish them"
    done = "Published"
    action_priority = 10

    def do(self, service: Service, user: Any, data: dict[str, Any]) -> None:
        actions.publish_service(service=service, by=user)


class UnpublishServices(ServiceBulkAction):
    display_name = "Unpublish"
    action_type = "unpublish"
    aria_label = "Unpublish the chosen entries"
    question = "Families will no longer see these entries. The text and its history stay."
    button = "Unpublish them"
    done = "Unpublished"
    action_priority = 20

    def do(self, service: Service, user: Any, data: dict[str, Any]) -> None:
        actions.unpublish_service(service=service, by=user)


class MarkChecked(ServiceBulkAction):
    display_name = "Mark as checked"
    action_type = "mark_checked"
    aria_label = "Mark the chosen entries as checked today"
    question = "Did you look at each of these today, and is everything right?"
    button = "Yes, mark them as checked today"
    done = "Marked as checked today"
    action_priority = 12

    def do(self, service: Service, user: Any, data: dict[str, Any]) -> None:
        actions.confirm_checked(service=service, by=user, role=checked_role(user), on=today())


class CloseForNow(ServiceBulkAction):
    display_name = "Close for now"
    action_type = "close_for_now"
    aria_label = "Close the chosen entries for now"
    question = "The entries stay on the site with a notice that they are closed for now."
    button = "Close them for now"
    done = "Closed for now"
    action_priority = 14

    def do(self, service: Service, user: Any, data: dict[str, Any]) -> None:
        actions.close_for_now(service=service, by=user)


class ResponsibleForm(forms.Form):
    post = forms.CharField(
        label="Which post keeps these entries right?",
        help_text="A post, such as “Early help team manager”, not a person’s name.",
        max_length=160,
        error_messages={"required": "Write the post that keeps these entries right."},
    )


class SetResponsible(ServiceBulkAction):
    display_name = "Set who keeps it right"
    action_type = "set_responsible"
    aria_label = "Set the post that keeps the chosen entries right"
    question = "The post you name replaces the one that each entry has now."
    button = "Set this post"
    done = "Post set"
    form_class = ResponsibleForm
    action_priority = 16

    def do(self, service: Service, user: Any, data: dict[str, Any]) -> None:
        actions.set_responsible(service=service, by=user, post=data["post"])


class TermForm(forms.Form):
    term = forms.ModelChoiceField(
        label="Which word should find these entries?",
        queryset=TaxonomyTerm.objects.select_related("taxonomy").order_by(
            "taxonomy__name", "position", "name"
        ),
        error_messages={"required": "Choose a word from the list."},
    )


class AddTerm(ServiceBulkAction):
    display_name = "Add a word"
    action_type = "add_term"
    aria_label = "Add a need, kind of help or heading to the chosen entries"
    question = "The word is added to each entry that does not have it yet, and is public at once."
    button = "Add this word"
    done = "Word added"
    form_class = TermForm
    action_priority = 18

    def do(self, service: Service, user: Any, data: dict[str, Any]) -> None:
        actions.add_term(service=service, by=user, term=data["term"])


class DeleteServices(OnlyVisible, DeleteBulkAction):
    """Wagtail's own deletion, which would otherwise name entries that the person may not know of."""

    def check_perm(self, snippet: Service) -> bool:
        return service_policy.user_has_permission_for_instance(self.request.user, "delete", snippet)

    @property
    def _actionable_objects(self) -> tuple[list[Service], dict[str, list[Service]]]:
        if not hasattr(self, "_chosen"):
            self._chosen = OnlyVisible.get_actionable_objects(self)
        return self._chosen

    def get_actionable_objects(self) -> tuple[list[Service], dict[str, list[Service]]]:
        return self._actionable_objects


BULK_ACTIONS = (
    PublishServices,
    UnpublishServices,
    MarkChecked,
    CloseForNow,
    SetResponsible,
    AddTerm,
    DeleteServices,
)
