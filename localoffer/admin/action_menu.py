"""The buttons below an entry's form, in plain words."""

from typing import Any

from wagtail.snippets.action_menu import CancelWorkflowMenuItem, SubmitForModerationMenuItem

from ..models import Service


class SendForApproval(SubmitForModerationMenuItem):
    """What a provider does with an edit: it goes to the editors."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        instance = parent_context.get("instance")
        state = instance.current_workflow_state if instance else None
        sent_back = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        context["label"] = "Send it again" if sent_back else "Send for approval"
        return context


class TakeBack(CancelWorkflowMenuItem):
    """An edit that waits can be taken back, to change it some more."""

    label = "Take it back to change it"


PLAIN = {SubmitForModerationMenuItem: SendForApproval, CancelWorkflowMenuItem: TakeBack}


def plain_words(menu_items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Put our words in the place of Wagtail's, for entries."""
    if context.get("model") is not Service:
        return
    for place, item in enumerate(menu_items):
        if type(item) in PLAIN:
            menu_items[place] = PLAIN[type(item)](order=item.order)
