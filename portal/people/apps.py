from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "portal.people"
    label = "people"
    verbose_name = "Young people and those near them"

    def ready(self) -> None:
        """Say what people are told, what pages may listen to, and what is done each day."""
        from portal.running.schedule import every

        from . import own_places
        from .concern_setup import register_concerns
        from .notices import register_kinds
        from .tasks import tell_of_rights_daily
        from .topics import declare_topics

        register_kinds()
        register_concerns()
        declare_topics()
        own_places.register_places()
        every("people.tell-of-rights", tell_of_rights_daily, at="05:30")
