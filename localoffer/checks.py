"""What `manage.py check --deploy` says of the directory's own settings."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def no_private_feeds(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """An error for a real site on which feeds may be read from inside its own network."""
    if not settings.FEED_HOSTS_ALLOWED:
        return []
    return [
        Error(
            "FEED_HOSTS_ALLOWED lets feeds be read from inside a private network.",
            hint="Leave it empty: it is for tests and the demo only.",
            id="localoffer.E001",
        )
    ]
