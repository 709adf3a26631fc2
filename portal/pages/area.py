"""The area's details, read once for each process."""

from django.conf import settings

from .models import AreaSettings
from .stamps import AREA, Remembered


def _read() -> AreaSettings:
    # An unsaved one, with the names of the settings, until an editor saves the first: reading never writes.
    return AreaSettings.objects.first() or AreaSettings(
        area_name=settings.AREA_NAME, site_title=settings.WAGTAIL_SITE_NAME
    )


_area: Remembered[AreaSettings] = Remembered(AREA, _read)


def get_area() -> AreaSettings:
    """The area's name, numbers and addresses. No query after the first in a process until an editor saves."""
    return _area.get()
