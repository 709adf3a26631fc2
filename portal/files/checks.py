"""Settings of the virus checker, checked at the start and not at the first file."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from .scanning import daemon


def clamav_has_an_address(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """An error when settings.CLAMAV is neither empty nor an address."""
    try:
        if settings.CLAMAV:
            daemon(settings.CLAMAV)
    except (ImproperlyConfigured, ValueError) as error:
        return [Error(str(error), id="files.E001")]
    return []
