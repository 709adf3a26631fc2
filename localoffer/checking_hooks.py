"""What Wagtail tells of entries: approved or sent back; owners' changes are settled, open pages hear."""

from typing import Any

from django.utils import timezone
from wagtail.models import Revision, WorkflowState
from wagtail.signals import published, unpublished, workflow_rejected

from .actions import announce
from .models import Service, SuggestedChange
from .suggestion_actions import settle_changes


def connect() -> None:
    """Start listening; called once, from `AppConfig.ready`."""
    published.connect(entry_published, sender=Service, dispatch_uid="checking-published")
    unpublished.connect(entry_taken_down, sender=Service, dispatch_uid="checking-unpublished")
    workflow_rejected.connect(edit_sent_back, sender=WorkflowState, dispatch_uid="checking-sent-back")


def entry_published(instance: Service, revision: Revision | None = None, **kwargs: Any) -> None:
    """The text up to this version is public now."""
    announce(instance)
    if revision is not None:
        settle_changes(
            service=instance,
            outcome=SuggestedChange.Outcome.PUBLISHED,
            at=timezone.now(),
            up_to=revision,
        )


def entry_taken_down(instance: Service, **kwargs: Any) -> None:
    """Families no longer see it; pages that still show it hear so."""
    announce(instance)


def edit_sent_back(instance: WorkflowState, **kwargs: Any) -> None:
    """An editor sent an edit back with a reason."""
    entry = instance.content_object
    task = instance.current_task_state
    if isinstance(entry, Service) and task is not None:
        settle_changes(
            service=entry,
            outcome=SuggestedChange.Outcome.SENT_BACK,
            at=timezone.now(),
            up_to=task.revision,
        )
