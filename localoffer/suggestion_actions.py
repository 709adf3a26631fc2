"""What owners say has changed: their facts wait as a draft for an editor, their words stand beside it.

Keyword-only, the actor named, one transaction each; none takes a request.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from portal.notifications import actions as notifications

from . import checking_notices as notices
from .actions import confirm_checked
from .models import EntryOwner, Phone, Service, SuggestedChange

if TYPE_CHECKING:
    from portal.accounts.models import User

Outcome = SuggestedChange.Outcome
IN_A_DRAFT = ("email", "cost_kind", "fees_description", "wait_time")  # and the first phone number


def facts_now(service: Service) -> dict[str, str]:
    """The facts that a short form asks for, as families see them now."""
    phones = sorted(service.phones.all(), key=lambda one: one.pk or 0)
    facts = {name: str(getattr(service, name)) for name in IN_A_DRAFT}
    return {"phone": phones[0].number if phones else "", **facts}


@transaction.atomic
def suggest_change(
    *,
    service: Service,
    owner: EntryOwner | None,
    by: "User | None",
    role: str,
    facts: Mapping[str, str],
    at: datetime,
    times: str = "",
    ends: str = "",
    words: str = "",
) -> SuggestedChange:
    """Send what has changed to the editors. Families see what was approved before until one says yes.

    `facts` are those that differ from what families see. Raises ValueError when nothing was said.
    """
    before = facts_now(service)
    changed = {name: value for name, value in facts.items() if before.get(name, "") != value}
    if not (changed or times or ends or words):
        raise ValueError("Say what has changed.")
    revision = _draft(service, changed, by) if changed else None
    change = SuggestedChange.objects.create(
        service=service,
        owner=owner,
        by=by,
        by_role=role,
        sent_at=at,
        facts={name: [before.get(name, ""), value] for name, value in changed.items()},
        times=times,
        ends=ends,
        words=words,
        revision=revision,
    )
    log(service, "localoffer.change_suggested", user=by)
    notifications.tell(
        kind=notices.CHANGED,
        to=notices.editors(),
        thing=service,
        link=f"{reverse('localoffer_admin:freshness')}?show=changes",
        by=by,
        at=at,
    )
    return change


def _draft(service: Service, changed: Mapping[str, str], by: "User | None") -> Revision:
    """Put the facts on top of the newest draft and send it for approval, if it is not there already."""
    draft: Service = service.get_latest_revision_as_object()
    for name, value in changed.items():
        if name == "phone":
            _set_phone(draft, value)
        else:
            setattr(draft, name, value)
    if "wait_time" in changed:
        draft.wait_weeks = None  # the words are newer than the number
    revision: Revision = draft.save_revision(user=by, clean=False)
    entry = Service.objects.get(pk=service.pk)
    state = entry.current_workflow_state
    waiting = entry.current_workflow_task_state
    if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user=by)  # an edit was sent back before: there is one approval for an entry at a time
    elif entry.workflow_in_progress and waiting:
        waiting.revision = revision
        waiting.save(update_fields=["revision"])
    elif workflow := entry.get_workflow():
        workflow.start(entry, by)
    return revision


def _set_phone(draft: Service, number: str) -> None:
    phones = list(draft.phones.all())
    first = min(phones, key=lambda one: one.pk or 0, default=None)
    if first is None:
        if number:
            draft.phones.add(Phone(number=number))
    elif number:
        first.number = number
        draft.phones.add(first)
    else:
        draft.phones.remove(first)


@transaction.atomic
def settle_changes(
    *, service: Service, outcome: SuggestedChange.Outcome, at: datetime, up_to: Revision | None = None
) -> int:
    """Record what became of the changes that wait for this entry; return how many there were.

    `up_to` is the version that was published or sent back: what was sent later still waits. Once nothing
    waits and it was approved, the entry counts as checked by its owner on the day they wrote.
    """
    waiting = SuggestedChange.objects.filter(service=service, outcome=Outcome.WAITING)
    if up_to is not None:
        waiting = waiting.filter(revision__isnull=False, revision_id__lte=up_to.pk)
    settled = list(waiting.order_by("pk"))
    if not settled:
        return 0
    SuggestedChange.objects.filter(pk__in=[one.pk for one in settled]).update(outcome=outcome, outcome_at=at)
    last = settled[-1]
    still_waits = SuggestedChange.objects.filter(service=service, outcome=Outcome.WAITING).exists()
    if outcome == Outcome.PUBLISHED and not still_waits:
        entry = Service.objects.get(pk=service.pk)
        on = timezone.localtime(last.sent_at).date()
        if entry.assured_date is None or entry.assured_date <= on:
            confirm_checked(service=entry, by=last.by, role=last.by_role, on=on)
    return len(settled)
