"""Asking the topics' own rules who may hear what."""

from collections.abc import Collection

from django.contrib.auth import get_user_model

from .topics import topic_called

Wish = tuple[str, int | None]  # a group, and whose wish it is to hear of it


def those_allowed(wishes: Collection[Wish]) -> set[Wish]:
    """Which of `wishes` are granted today, by each topic's own rule, with people read afresh.

    Nobody who is not signed in, or whose account is off, hears of a private topic.
    """
    wanted = {user_pk for _group, user_pk in wishes if user_pk is not None}
    people = get_user_model().objects.filter(is_active=True).in_bulk(wanted)
    granted: set[Wish] = set()
    for group, user_pk in wishes:
        _word, name, identity = group.split(".")
        topic = topic_called(name)
        if topic.is_public or (user_pk in people and topic.may_join(people[user_pk], identity)):
            granted.add((group, user_pk))
    return granted
