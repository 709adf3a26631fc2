from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "portal.realtime"
    label = "realtime"
    verbose_name = "Pages that change by themselves"

    def ready(self) -> None:
        """Have the table of changes folded together each night."""
        from portal.running.schedule import every

        from .tasks import fold_old_changes

        every("realtime.fold-old-changes", fold_old_changes, at="03:40")
