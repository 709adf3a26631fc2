from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "portal.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        """Make the admin's downloads safe to open."""
        from .spreadsheets import make_downloads_safe

        make_downloads_safe()
