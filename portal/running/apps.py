from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "portal.running"
    label = "running"
    verbose_name = "Running the site"

    def ready(self) -> None:
        """Have the site tidied each night."""
        from .schedule import every
        from .tasks import tidy

        every("running.tidy", tidy, at="03:10")
