"""Adding to the record of who did what and who looked. Nothing here takes words that people wrote."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from .chain import row_hash
from .models import AuditRow, ChainHead


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

    `young_person` is whose record it belongs to. `facts` holds numbers, dates as text and fixed words only.
    """
    return _add(by, action, thing, young_person, facts or {}, at or timezone.now(), is_look=False)


def record_look(
    *, by: Any, thing: models.Model, young_person: models.Model, part: str, at: datetime | None = None
) -> AuditRow:
    """Record that `by` opened `part` ("plan", "about-me") of a young person's record, here `thing`."""
    return _add(by, f"looked:{part}", thing, young_person, {}, at or timezone.now(), is_look=True)


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
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    row = AuditRow(
        number=head.rows + 1,
        at=at,
        actor=by.pk if by else None,
        actor_role=_role_of(by),
        action=action,
        is_look=is_look,
        thing=thing._meta.label_lower,
        thing_id=str(thing.pk),
        young_person=young_person.pk if young_person else None,
        facts=facts,
        hash_before=head.hash,
    )
    row.hash = row_hash(vars(row), head.hash)
    row.save(force_insert=True)
    head.rows, head.hash = row.number, row.hash
    head.save(update_fields=["rows", "hash"])
    return row


def _role_of(by: Any) -> str:
    return ",".join(sorted(by.roles))[:40] if by else "site"
