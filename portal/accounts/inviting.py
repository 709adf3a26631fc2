"""Inviting somebody whose organisation may not be known here yet."""

from django.db import transaction

from portal.access.roles import Role

from .actions import ensure_organisation, invite
from .models import Invitation, Organisation, User


@transaction.atomic
def invite_with_organisation(
    *,
    email: str,
    role: Role,
    organisation: Organisation | None,
    new_organisation: str,
    new_kind: str,
    by: User,
) -> Invitation:
    """Invite `email` to `role`, for `organisation` or for one called `new_organisation`, made when it is new.

    A name that is here already, in whatever letters, is that organisation. Raises what `invite` raises, and
    then makes no organisation either.
    """
    if new_organisation:
        organisation = Organisation.objects.filter(name__iexact=new_organisation).first()
        organisation = organisation or ensure_organisation(name=new_organisation, kind=new_kind, by=by)
    return invite(email=email, role=role, organisation=organisation, by=by)
