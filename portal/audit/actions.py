"""Adding to the record of who did what and who looked. Nothing here takes words that people wrote."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from .chain import row_hash
from .models import AuditRow, ChainAnchor, ChainHead

LONGEST_FACT = 80  # long enough for a hash, a path or a fixed word, too short for what somebody said


def record(
    *,
    by: Any,
    action: str,
    thing: models.Model,
    young_person: models.Model | None = None,
    facts: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> AuditRow:
    """Record that `by` (a user, or None for the site) did `action` ("people.connection_ended") to `thing`.

    `young_person` is whose record it belongs to. `facts` holds numbers, dates as text and fixed words only,
    alone or in lists; raises ValueError for anything else.

    Call it last in the action's transaction: whoever adds to the record holds the end of the chain until
    they commit.
    """
    return _add(by, action, thing, young_person, facts or {}, at or timezone.now(), is_look=False)


def record_look(
    *, by: Any, thing: models.Model, young_person: models.Model, part: str, at: datetime | None = None
) -> AuditRow:
    """Record that `by` opened `part` ("plan", "about-me") of a young person's record, here `thing`."""
    return _add(by, f"looked:{part}", thing, young_person, {}, at or timezone.now(), is_look=True)


@transaction.atomic
def cut_up_to(*, number: int, by: Any = None, at: datetime | None = None) -> int:
    """Remove the oldest rows, up to and with `number`, and anchor the chain where it begins now.

    From the oldest end only, so no hole is made; returns how many went. The cut is recorded.
    """
    _hold_head()
    last = AuditRow.objects.filter(number__lte=number).order_by("-number").first()
    if last is None:
        return 0
    at = at or timezone.now()
    anchor = ChainAnchor.objects.create(number=last.number, hash=last.hash, cut_at=at)
    # A plain query set: the model's own refuses, so that nothing else takes rows out.
    gone, _ = QuerySet(AuditRow).filter(number__lte=last.number).delete()
    record(by=by, action="audit.cut", thing=anchor, facts={"up_to": last.number, "hash": last.hash}, at=at)
    return gone


@transaction.atomic
def _add(
    by: Any,
    action: str,
    thing: models.Model,
    young_person: models.Model | None,
    facts: dict[str, Any],
    at: datetime,
    *,
    is_look: bool,
) -> AuditRow:
    _check(facts)
    head = _hold_head()
    row = AuditRow(
        number=head.rows + 1,
        at=at,
        actor=by.pk if by else None,
        actor_role=_role_of(by),
        action=action,
        is_look=is_look,
        thing=thing._meta.label_lower,
        thing_id="" if thing.pk is None else str(thing.pk),
        young_person=young_person.pk if young_person else None,
        facts=facts,
        hash_before=head.hash,
    )
    row.hash = row_hash(vars(row), head.hash)
    row.save()
    head.rows, head.hash = row.number, row.hash
    head.save(update_fields=["rows", "hash"])
    return row


def _hold_head() -> ChainHead:
    """The end of the chain, held until the transaction ends: nobody else adds meanwhile."""
    ChainHead.objects.get_or_create(pk=1)
    return ChainHead.objects.select_for_update().get(pk=1)


def _check(facts: Mapping[str, Any]) -> None:
    """Refuse what could be somebody's words, and what a database could give back changed."""
    for name, value in facts.items():
        for one in value if isinstance(value, list | tuple) else (value,):
            is_plain = one is None or isinstance(one, str | int)
            if not is_plain or len(str(one)) > LONGEST_FACT:
                raise ValueError(f"The record keeps numbers, dates and fixed words only: not {name!r}.")


def _role_of(by: Any) -> str:
    return ",".join(sorted(by.roles))[:40] if by else "site"
