"""The live topic of a young person's record: that something about who is near them changed, never what."""

from typing import Any
from uuid import UUID

from portal.people.gates import is_near
from portal.people.models import YoungPerson
from portal.realtime.publishing import publish_on_commit
from portal.realtime.topics import Topic, declare

TOPIC = "young-person"


def may_join(user: Any, identity: str) -> bool:
    """Whether `user` may hear that this record changed: whoever is near the young person today."""
    try:
        young_person = YoungPerson.objects.filter(uuid=UUID(identity)).first()
    except ValueError:
        return False
    return young_person is not None and is_near(user, young_person)


def declare_topics() -> None:
    """Make the topic known; called once when the site starts."""
    declare(Topic(TOPIC, may_join))


def say_changed(young_person: YoungPerson) -> None:
    """Once this is kept, tell every open page of this record to fetch itself again. From actions only."""
    publish_on_commit(TOPIC, str(young_person.uuid))
