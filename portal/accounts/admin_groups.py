"""Which group of the admin a role brings. Rooms above register theirs in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission

from portal.access.roles import ROLES, Role

ADMINISTRATORS = "Administrators"


@dataclass(frozen=True)
class AdminGroup:
    """A group of the admin: its name, and what makes it with its permissions where it is not there yet."""

    name: str
    make: Callable[[], Group]


_GROUPS: dict[Role, AdminGroup] = {}


def register(role: Role, name: str, make: Callable[[], Group]) -> None:
    """Let `role` bring the group called `name`. Raises ValueError when it brings another."""
    if role in _GROUPS and _GROUPS[role].name != name:
        raise ValueError(f"There are two groups for {role.label}.")
    _GROUPS[role] = AdminGroup(name, make)


def group_of(role: Role) -> AdminGroup | None:
    """The group that `role` brings, if any."""
    return _GROUPS.get(role)


def names_by_role() -> dict[Role, str]:
    """The name of each group by the role that brings it."""
    return {role: group.name for role, group in _GROUPS.items()}


def staff_names() -> frozenset[str]:
    """Groups that staff roles bring: whoever is in one needs a second step in the admin."""
    return frozenset(group.name for role, group in _GROUPS.items() if ROLES[role].is_staff)


def make_administrators() -> Group:
    """The group that enters the admin to set the area's own words and where old addresses lead."""
    group, made = Group.objects.get_or_create(name=ADMINISTRATORS)
    if made:
        group.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
            *Permission.objects.filter(content_type__app_label="wagtailredirects"),
            *Permission.objects.filter(content_type__app_label="pages", codename="change_areasettings"),
        )
    return group
