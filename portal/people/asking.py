"""Who may ask whom into a circle, on one day."""

from datetime import date
from typing import Any

from portal.people.gates import keeps_record
from portal.people.models import Connection, YoungPerson
from portal.people.models.asking import OWN_WAY_IN
from portal.people.rights import has_own_rights
from portal.people.rules import ASKED_BY_PARENT, ASKED_BY_STAFF, ASKED_BY_YOUNG_PERSON, is_open


def kinds_to_ask(user: Any, young_person: YoungPerson, day: date) -> list[str]:
    """The kinds of place that `user` may ask somebody into on `day`; none for a stranger.

    Before rights pass the parents ask for the family; then the young person does, and parents no more.
    """
    if keeps_record(user, young_person):
        return [*ASKED_BY_STAFF, OWN_WAY_IN]
    rights_passed = has_own_rights(young_person.date_of_birth, day)
    if young_person.user_id == user.pk:
        return list(ASKED_BY_YOUNG_PERSON) if rights_passed else []
    is_parent = any(
        is_open(one, day) for one in young_person.circle.filter(user=user, kind=Connection.Kind.PARENT)
    )
    return list(ASKED_BY_PARENT) if is_parent and not rights_passed else []
