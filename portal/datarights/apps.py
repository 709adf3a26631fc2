from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DataRightsConfig(AppConfig):
    name = "portal.datarights"
    label = "datarights"
    verbose_name = "What is held about people"

    def ready(self) -> None:
        """Read what each app holds: a module `personal_data` in an app registers it (registry.py)."""
        autodiscover_modules("personal_data")
        from portal.running.schedule import every

        from .own_places import register_places
        from .tasks import let_go_weekly

        register_places()
        every("datarights.let-go", let_go_weekly, at="04:30", weekday=6)
