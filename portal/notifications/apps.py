from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"
    verbose_name = "Being told"

    def ready(self) -> None:
        """Register our own kind of notice, who relies on addresses, and the job that gathers mail."""
        from portal.realtime import topics
        from portal.running.schedule import every

        from . import own_kinds, own_places, relying_people, reports
        from .queries import is_own_inbox
        from .tasks import forget_followers, send_what_is_due

        own_kinds.register()
        relying_people.register()
        reports.connect()
        own_places.register()
        every("notifications.mail", send_what_is_due, minutes=5)
        every("notifications.forget", forget_followers, at="03:30")
        topics.declare(topics.Topic("inbox", is_own_inbox))
