"""A provider's edits: one draft, sent to the editors, who publish all of it, part of it, or send it back.

Keyword-only, the actor named, one transaction each; none takes a request.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision, TaskState
from wagtail.signals import published

from .entry_changes import FIELDS, ROWS, changes_between
from .models import Service
from .permissions import providers_of

if TYPE_CHECKING:
    from portal.accounts.models import User

LONGEST_REASON = 2000


class Changed(Exception):
    """Somebody else changed the entry meanwhile, or it waits for an editor. Its text says what to do."""


class _PublishAndKeepWaiting(PublishRevisionAction):
    """Publishes without ending the approval: what goes back to the provider belongs to it still."""

    def _after_publish(self) -> None:
        published.send(sender=type(self.object), instance=self.object, revision=self.revision)


def version_mark(service: Service) -> str:
    """A mark of the newest version, which a form carries: so nobody writes over what they have not seen."""
    latest = service.latest_revision
    return f"{latest.pk}-{latest.created_at.timestamp():.6f}" if latest else "none"


def _own(service: Service, by: "User") -> Service:
    """The entry as it is now, held until this transaction ends. Raises PermissionDenied."""
    if service.provider_id not in providers_of(by):
        raise PermissionDenied("This entry belongs to another provider.")
    return Service.objects.select_for_update(of=("self",)).get(pk=service.pk)


@transaction.atomic
def save_section(
    *,
    service: Service,
    by: "User",
    values: Mapping[str, Any],
    rows: Mapping[str, Sequence[Any]],
    seen: str,
) -> Revision:
    """Put `values` (fields) and `rows` (child rows, whole) on top of the newest version, as one draft.

    `seen` is the `version_mark` of the version that the form showed. Raises Changed when there is a newer
    one, or it waits for an editor; PermissionDenied for an entry of another provider.
    """
    now = _own(service, by)
    if now.workflow_in_progress:
        raise Changed("This entry waits for an editor. Take it back first, then change it.")
    if version_mark(now) != seen:
        raise Changed(
            "Somebody else has changed this entry meanwhile. Look at it as it is now, then try again."
        )
    draft: Service = now.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    for name, many in rows.items():
        setattr(draft, name, list(many))
    revision: Revision = draft.save_revision(
        user=by, clean=False, log_action=True, overwrite_revision=_own_draft(now, by)
    )
    return revision


def _own_draft(service: Service, by: "User") -> Revision | None:
    """The newest version when it is a draft of this person that nobody was sent yet."""
    latest = service.latest_revision
    is_own = latest is not None and latest.user_id == by.pk and latest.pk != service.live_revision_id
    return latest if is_own and not TaskState.objects.filter(revision=latest).exists() else None


@transaction.atomic
def send_for_approval(*, service: Service, by: "User") -> None:
    """Send the draft to the editors. Raises Changed when nothing is there to send, or it was sent already."""
    now = _own(service, by)
    if now.workflow_in_progress:
        raise Changed("It is with the editors already.")
    if not changes_of(now):
        raise Changed("There is nothing to send: families see all of it already.")
    state = now.current_workflow_state
    if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
        return
    workflow = now.get_workflow()
    if workflow is None:
        raise Changed("Nobody can approve it just now. Please contact the Local Offer team.")
    workflow.start(now, by)


@transaction.atomic
def take_back(*, service: Service, by: "User") -> None:
    """Take an edit back from the editors, to change it some more; does nothing when none waits."""
    now = _own(service, by)
    if now.workflow_in_progress:
        now.current_workflow_state.cancel(user=by)


def changes_of(service: Service) -> list[Any]:
    """How the newest version differs from what families see; all of it for one that was never public."""
    live = Service.objects.get(pk=service.pk) if service.live else None
    return changes_between(live, service.get_latest_revision_as_object())


def _waiting(service: Service, by: "User", revision: int) -> tuple[Service, Any]:
    """The entry and its task. Raises Changed when nothing waits or it is newer, PermissionDenied."""
    now = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    task_state = now.current_workflow_task_state
    if not now.workflow_in_progress or task_state is None:
        raise Changed("Nothing waits here any more: the provider took it back, or somebody dealt with it.")
    if task_state.revision_id != revision:
        raise Changed("It was changed after you opened this page. Look at it again.")
    actions = [name for name, *_ in now.current_workflow_task.get_actions(now, by)]
    if "approve" not in actions:
        raise PermissionDenied("Approving is for Local Offer editors.")
    return now, task_state


@transaction.atomic
def approve_all(*, service: Service, by: "User", revision: int) -> None:
    """Publish the edit that waits, version `revision`. Raises Changed or PermissionDenied."""
    now, task_state = _waiting(service, by, revision)
    now.current_workflow_task.on_action(task_state, by, "approve")


@transaction.atomic
def return_all(*, service: Service, by: "User", revision: int, reason: str) -> None:
    """Send the edit back with a reason. Raises Changed, PermissionDenied, or ValueError for no reason."""
    now, task_state = _waiting(service, by, revision)
    now.current_workflow_task.on_action(task_state, by, "reject", comment=reason.strip()[:LONGEST_REASON])


@transaction.atomic
def approve_part(*, service: Service, by: "User", revision: int, fields: Iterable[str], reason: str) -> None:
    """Publish the chosen fields of the edit; the rest goes back to the provider with a reason.

    What went back is still in the provider's draft, on top of what is public now. Raises ValueError when no
    field of the edit is chosen, or none is left to go back; else as `return_all`.
    """
    now, task_state = _waiting(service, by, revision)
    draft = task_state.revision.as_object()
    live = Service.objects.get(pk=now.pk) if now.live else None
    different = {change.key: change.label for change in changes_between(live, draft)}
    chosen = set(fields) & set(different)
    back = [label for key, label in different.items() if key not in chosen]
    if live is None or not chosen or not back:
        raise ValueError("Choose some of the changes: not none, and not all.")
    public = ", ".join(label for key, label in different.items() if key in chosen)
    words = f"Families see now: {public}. These came back to you: {', '.join(back)}. {reason.strip()}"
    if not reason.strip():
        raise ValueError("Say why the rest goes back.")
    now.current_workflow_task.on_action(task_state, by, "reject", comment=words[:LONGEST_REASON])
    _publish_chosen(live, draft, chosen, by)
    _keep_the_rest(now, draft, chosen, task_state.revision.user)


def _publish_chosen(live: Service, draft: Service, chosen: set[str], by: "User") -> None:
    for name in chosen & set(FIELDS):
        field: Any = Service._meta.get_field(name)
        setattr(live, field.attname, getattr(draft, field.attname))
    for name in chosen & set(ROWS):
        setattr(live, name, list(getattr(draft, name).all()))
    part = live.save_revision(user=by, clean=False, log_action=True)
    _PublishAndKeepWaiting(part, user=by).execute(skip_permission_checks=True)


def _keep_the_rest(service: Service, draft: Service, chosen: set[str], author: Any) -> None:
    """The provider's draft again, on top: what is public now as it is, so that no row of it is made twice."""
    public = Service.objects.get(pk=service.pk)
    rest = public.with_content_json(draft.serializable_data())
    for name in chosen & set(ROWS):
        setattr(rest, name, list(getattr(public, name).all()))
    rest.save_revision(user=author, clean=False)
