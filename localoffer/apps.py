from django.apps import AppConfig


class LocalOfferConfig(AppConfig):
    name = "localoffer"
    label = "localoffer"
    verbose_name = "Local Offer"

    def ready(self) -> None:
        """Give the model the public page's context for previews; start what keeps the search up to date."""
        from functools import partial

        from portal.running.schedule import every

        from . import (
            checking_hooks,
            checking_notices,
            followed,
            role_groups,
            tasks,
            telling,
            ways_in,
        )
        from . import checks as checks  # registers itself
        from .checking_periods import use_area_periods
        from .entry_shown import entry_context
        from .finding import hooks, site_source
        from .models import Service
        from .topics import declare_topics

        Service.preview_context = staticmethod(partial(entry_context, is_preview=True))
        declare_topics()
        use_area_periods()
        checking_notices.register()
        every("localoffer.ask-owners", tasks.ask_owners, at="06:00")
        every("localoffer.note-the-day", tasks.note_the_day, at="00:10")
        hooks.connect()
        followed.register()
        checking_hooks.connect()
        site_source.register()
        role_groups.register()
        ways_in.register()
        telling.register()
