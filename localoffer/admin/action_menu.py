"""The buttons below an entry's form: plain words, and what the person came to do first."""

from typing import Any

from django.forms import Media
from django.template.loader import render_to_string
from wagtail.snippets.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    SaveMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)

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


class MainButton(ActionMenuItem):
    """The visible first button, behind one that Enter presses: Enter saves a draft and never publishes."""

    def __init__(self, shown: Any, may_save: bool) -> None:
        super().__init__(order=shown.order)
        self.name = shown.name
        self.shown = shown
        self.may_save = may_save

    def render_html(self, parent_context: Any = None) -> str:
        """Both buttons, the unseen one first."""
        main = self.shown.render_html(parent_context)
        context = {"main": main, "may_save": self.may_save}
        return render_to_string("localoffer_admin/main_button.html", context)

    @property
    def media(self) -> Media:
        """What the visible button needs."""
        return self.shown.media


PLAIN = {SubmitForModerationMenuItem: SendForApproval, CancelWorkflowMenuItem: TakeBack}
MAIN_ORDER = ("approve", "action-publish", "action-submit")


def plain_words(menu_items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Put our words in the place of Wagtail's, for entries, and the main thing to do in front.

    An editor approves what waits, or publishes; a provider sends for approval.
    """
    if context.get("model") is not Service:
        return
    for place, item in enumerate(menu_items):
        if type(item) in PLAIN:
            menu_items[place] = PLAIN[type(item)](order=item.order)
    names = {item.name for item in menu_items}
    if "approve" in names:
        _leave_what_an_approver_needs(menu_items, request, context)
    main = next((name for name in MAIN_ORDER if name in names), None)
    menu_items.sort(key=lambda item: item.name != main)
    if menu_items:
        may_save = any(isinstance(item, SaveMenuItem) for item in menu_items)
        menu_items[0] = MainButton(menu_items[0], may_save)


def _leave_what_an_approver_needs(menu_items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Approving publishes, so a second way to publish only confuses; taking back is for the sender."""
    sender = context["instance"].current_workflow_state.requested_by_id
    unneeded = (PublishMenuItem,) if sender == request.user.pk else (PublishMenuItem, TakeBack)
    menu_items[:] = [item for item in menu_items if not isinstance(item, unneeded)]
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = "Approve and publish"
