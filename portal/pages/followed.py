"""Pages of words that anybody may follow."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.signals import page_published

from portal.notifications.followable import Followed, followable
from portal.notifications.following_actions import tell_followers

from .models import ContentPage

PAGE = "pages.page"


def register() -> None:
    """Let them be followed, and tell when one is published anew."""
    followable(PAGE, "a page of this site", public_pages)
    page_published.connect(_published, dispatch_uid="pages-followed")


def public_pages(ids: Iterable[str]) -> Mapping[str, Followed]:
    """Pages of words that everybody may read, by number. One query."""
    numbers = [int(one) for one in ids if one.isascii() and one.isdecimal() and len(one) < 10]
    pages = ContentPage.objects.live().public().filter(pk__in=numbers).order_by("pk")
    return {str(page.pk): Followed(page.title, page.get_url() or "/") for page in pages}


def _published(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ContentPage):
        tell_followers(kind=PAGE, thing_id=instance.pk, by=None)
