from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "portal.realtime"
    label = "realtime"
    verbose_name = "Pages that change by themselves"

    def ready(self) -> None:
        """Have the table of changes folded together each night, and open pages hear of a sign-out at once."""
        from django.contrib.auth.signals import user_logged_out

        from portal.running.schedule import every

        from .sessions import say_that_somebody_left
        from .tasks import fold_old_changes

        every("realtime.fold-old-changes", fold_old_changes, at="03:40")
        user_logged_out.connect(say_that_somebody_left, dispatch_uid="realtime")
