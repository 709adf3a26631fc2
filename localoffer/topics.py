"""What open pages of the Local Offer listen to. Both are public: everyone may see what they bring."""

from typing import Any

from portal.realtime.topics import Topic, declare

ENTRY = "entry"  # one entry, by its service's UUID
DIRECTORY = "directory"  # anything that a page of several entries shows
EVERYTHING = "all"  # the one identity of the directory


def everyone_may(user: Any, identity: str) -> bool:
    """Whether somebody may listen: anybody may, for published entries are for anybody."""
    return True


def declare_topics() -> None:
    """Make the topics known; called once, from `AppConfig.ready`."""
    declare(Topic(ENTRY, may_join=everyone_may, is_public=True))
    declare(Topic(DIRECTORY, may_join=everyone_may, is_public=True))
