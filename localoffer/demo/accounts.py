"""The demo's people who sign in. Their password is public, so they exist in the demo area only."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from localoffer.actions import ensure_groups
from localoffer.models import Provider, ProviderMember, Service
from portal.accounts.models import User

DEMO_PASSWORD = "larkshire-demo-2026"  # noqa: S105 - printed by `make run`
EDITOR = "editor@larkshire.example"
PROVIDER = "provider@larkshire.example"
ADMIN = "admin@larkshire.example"
PROVIDER_SLUG = "sleep-well"

EDIT_THAT_WAITS = {
    "sleep-clinic-for-disabled-children": {
        "wait_time": "About 4 weeks, as a second practitioner has joined us",
        "wait_weeks": 4,
    }
}


@transaction.atomic
def load_accounts() -> dict[str, User]:
    """Make the three demo sign-ins, by email. Raises ImproperlyConfigured outside the demo area."""
    if not getattr(settings, "DEMO_AREA", False):
        raise ImproperlyConfigured("Demo sign-ins have a public password and are made in the demo area only.")
    editors, providers = ensure_groups()
    editor = _ensure_user(EDITOR, "Local Offer editor")
    editor.groups.add(editors)
    provider = _ensure_user(PROVIDER, "Charity co-ordinator")
    provider.groups.add(providers)
    ProviderMember.objects.get_or_create(provider=Provider.objects.get(slug=PROVIDER_SLUG), user=provider)
    admin = _ensure_user(ADMIN, "Site administrator", is_staff=True, is_superuser=True)
    return {EDITOR: editor, PROVIDER: provider, ADMIN: admin}


def _ensure_user(email: str, post: str, **fields: bool) -> User:
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, DEMO_PASSWORD, post=post, **fields)


@transaction.atomic
def send_demo_edit(*, by: User) -> int:
    """Leave one provider's edit waiting for an editor, so that there is one to approve; return how many."""
    sent = 0
    for slug, changes in EDIT_THAT_WAITS.items():
        service = Service.objects.get(slug=slug)
        if service.has_unpublished_changes or service.revisions.filter(user=by).exists():
            continue
        for field, value in changes.items():
            setattr(service, field, value)
        service.save_revision(user=by)
        service.get_workflow().start(service, by)
        sent += 1
    return sent
