"""Keeping how somebody uses this site with the person, so that it follows them."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from portal.audit.actions import record

from .models import AccessPreferences
from .settings import AccessSettings


@transaction.atomic
def choose_settings(
    *, user: Any, chosen: AccessSettings, by: Any, young_person: models.Model | None = None
) -> AccessPreferences:
    """Keep `chosen` as how `user` uses this site.

    People choose for themselves; whoever is near a young person may choose for them, which is recorded. The
    caller has passed the gate that says so.
    """
    words = {"chosen": chosen.to_cookie(), "chosen_by": by, "chosen_at": timezone.now()}
    kept, _is_new = AccessPreferences.objects.update_or_create(user=user, defaults=words)
    if by.pk != user.pk:
        record(by=by, action="inputs.settings_chosen_for", thing=kept, young_person=young_person)
    return kept


def begin_with(*, user: Any, chosen: AccessSettings) -> None:
    """Keep what was chosen on this device as `user`'s own, the first time they sign in. Later it is left."""
    words = {"chosen": chosen.to_cookie(), "chosen_by": user}
    AccessPreferences.objects.get_or_create(user=user, defaults=words)
