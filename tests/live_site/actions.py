"""Changing a thing, as an action of the site does."""

from django.core.cache import caches
from django.db import transaction

from portal.realtime.publishing import publish_on_commit


@transaction.atomic
def change(*, topic: str, identity: str, words: str) -> None:
    """Keep new words for a thing and say that it changed."""
    caches["things"].set(f"{topic}.{identity}", words, None)
    publish_on_commit(topic, identity)


def words_of(topic: str, identity: str) -> list[str]:
    """The lines a thing says now."""
    return str(caches["things"].get(f"{topic}.{identity}", "Nothing yet")).split("|")
