"""What My account leads to: my space, my family, my young people."""

from typing import Any

from portal.access.gates import may
from portal.access.roles import Permission, Role
from portal.accounts.places import OwnPlace, register


def _is_young(user: Any) -> bool:
    return Role.YOUNG_PERSON in user.roles


def _works_with_families(user: Any) -> bool:
    return may(user, Permission.JOIN_CIRCLES)


def _is_family(user: Any) -> bool:
    return not _is_young(user) and (Role.PARENT_CARER in user.roles or not user.roles)


def register_places() -> None:
    """Make the links known; called once when the site starts."""
    register(OwnPlace("/my-space/", "My space", "Who is near you, and who looked", _is_young, 10))
    register(OwnPlace("/my-family/", "My family", "Your children's records here", _is_family, 10))
    text = "The records you work with, and who asks you in"
    register(OwnPlace("/records/", "My young people", text, _works_with_families, 10))
