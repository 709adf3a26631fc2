"""The admin's own pages for one entry, where ours differ from Wagtail's."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.widgets.button import Button
from wagtail.locks import WorkflowLock
from wagtail.models import TaskState
from wagtail.snippets.views.snippets import CreateView, EditView

from ..completeness import Completeness
from ..live_fact_queries import live_facts_of
from ..live_facts import MESSAGE, now
from ..models import Service, SuggestedChange
from ..models.service import Status
from ..permissions import service_policy
from .listing import answers_of, freshness_words


class AnswersSidePanel(BaseSidePanel):
    """Beside the form: which of the seven answers are missing, when it was checked, and what to do next."""

    name = "answers"
    title = "What is still missing"
    template_name = "localoffer_admin/answers_panel.html"
    order = 150

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Show what is still missing"
        icon_name = "list-ul"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(self.panel.answers.missing)
            return context

    @cached_property
    def answers(self) -> Completeness:
        """The seven answers of the newest text."""
        return answers_of(self.object)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["answers"] = self.answers
        context["fresh"] = freshness_words(self.object)
        return context


class WaitingLock(WorkflowLock):
    """Keeps an edit that waits as it was sent."""

    def get_message(self, user: Any) -> str:
        return ""


class PlainSuccess:
    """What has just happened, and who sees it, in the place of Wagtail's own messages."""

    SAID = {
        "publish": "“{name}” is saved, and families see it now.",
        "submit": "“{name}” is sent to the Local Offer editors. Families see it once an editor approves it.",
        "cancel-workflow": "You took the edit back. Change what you like, then send it again.",
        "approve": "“{name}” is approved, and families see it now.",
        "reject": "“{name}” went back with your reason. The person who sent it gets an email.",
    }
    action: str
    object: Service
    request: HttpRequest

    def get_success_message(self, instance: Service | None = None) -> str:
        """One sentence for what was done."""
        done = self.action
        if done == "workflow-action":
            done = getattr(self, "workflow_action", "")
        said = self.SAID.get(done, "“{name}” is saved as a draft. Families do not see the changes yet.")
        return said.format(name=(instance or self.object).name)


class ServiceCreateView(PlainSuccess, CreateView):
    """A new entry."""


class ServiceEditView(PlainSuccess, EditView):
    """The form, with the reason if the last edit was sent back."""

    @cached_property
    def sent_back(self) -> TaskState | None:
        """The editor's last answer when it was "change this first", until the entry is sent again."""
        state = self.workflow_state
        if state is None or state.status != state.STATUS_NEEDS_CHANGES:
            return None
        task_state: TaskState | None = state.current_task_state
        return task_state

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; above it why the last edit was sent back, or that an edit waits and where to read it."""
        if self.sent_back and self.sent_back.comment:
            messages.warning(request, f"Sent back. What needs to change: {self.sent_back.comment}")
        elif self.object.workflow_in_progress:
            messages.info(request, self._waiting_words(), buttons=self._compare_buttons())
        for change in SuggestedChange.objects.filter(service=self.object, outcome="").order_by("pk"):
            if said := change.in_words:
                messages.info(request, f"{change.by_role} also wrote: {said}")
        return super().get(request, *args, **kwargs)

    def _waiting_words(self) -> str:
        since = f"{timezone.localtime(self.workflow_state.created_at):%A %-d %B}"
        if self.current_workflow_task.get_actions(self.object, self.request.user):
            return f"This edit waits for you since {since}. Approve it, or send it back with a reason."
        return (
            f"This edit waits for an editor since {since}. Until then families see what was approved before."
        )

    def _compare_buttons(self) -> list[tuple[str, str, bool]]:
        if service_policy.user_has_permission(self.request.user, "publish"):
            address = reverse("localoffer_admin:changes", args=[self.object.pk])
            return [messages.button(address, "See what changed, and decide")]
        if not self.object.live:
            return []
        address = reverse(self.revisions_compare_url_name, args=[self.object.pk, "live", "latest"])
        return [messages.button(address, "See what changed")]

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's panels and ours."""
        return MediaContainer([*super().get_side_panels(), AnswersSidePanel(self.object, self.request)])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """What can be done with the entry itself, whatever its text says."""
        buttons = list(super().header_more_buttons)
        user = self.request.user
        if not self.object.live:
            return buttons
        actions = [("mark_checked", "Mark as checked today", "check")]
        if service_policy.user_has_permission(user, "publish"):
            actions += _status_actions(self.object)
            if _has_line(self.object):
                actions.append(("line", "Take the line for families away", "cross"))
        for place, (name, label, icon) in enumerate(actions):
            url = reverse(f"localoffer_admin:{name}", args=[self.object.pk])
            buttons.append(Button(label, url=url, icon_name=icon, priority=40 + place))
        return buttons

    def workflow_action_is_valid(self) -> bool:
        """Wagtail's check, and: an edit is sent back only with its reason."""
        if not super().workflow_action_is_valid():
            return False
        form_class = self.current_workflow_task.get_form_for_action(self.workflow_action)
        form = form_class(_extra_data(self.request)) if form_class else None
        if form is None or form.is_valid():
            return True
        for errors in form.errors.values():
            messages.error(self.request, errors[0])
        return False


def _extra_data(request: HttpRequest) -> dict[str, Any]:
    """What the small window of a workflow action collected; empty when it is not what the page sends."""
    try:
        data = json.loads(request.POST.get("workflow-action-extra-data", "{}"))
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _status_actions(service: Service) -> list[tuple[str, str, str]]:
    if service.status == Status.ACTIVE:
        return [("close", "Close for now", "time"), ("end", "Mark as ended", "cross")]
    if service.status == Status.CLOSED_FOR_NOW:
        return [("reopen", "Open again", "rotate"), ("end", "Mark as ended", "cross")]
    return [("reopen", "Open again", "rotate")]


def _has_line(service: Service) -> bool:
    """Whether families read one line that somebody put on the entry without an editor."""
    return now(live_facts_of([service.pk]).get(service.pk, {}), MESSAGE, today()) is not None


def checked_role(user: Any) -> str:
    """How a check by `user` is named to families: by post, never by name."""
    if user.post:
        return str(user.post)
    return "the Local Offer team" if service_policy.user_has_permission(user, "publish") else "the provider"


def today() -> Any:
    """The date in the area."""
    return timezone.localdate()
