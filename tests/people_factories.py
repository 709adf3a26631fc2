"""People for tests: users with a role, young people, and who is near them. All invented."""

import datetime
import itertools
import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from portal.access.roles import Role
from portal.accounts.models import Membership, Organisation, User
from portal.accounts.second_factor import OWNER_KEY
from portal.people.models import Connection, Sight, YoungPerson

PASSWORD = "larkshire-tests-2026"
_numbers = itertools.count(1)
EVERYTHING = tuple(Sight)


def user(
    role: Role | str | None = None,
    email: str | None = "",
    organisation: Organisation | None = None,
    *,
    password: str | None = PASSWORD,
    has_confirmed: bool = True,
    **fields: Any,
) -> User:
    """Someone who can sign in, holding `role` from today where one is given.

    `email` is made up when left out; None makes somebody who has none, as with a picture card. It is
    confirmed unless `has_confirmed` is False.
    """
    address = f"person-{next(_numbers)}@larkshire.example" if email == "" else email
    made = User.objects.create_user(address, password, **fields)
    if address:
        EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=has_confirmed)
    if role is not None:
        Membership.objects.create(user=made, role=Role(role), organisation=organisation)
    return made


def organisation(kind: str = "council", name: str = "") -> Organisation:
    """An organisation that people can belong to."""
    return Organisation.objects.create(kind=kind, name=name or f"Larkshire body {next(_numbers)}")


def born(age: int, day: datetime.date | None = None) -> datetime.date:
    """A birthday of somebody who is `age` today, or on `day`, and was so a month ago."""
    day = day or timezone.localdate()
    return (day - datetime.timedelta(days=30)).replace(
        year=(day - datetime.timedelta(days=30)).year - age, day=1
    )


def young_person(**fields: Any) -> YoungPerson:
    """A young person's record: Robin, aged nine, with no way in of their own unless `user` is given."""
    given = {"known_as": "Robin", "date_of_birth": born(9), **fields}
    return YoungPerson.objects.create(**given)


def connection(
    young_person: YoungPerson,
    user: User,
    kind: Connection.Kind | str = Connection.Kind.PARENT,
    *,
    sees: Any = EVERYTHING,
    confirmed: bool = True,
    **fields: Any,
) -> Connection:
    """`user` in the circle of `young_person`; open from today and seeing everything unless said otherwise."""
    if confirmed:
        fields.setdefault("confirmed_at", timezone.now())
    return Connection.objects.create(
        young_person=young_person, user=user, kind=kind, sees=[str(sight) for sight in sees], **fields
    )


def sign_in_fully(client: Client, user: User) -> Client:
    """Sign `client` in as `user`, with a second step shown just now, as people whose work needs one have.

    It also counts as "it is you" for dangerous acts, for as long as signing in does.
    """
    return _sign_in(client, user, {"method": "mfa", "type": "totp"})


def sign_in_without_second_step(client: Client, user: User) -> Client:
    """Sign `client` in as `user` by password just now."""
    return _sign_in(client, user, {"method": "password"})


def _sign_in(client: Client, user: User, shown: dict[str, Any]) -> Client:
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**shown, "at": time.time()}]
    session[OWNER_KEY] = str(user.pk)
    session.save()
    return client
