from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People who sign in"

    def ready(self) -> None:
        """Name the admin's group of administrators, the links on My account, and the nightly work."""
        from portal.access.roles import Role
        from portal.running.schedule import every

        from . import admin_groups, own_places, tasks

        own_places.register_places()
        every("accounts.follow-roles", tasks.follow_roles, at="00:05")

        admin_groups.register(
            Role.ADMINISTRATOR, admin_groups.ADMINISTRATORS, admin_groups.make_administrators
        )
