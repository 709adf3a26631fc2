"""What My account leads to for those who look after people, and for those who edit the site."""

from typing import Any

from portal.access.gates import may
from portal.access.headers import ADMIN_PREFIX
from portal.access.roles import Permission

from .invitation_rules import roles_to_invite
from .places import OwnPlace, register


def _looks_after_people(user: Any) -> bool:
    return bool(roles_to_invite(user.permissions)) or may(user, Permission.GIVE_ROLES)


def _edits(user: Any) -> bool:
    return bool(user.has_perm("wagtailadmin.access_admin"))


def register_places() -> None:
    """Make the links known; called once when the site starts."""
    people = "Invite people, and see who may do what"
    register(OwnPlace("/people-and-roles/", "People and roles", people, _looks_after_people, 20))
    register(OwnPlace(ADMIN_PREFIX, "Edit the site", "Entries, pages and pictures", _edits, 20))
