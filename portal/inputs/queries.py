"""Finding how somebody uses this site."""

from typing import Any

from .models import AccessPreferences
from .settings import AccessSettings, from_cookie


def settings_of(user: Any) -> AccessSettings | None:
    """How `user` uses this site, or None where nobody has chosen for them yet. One query."""
    chosen = AccessPreferences.objects.filter(user=user).values_list("chosen", flat=True).first()
    return None if chosen is None else from_cookie(chosen)
