from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DataRightsConfig(AppConfig):
    name = "portal.datarights"
    label = "datarights"
    verbose_name = "What is held about people"

    def ready(self) -> None:
        """Read what each app holds: a module `personal_data` in an app registers it (registry.py)."""
        autodiscover_modules("personal_data")
        from .own_places import register_places

        register_places()
