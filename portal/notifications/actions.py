"""Telling people something. Keyword-only, the actor named; nothing here takes a request."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from .kinds import kind_called
from .models import Notice


@transaction.atomic
def tell(
    *,
    kind: str,
    to: Iterable[Any],
    thing: models.Model,
    link: str,
    by: Any,
    at: datetime | None = None,
) -> list[Notice]:
    """Tell each user in `to` about `thing`: the ones whom the kind allows, once each, never the actor `by`.

    `link` is a path of this site. Raises LookupError for a kind that nobody registered.
    """
    facts = kind_called(kind)
    people = {user.pk: user for user in to if by is None or user.pk != by.pk}
    return Notice.objects.bulk_create(
        Notice(
            recipient=user,
            kind=facts.key,
            thing=thing._meta.label_lower,
            thing_id=str(thing.pk),
            link=link,
            made_at=at or timezone.now(),
        )
        for user in people.values()
        if facts.may_get(user, str(thing.pk))
    )
