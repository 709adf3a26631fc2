"""Which group of the admin the roles of this room bring."""

from django.contrib.auth.models import Group

from portal.access.roles import Role
from portal.accounts import admin_groups

from .setting_up import EDITORS, PROVIDERS, ensure_groups


def _editors() -> Group:
    return ensure_groups()[0]


def _providers() -> Group:
    return ensure_groups()[1]


def register() -> None:
    """Let editors and providers into the admin by their role; called once, from `AppConfig.ready`."""
    admin_groups.register(Role.EDITOR, EDITORS, _editors)
    admin_groups.register(Role.PROVIDER, PROVIDERS, _providers)
