"""What families may write without signing in. Nobody is named, so no actor is: these are anyone's to do.

Keyword-only, one transaction each; none takes a request. Nothing here sends mail.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from .models import MissingNote, SavedList, Service, TaxonomyTerm

SHARED_DAYS = 30  # the area's own rule: long enough for an appointment, short enough to be forgotten
SECRET_BYTES = 24


def hash_of(secret: str) -> str:
    """The hash by which a shared list is kept. The secret is long and random, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def save_list(*, services: Iterable[UUID], at: datetime, days: int = SHARED_DAYS) -> tuple[SavedList, str]:
    """Keep a list that others may read until `days` from `at`; return it with the secret of its link.

    Only published services are kept, in the family's order. Lists that have ended are cleared away.
    Raises ValueError when nothing is left to share.
    """
    SavedList.objects.filter(expires_at__lte=at).delete()
    wanted = list(services)
    published = set(Service.objects.published().filter(uuid__in=wanted).values_list("uuid", flat=True))
    kept = [str(one) for one in wanted if one in published]
    if not kept:
        raise ValueError("There is nothing on the list to share.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    saved = SavedList.objects.create(
        secret_hash=hash_of(secret), services=kept, expires_at=at + timedelta(days=days)
    )
    return saved, secret


@transaction.atomic
def stop_sharing(*, secret: str) -> bool:
    """Delete the list behind a secret; return whether there was one."""
    deleted, _ = SavedList.objects.filter(secret_hash=hash_of(secret)).delete()
    return bool(deleted)


@transaction.atomic
def report_missing(
    *, words: str, search: str = "", need: TaxonomyTerm | None = None, age: int | None = None, town: str = ""
) -> MissingNote:
    """Keep what a family needed and did not find. No word about who they are is asked for."""
    return MissingNote.objects.create(words=words, search=search[:300], need=need, age=age, town=town[:80])
