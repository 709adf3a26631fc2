"""Saying that something changed. Called from actions only; it sends ids, never words, names or counts."""

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from .topics import group_name


def publish_on_commit(topic: str, identity: str) -> None:
    """Once this transaction is kept, tell every open page that shows `identity` of `topic` to fetch it again.

    Raises LookupError or ValueError at once for an unknown topic or an identity that is not plain.
    """
    group = group_name(topic, identity)
    transaction.on_commit(lambda: _send(group, topic, identity), robust=True)


def _send(group: str, topic: str, identity: str) -> None:
    message = {"type": "changed", "topic": topic, "id": identity}
    async_to_sync(get_channel_layer().group_send)(group, message)
