"""Everybody who might come to the site, and the small invented world they meet there.

One `Persona` is one kind of person. What each may open is in expected.py.
"""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from localoffer.models import (
    ImportRun,
    ImportSource,
    Place,
    Provider,
    ProviderMember,
    Service,
    ServiceAtPlace,
)
from localoffer.setting_up import ensure_groups
from portal.access.roles import Permission, Role, needs_second_factor, permissions_of
from portal.accounts.models import User
from portal.people.card_session import CARD, UNTIL
from portal.people.models import Concern, Connection, PictureCard, Sight, YoungPerson
from tests.integration.directory_people import make_area
from tests.integration.pages_site import small_site
from tests.people_factories import (
    born,
    connection,
    sign_in_fully,
    sign_in_without_second_step,
    user,
    young_person,
)

EVERYTHING = frozenset(Sight)


@dataclass(frozen=True)
class Persona:
    """One kind of person: what they hold, and how near they are to the young person of the address.

    `sees` is what they may see now of the young person whose addresses they try, and `tries` says whose those
    are: Robin, nine years old, or one whose rights have passed ("Sky"), or one who comes by picture card.
    """

    name: str
    roles: frozenset[Role] = frozenset()
    sees: frozenset[Sight] = frozenset()
    is_self: bool = False
    is_near: bool = False
    tries: str = "Robin"
    by_card: bool = False
    speaks_for: str = ""  # "own" when they speak for the provider of the address, "other" for another one
    is_stranger: bool = False
    lacks_factor: bool = False  # holds a staff role and has not shown a second factor

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the roles bring."""
        return permissions_of(self.roles)

    @property
    def enters_admin(self) -> bool:
        """Whether Wagtail's admin opens at all."""
        return Permission.ENTER_ADMIN in self.permissions or Role.PROVIDER in self.roles


def _holding(role: Role) -> Persona:
    return Persona(f"role {role.value}", frozenset({role}))


_parent, _supporter = frozenset({Role.PARENT_CARER}), frozenset({Role.SUPPORTER})
_co_ordinator = frozenset({Role.CO_ORDINATOR})
_young = frozenset({Role.YOUNG_PERSON})
PERSONAS: tuple[Persona, ...] = (
    Persona("stranger", is_stranger=True),
    Persona("signed in with no role"),
    *(_holding(role) for role in Role),
    Persona(
        "co-ordinator without a second factor", _co_ordinator, EVERYTHING, is_near=True, lacks_factor=True
    ),
    Persona("parent in the circle", _parent, EVERYTHING, is_near=True),
    Persona("parent of another family", _parent),
    Persona("separated parent kept apart", _parent, EVERYTHING, is_near=True),
    Persona("supporter in the circle", _supporter, EVERYTHING, is_near=True),
    Persona("co-ordinator in the circle", _co_ordinator, EVERYTHING, is_near=True),
    Persona("former supporter", _supporter),
    Persona("young person before 16, own account", _young, EVERYTHING, is_self=True),
    Persona(
        "young person before 16, picture card", _young, EVERYTHING, is_self=True, tries="Wren", by_card=True
    ),
    Persona("young person after 16, own account", _young, EVERYTHING, is_self=True, tries="Sky"),
    Persona(
        "young person after 16, picture card", _young, EVERYTHING, is_self=True, tries="Ash", by_card=True
    ),
    Persona("parent of one after 16", _parent, tries="Sky"),
    Persona("provider of this entry", frozenset({Role.PROVIDER}), speaks_for="own"),
    Persona("provider of another entry", frozenset({Role.PROVIDER}), speaks_for="other"),
)


@dataclass
class World:
    """The people and the things of the walk."""

    users: dict[str, User]
    young_people: dict[str, YoungPerson]
    service: Service
    place: ServiceAtPlace
    provider: Provider
    run: ImportRun
    concern: Concern
    clients: dict[str, "QuickClient"] = field(default_factory=dict)


