"""The step at which an editor reads a provider's edit before families see it."""

from typing import Any

from django import forms
from wagtail.models import AbstractGroupApprovalTask, TaskState

from .service import Service


class SendBackForm(forms.Form):
    """Why an edit goes back to the person who sent it."""

    comment = forms.CharField(
        label="What needs to change, and why?",
        help_text="The person who sent this edit will read these words.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what needs to change, so that the sender knows what to do."},
    )


class EditorCheck(AbstractGroupApprovalTask):
    """One of the chosen groups approves the edit, or sends it back with a reason."""

    class Meta:
        verbose_name = "check by editors"
        verbose_name_plural = "checks by editors"

    def get_actions(self, obj: Service, user: Any) -> list[tuple[str, str, bool]]:
        """Approve, or send back; sending back always asks for the reason."""
        if not super().get_actions(obj, user):
            return []
        return [("approve", "Approve", False), ("reject", "Send back with a reason", True)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """The form an action needs; sending back cannot do without words."""
        return SendBackForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Do the action. Raises ValueError for sending back without a reason: nobody is left guessing."""
        if action_name == "reject" and not str(kwargs.get("comment", "")).strip():
            raise ValueError("An edit cannot be sent back without a reason.")
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        return "Editors approve an edit, or send it back with a reason"
