from django.apps import AppConfig

from portal.realtime.topics import Topic, declare


class LiveSiteConfig(AppConfig):
    name = "tests.live_site"
    label = "live_site"

    def ready(self) -> None:
        """A thing for everyone, and a thing for one person."""
        declare(Topic("shown-thing", may_join=lambda user, identity: True, is_public=True))
        declare(Topic("own-thing", may_join=lambda user, identity: identity == str(user.pk)))
