from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"
    verbose_name = "Being told"

    def ready(self) -> None:
        """Register our own kind of notice, who relies on addresses, and the job that gathers mail."""
        from portal.running.schedule import every

        from . import own_kinds, relying_people
        from .tasks import send_what_is_due

        own_kinds.register()
        relying_people.register()
        every("notifications.mail", send_what_is_due, minutes=5)
