from django.apps import AppConfig
from django.core.checks import register


class FilesConfig(AppConfig):
    name = "portal.files"
    label = "files"
    verbose_name = "Pictures, recordings and papers that people give us"

    def ready(self) -> None:
        """Check the settings; have the store tidied at night, and waiting files shown to the checker."""
        from portal.running.schedule import every

        from . import checks, tasks

        register(checks.clamav_has_an_address)
        every("files.tidy-up", tasks.tidy_up, at="03:10")
        every("files.ask-virus-checker-again", tasks.ask_virus_checker_again, minutes=10)
