"""Telling a provider what an editor decided, whichever way it was decided. Wagtail's own signals say when."""

from typing import Any

from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from portal.notifications.actions import tell

from .models import ProviderMember, Service
from .remark_notices import EDIT_APPROVED, EDIT_RETURNED


def connect() -> None:
    """Listen for decisions; called once, from `AppConfig.ready`."""
    workflow_approved.connect(_approved, sender=WorkflowState)
    workflow_rejected.connect(_returned, sender=WorkflowState)


def _approved(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _tell_members(instance, EDIT_APPROVED, user)


def _returned(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _tell_members(instance, EDIT_RETURNED, user)


def _tell_members(state: WorkflowState, kind: str, by: Any) -> None:
    service = state.content_object
    if not isinstance(service, Service):
        return
    members = ProviderMember.objects.filter(provider_id=service.provider_id, user__is_active=True)
    people = [member.user for member in members.select_related("user").order_by("pk")]
    link = reverse("localoffer:my-entry", args=[service.slug])
    tell(kind=kind, to=people, thing=service, link=link, by=by)
