from typing import Any

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Listen for publishing; let the site search find pages and words; show the sections at home."""
        from wagtail.signals import page_published, page_unpublished

        from portal.running.schedule import every
        from portal.search.sites import register_source

        from . import followed, index, tasks
        from .queries import section_tiles
        from .registry import HomeSection, register_home_section

        page_published.connect(keep_up_with_publishing, dispatch_uid="pages-published")
        page_unpublished.connect(keep_up_with_unpublishing, dispatch_uid="pages-unpublished")
        followed.register()
        every("pages.forget-messages", tasks.forget_messages, at="03:20")
        register_source("pages", "Pages that explain", index.search_pages)
        register_source("words", "What words mean", index.search_words)
        register_home_section(
            HomeSection("guidance", "What do you want to know more about?", section_tiles, order=20)
        )


def keep_up_with_publishing(sender: type, instance: Any, **kwargs: Any) -> None:
    """Wagtail says that a page was published."""
    from django.utils import timezone

    from .actions import note_published
    from .models import ContentPage

    if isinstance(instance, ContentPage):
        note_published(page=instance, at=timezone.now())


def keep_up_with_unpublishing(sender: type, instance: Any, **kwargs: Any) -> None:
    """Wagtail says that a page was taken off the site or deleted."""
    from .actions import note_unpublished
    from .models import ContentPage

    if isinstance(instance, ContentPage):
        note_unpublished(page=instance)
