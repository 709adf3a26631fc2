"""Saying that something changed. Called from actions only; it sends ids, never words, names or counts.

Two ways lead to open pages. The quick one: after the commit, a message to the hub of this process or, with
Redis, to every process's. The sure one: a row that is part of the transaction, which hubs look for from time
to time and which gives the thing its next version (docs/decisions/007).
"""

from collections.abc import Iterable
from functools import partial

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import transaction
from django.utils import timezone

from . import hubs
from .models import Change
from .topics import group_name, rights_group


def publish_on_commit(topic: str, identity: str) -> None:
    """Once this transaction is kept, tell every open page that shows `identity` of `topic` to fetch it again.

    Raises LookupError or ValueError at once for an unknown topic or an identity that is not plain.
    """
    _publish(group_name(topic, str(identity)))


def publish_many_on_commit(topic: str, identities: Iterable[str]) -> None:
    """The same for many things of one topic, in one statement."""
    now = timezone.now()
    groups = [group_name(topic, str(identity)) for identity in identities]
    for change in Change.objects.bulk_create([Change(group=group, at=now) for group in groups]):
        transaction.on_commit(partial(_send, change.group, change.pk), robust=True)


def right_lost_on_commit(user_pk: int) -> None:
    """Once this transaction is kept, ask again for everything this person listens to whether they may.

    For whatever takes a right away: a connection or a role that ends, a session that is closed.
    """
    _publish(rights_group(user_pk))


def _publish(group: str) -> None:
    change = Change.objects.create(group=group, at=timezone.now())
    transaction.on_commit(lambda: _send(group, change.pk), robust=True)


def _send(group: str, change_id: int) -> None:
    layer = get_channel_layer()
    if isinstance(layer, InMemoryChannelLayer):
        # Pages run in threads beside the sockets' loop, where this layer's queues may not be touched.
        hubs.tell_this_process(group, change_id)
    else:
        async_to_sync(layer.group_send)(group, {"type": "changed", "group": group, "id": change_id})
