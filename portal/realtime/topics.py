"""Topics: what a page may listen to. Declared once, in the app that owns it, in `AppConfig.ready`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

NAME = re.compile(r"^[a-z]+(-[a-z]+)*$")
IDENTITY = re.compile(r"^[a-z0-9-]{1,40}$")
RIGHTS = "rights."  # no topic's group begins like it


@dataclass(frozen=True)
class Topic:
    """One kind of thing that changes. `may_join(user, identity)` says who may hear that it changed."""

    name: str
    may_join: Callable[[Any, str], bool]
    is_public: bool = False


_TOPICS: dict[str, Topic] = {}


def declare(topic: Topic) -> None:
    """Make `topic` known. Raises ValueError for a name that is taken or badly formed."""
    if not NAME.match(topic.name):
        raise ValueError(f"{topic.name!r} is not a topic's name: small letters and single hyphens.")
    if _TOPICS.get(topic.name, topic) != topic:
        raise ValueError(f"There are two topics called {topic.name}.")
    _TOPICS[topic.name] = topic


def topic_called(name: str) -> Topic:
    """The topic of that name. Raises LookupError when nobody declared it."""
    try:
        return _TOPICS[name]
    except KeyError:
        raise LookupError(f"No topic is called {name}.") from None


def group_name(name: str, identity: str) -> str:
    """The channel layer's name for one thing of a topic. Raises ValueError for an odd identity."""
    if not IDENTITY.match(identity):
        raise ValueError(f"{identity!r} is not an identity: small letters, digits and hyphens.")
    return f"topic.{topic_called(name).name}.{identity}"


def rights_group(user_pk: int) -> str:
    """The channel layer's name for one person's rights."""
    return f"{RIGHTS}{user_pk}"


def is_public_group(group: str) -> bool:
    """Whether everyone may hear that this thing changed."""
    return group.startswith("topic.") and topic_called(group.split(".")[1]).is_public


def key_of_group(group: str) -> str:
    """How page and socket call that thing: `entry.12`."""
    return group.removeprefix("topic.")
