"""The demo's people who sign in. Their password is public, so they exist in the demo area only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from localoffer.actions import ensure_groups
from localoffer.models import Provider, ProviderMember, Service
from portal.access.roles import Role
from portal.accounts.actions import confirm_address, ensure_organisation, give_role, holds_address
from portal.accounts.models import Organisation, User

DEMO_PASSWORD = "larkshire-demo-2026"  # noqa: S105 - printed by `make run`
EDITOR = "editor@larkshire.example"
PROVIDER = "provider@larkshire.example"
ADMIN = "admin@larkshire.example"
SAFETY_LEAD = "safety@larkshire.example"  # without one the page "I do not feel safe" takes no message
PROVIDER_SLUG = "sleep-well"
COUNCIL = "Larkshire Council"


@dataclass(frozen=True)
class DemoEdit:
    """A change that the demo provider asked for, and why an editor sent it back, if one did."""

    slug: str
    changes: Mapping[str, Any]
    sent_back_because: str = ""


EDITS = (
    DemoEdit(
        "sleep-clinic-for-disabled-children",
        {"wait_time": "About 4 weeks, as a second practitioner has joined us", "wait_weeks": 4},
    ),
    DemoEdit(
        "teenagers-and-sleep-workshop",
        {"summary": "The best workshop on teenage sleep in the county!", "wait_time": "None"},
        sent_back_because=(
            "Please leave out 'the best', and say if there are still two dates a term: the page gives both. "
            "I have kept the old words on the site until you send this again."
        ),
    ),
)


@transaction.atomic
def load_accounts() -> dict[str, User]:
    """Make the demo sign-ins with their roles; return the first three by email.

    Raises ImproperlyConfigured outside the demo area. Staff set up a second step when they first sign in, as
    everywhere.
    """
    if not getattr(settings, "DEMO_AREA", False):
        raise ImproperlyConfigured("Demo sign-ins have a public password and are made in the demo area only.")
    ensure_groups()
    council = ensure_organisation(name=COUNCIL, kind=Organisation.Kind.COUNCIL)
    speaks_for = Provider.objects.get(slug=PROVIDER_SLUG)
    charity = ensure_organisation(name=speaks_for.name, kind=Organisation.Kind.PROVIDER)
    editor = ensure_demo_user(EDITOR, "Local Offer editor", Role.EDITOR, council)
    provider = ensure_demo_user(PROVIDER, "Charity co-ordinator", Role.PROVIDER, charity)
    ProviderMember.objects.get_or_create(provider=speaks_for, user=provider)
    admin = ensure_demo_user(
        ADMIN, "Site administrator", Role.ADMINISTRATOR, council, is_staff=True, is_superuser=True
    )
    ensure_demo_user(SAFETY_LEAD, "Safety lead", Role.SAFETY_LEAD, council)
    return {EDITOR: editor, PROVIDER: provider, ADMIN: admin}


def ensure_demo_user(
    email: str, post: str, role: Role, organisation: Organisation | None, **fields: bool
) -> User:
    """Somebody of the demo with a role and a confirmed address; who is there already is left alone."""
    found = User.objects.filter(email=email).first()
    user = found or User.objects.create_user(email, DEMO_PASSWORD, post=post, **fields)
    if not holds_address(user, email):
        confirm_address(user=user)
    if role not in user.roles:
        give_role(user=user, role=role, organisation=organisation, by=None)
    return user


@transaction.atomic
def send_demo_edits(*, by: User, editor: User) -> int:
    """Leave one edit waiting for an editor and one sent back with a reason; return how many were sent."""
    sent = 0
    for edit in EDITS:
        service = Service.objects.get(slug=edit.slug)
        if service.has_unpublished_changes or service.revisions.filter(user=by).exists():
            continue
        for field, value in edit.changes.items():
            setattr(service, field, value)
        service.save_revision(user=by)
        state = service.get_workflow().start(service, by)
        if edit.sent_back_because:
            task = state.current_task_state
            task.task.specific.on_action(task, editor, "reject", comment=edit.sent_back_because)
        sent += 1
    return sent
