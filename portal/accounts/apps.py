from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People who sign in"

    def ready(self) -> None:
        """Name the admin's group of administrators."""
        from portal.access.roles import Role

        from . import admin_groups

        admin_groups.register(
            Role.ADMINISTRATOR, admin_groups.ADMINISTRATORS, admin_groups.make_administrators
        )
