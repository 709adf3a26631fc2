from django.apps import AppConfig


class LocalOfferConfig(AppConfig):
    name = "localoffer"
    label = "localoffer"
    verbose_name = "Local Offer"

    def ready(self) -> None:
        """Give the model the public page's context for previews; start what keeps the search up to date."""
        from functools import partial

        from . import checks as checks  # registers itself
        from . import role_groups, ways_in
        from .entry_shown import entry_context
        from .finding import hooks, site_source
        from .models import Service

        Service.preview_context = staticmethod(partial(entry_context, is_preview=True))
        hooks.connect()
        site_source.register()
        role_groups.register()
        ways_in.register()
