"""Two topics to measure."""

from django.apps import AppConfig

PUBLIC, PRIVATE = "bench-public", "bench-private"


class LiveBench(AppConfig):
    name = "bench"
    label = "bench"

    def ready(self) -> None:
        """One thing for everyone, and one for each person."""
        from portal.realtime.topics import Topic, declare

        declare(Topic(PUBLIC, may_join=lambda user, identity: True, is_public=True))
        declare(Topic(PRIVATE, may_join=lambda user, identity: identity == str(user.pk)))