class QuickClient(Client):
    """A browser that stays as it was signed in, and keeps no copy of what templates were given."""

    def request(self, **request: Any) -> Any:
        """Return the answer alone; cookies it sets are not kept."""
        return self.handler(self._base_environ(**request))


def make_world() -> World:
    """Make everybody and everything; about a second."""
    area = make_area()
    small_site()
    users = {persona.name: _person(persona) for persona in PERSONAS if not persona.is_stranger}
    ProviderMember.objects.create(provider=area.own_provider, user=users["provider of this entry"])
    ProviderMember.objects.create(provider=area.other_provider, user=users["provider of another entry"])
    source = ImportSource.objects.create(name="A neighbour", kind="csv")
    hall = Place.objects.create(name="Larkshire hall")
    families = _families(users)
    world = World(
        users=users,
        young_people=families,
        service=area.own,
        place=ServiceAtPlace.objects.create(service=area.own, place=hall),
        provider=area.own_provider,
        run=ImportRun.objects.create(source=source),
        concern=Concern.objects.create(reference="Safe-1", sending=uuid4(), young_person=families["Robin"]),
    )
    world.clients = {persona.name: _client(persona, world) for persona in PERSONAS}
    return world


def _person(persona: Persona) -> User:
    role = next(iter(persona.roles), None)
    made = user(role=role, email=None, password=None) if persona.by_card else user(role=role)
    editors, providers = ensure_groups()
    if role == Role.EDITOR:
        made.groups.add(editors)
    if role == Role.PROVIDER:
        made.groups.add(providers)
    if role == Role.ADMINISTRATOR:
        made.is_superuser = made.is_staff = True
        made.save()
    return made


def _families(users: dict[str, User]) -> dict[str, YoungPerson]:
    """Robin and the circle, and beside it those of others."""
    robin = young_person(user=users["young person before 16, own account"])
    connection(robin, users["parent in the circle"])
    connection(robin, users["separated parent kept apart"], kept_apart=True)
    connection(robin, users["supporter in the circle"], Connection.Kind.SUPPORTER)
    connection(robin, users["co-ordinator in the circle"], Connection.Kind.CO_ORDINATOR)
    connection(robin, users["co-ordinator without a second factor"], Connection.Kind.CO_ORDINATOR)
    today = timezone.localdate()
    months = {"starts": today - timedelta(days=90), "ends": today - timedelta(days=1)}
    connection(robin, users["former supporter"], Connection.Kind.SUPPORTER, **months)
    wren = young_person(known_as="Wren", user=users["young person before 16, picture card"])
    connection(wren, users["parent of another family"])
    grown = {"date_of_birth": born(18)}
    sky = young_person(known_as="Sky", user=users["young person after 16, own account"], **grown)
    connection(sky, users["parent of one after 16"], stopped_at_sixteen=True)
    ash = young_person(known_as="Ash", user=users["young person after 16, picture card"], **grown)
    return {one.known_as: one for one in (robin, wren, sky, ash)}


def _client(persona: Persona, world: World) -> QuickClient:
    """A browser in which the persona has signed in the way they do."""
    client = QuickClient()
    if persona.is_stranger:
        return client
    person = world.users[persona.name]
    if needs_second_factor(persona.roles) and not persona.lacks_factor:
        sign_in_fully(client, person)
    elif persona.by_card:
        client.force_login(person)
    else:
        sign_in_without_second_step(client, person)
    if persona.by_card:
        helper, whose = user(role=Role.SUPPORTER), world.young_people[persona.tries]
        connection(whose, helper, Connection.Kind.SUPPORTER)
        card = PictureCard.objects.create(
            young_person=whose,
            made_by=helper,
            secret_hash=persona.tries,
            picture="star",
            runs_out_at=timezone.now() + timedelta(days=90),
        )
        session = client.session
        session[CARD], session[UNTIL] = card.pk, time.time() + 3600
        session.save()
    return client
