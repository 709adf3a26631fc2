"""A provider's own entries as they see them: the list, and the task list of one entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import WorkflowState

from .edit_actions import changes_of
from .entry_changes import Change
from .entry_sections import ALL, SECTIONS, STATUS_TAGS, STATUS_WORDS, Section, status
from .models import Service

WAITS, CAME_BACK, DRAFT, PUBLIC, HIDDEN = "waits", "came-back", "draft", "public", "hidden"
STATE_WORDS = {
    WAITS: "Your changes wait for an editor",
    CAME_BACK: "Changes came back to you",
    DRAFT: "You have changes that are not sent yet",
    PUBLIC: "Families see it",
    HIDDEN: "Families do not see it",
}
STATE_TAGS = {WAITS: "info", CAME_BACK: "wait", DRAFT: "wait", PUBLIC: "good", HIDDEN: "closed"}


@dataclass(frozen=True)
class OwnEntry:
    """One line of the list."""

    entry: Service
    state: str
    done: int

    @property
    def words(self) -> str:
        """The state in words."""
        return STATE_WORDS[self.state]

    @property
    def tag(self) -> str:
        """The kind of tag for the state."""
        return STATE_TAGS[self.state]

    @property
    def complete(self) -> str:
        """Such as "5 of 7 parts complete"."""
        return f"{self.done} of {len(SECTIONS)} parts complete"


def own_services(providers: Iterable[int]) -> QuerySet[Service]:
    """Entries of these providers with what the list and the sections need."""
    return Service.objects.filter(provider_id__in=list(providers)).select_related(
        "provider", "latest_revision"
    )


def own_list(providers: Iterable[int]) -> list[OwnEntry]:
    """Each own entry with its state and how complete it is. As many queries for many as for one."""
    entries = list(
        own_services(providers).prefetch_related("schedules", "cost_options", "phones").order_by("name", "pk")
    )
    states = _workflows(entries)
    return [OwnEntry(entry, _state(entry, states.get(str(entry.pk))), _complete(entry)) for entry in entries]


def _workflows(entries: list[Service]) -> dict[str, str]:
    active = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Service),
        object_id__in=[str(entry.pk) for entry in entries],
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
    )
    return dict(active.order_by("pk").values_list("object_id", "status"))


def _state(entry: Service, workflow: str | None) -> str:
    if workflow == WorkflowState.STATUS_IN_PROGRESS:
        return WAITS
    if workflow == WorkflowState.STATUS_NEEDS_CHANGES:
        return CAME_BACK
    if entry.has_unpublished_changes or not entry.live:
        return DRAFT
    return HIDDEN if entry.hidden_reason else PUBLIC


def _complete(entry: Service) -> int:
    """How many sections the newest text completes. A draft is read as it is kept: that asks nothing."""
    version: Any = entry
    if entry.has_unpublished_changes and entry.latest_revision:
        version = SimpleNamespace(**entry.latest_revision.content)
    return sum(status(section, version) == ALL for section in SECTIONS)


@dataclass(frozen=True)
class Task:
    """One section of the task list."""

    section: Section
    status: str
    is_changed: bool

    @property
    def words(self) -> str:
        """How complete it is, in words."""
        return STATUS_WORDS[self.status]

    @property
    def tag(self) -> str:
        """The kind of tag for that."""
        return STATUS_TAGS[self.status]


@dataclass(frozen=True)
class TaskList:
    """One entry as its provider works on it."""

    entry: Service
    state: str
    tasks: list[Task]
    changes: list[Change]
    reason: str = ""
    since: datetime | None = None

    @property
    def words(self) -> str:
        """The state in words."""
        return STATE_WORDS[self.state]

    @property
    def done(self) -> int:
        """How many sections are complete."""
        return sum(task.status == ALL for task in self.tasks)

    @property
    def may_change(self) -> bool:
        """Not while an editor reads it."""
        return self.state != WAITS

    @property
    def may_send(self) -> bool:
        """When there is something that families do not see yet."""
        return self.may_change and bool(self.changes)


def task_list(entry: Service) -> TaskList:
    """The sections of the newest text, what differs from the public one, and what an editor said."""
    version: Any = entry.get_latest_revision_as_object()
    changes = changes_of(entry)
    changed = {change.key for change in changes}
    workflow = entry.current_workflow_state
    state = _state(entry, workflow.status if workflow else None)
    task_state = workflow.current_task_state if workflow else None
    return TaskList(
        entry=entry,
        state=state if changes or state != DRAFT else PUBLIC,
        tasks=[Task(one, status(one, version), not changed.isdisjoint(one.names)) for one in SECTIONS],
        changes=changes,
        reason=task_state.comment if task_state and state == CAME_BACK else "",
        since=workflow.created_at if workflow else None,
    )
