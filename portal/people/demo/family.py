"""Three invented families: parents who live apart, a young person near the day rights pass, one after it.

Their password is public, so they exist in the demo area only. Nobody here is anybody.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from portal.access.roles import Role
from portal.accounts.actions import confirm_address, ensure_organisation, give_role, open_account
from portal.accounts.models import Organisation, User
from portal.people.actions import add_telling, choose_sight, make_record, own_way_in
from portal.people.gates import note_look
from portal.people.models import Connection, Sight, YoungPerson
from portal.people.rights import newest_birth_with_rights, rights_pass_on

DEMO_PASSWORD = "larkshire-demo-2026"  # noqa: S105 - printed by `make run`
Kind = Connection.Kind
COUNCIL = ("Larkshire Council", Organisation.Kind.COUNCIL)
SCHOOL = ("Aldermere Primary School", Organisation.Kind.SCHOOL)


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who signs in to the demo: address, name, role, what `make run` says, and where they work."""

    email: str
    first_name: str
    last_name: str
    role: Role
    post: str
    works_for: tuple[str, str] | None = None


def _parent(email: str, first_name: str, last_name: str, post: str) -> DemoPerson:
    return DemoPerson(email, first_name, last_name, Role.PARENT_CARER, post)


CO_ORDINATOR = DemoPerson(
    "coordinator@larkshire.example", "Imani", "Cole", Role.CO_ORDINATOR, "Plan co-ordinator", COUNCIL
)
SUPPORTER = DemoPerson(
    "supporter@larkshire.example", "Grace", "Okoro", Role.SUPPORTER, "Special needs teacher (SENCO)", SCHOOL
)
MUM = _parent("parent@larkshire.example", "Jo", "Marsh", "Robin's mum")
DAD = _parent("dad@larkshire.example", "Lee", "Dunn", "Robin's dad")
NAN = _parent("nan@larkshire.example", "Priya", "Vale", "Wren's nan")
SKYS_MUM = _parent("skysmum@larkshire.example", "Dana", "Ferris", "Sky's mum")
SKY = DemoPerson("sky@larkshire.example", "Sky", "Ferris", Role.YOUNG_PERSON, "Young person, 17")
EVERYBODY = (CO_ORDINATOR, SUPPORTER, MUM, DAD, NAN, SKYS_MUM, SKY)
EVERYTHING = list(Sight.values)
TOLD = UUID("5a1e0c1c-6f0b-4d9e-9f3a-1f2d3c4b5a69")  # so that loading twice keeps one


@transaction.atomic
def load_family(*, today: date) -> int:
    """Make the demo's families where they are not there yet; return how many records were made.

    Raises ImproperlyConfigured outside the demo area.
    """
    if not getattr(settings, "DEMO_AREA", False):
        raise ImproperlyConfigured("Demo families have a public password and are made in the demo area only.")
    people = {person: _person(person) for person in EVERYBODY}
    keeper = people[CO_ORDINATOR]
    if YoungPerson.objects.filter(made_by=keeper).exists():
        return 0
    _robin(people, keeper, today)
    _wren(people, keeper, today)
    _sky(people, keeper, today)
    return 3


def _person(person: DemoPerson) -> User:
    found = User.objects.filter(email=person.email).first()
    if found is not None:
        return found
    user = open_account(email=person.email)
    user.first_name, user.last_name, user.post = person.first_name, person.last_name, person.post
    user.set_password(DEMO_PASSWORD)
    user.save(update_fields=["first_name", "last_name", "post", "password"])
    confirm_address(user=user)
    body = None
    if person.works_for:
        name, kind = person.works_for
        body = ensure_organisation(name=name, kind=kind)
    give_role(user=user, role=person.role, organisation=body, by=None)
    return User.objects.get(pk=user.pk)


def _near(
    young_person: YoungPerson,
    user: User,
    kind: Connection.Kind,
    *,
    by: User,
    relation: str = "",
    sees: list[str] = EVERYTHING,
    kept_apart: bool = False,
) -> Connection:
    return Connection.objects.create(
        young_person=young_person,
        user=user,
        kind=kind,
        relation=relation,
        sees=sees,
        kept_apart=kept_apart,
        added_by=by,
        confirmed_by=by,
        confirmed_at=timezone.now(),
        checked="Seen at school; birth certificate shown" if kind == Kind.PARENT else "",
    )


def _robin(people: dict[DemoPerson, User], keeper: User, today: date) -> None:
    """Nine, with two parents who live apart and a teacher."""
    robin = make_record(known_as="Robin", date_of_birth=date(today.year - 9, 2, 14), by=keeper)
    _near(robin, people[MUM], Kind.PARENT, by=keeper, relation="Mum")
    _near(robin, people[DAD], Kind.PARENT, by=keeper, relation="Dad", kept_apart=True)
    some = [Sight.BASICS.value, Sight.ABOUT_ME.value]
    _near(robin, people[SUPPORTER], Kind.SUPPORTER, by=keeper, relation="Miss Okoro", sees=some)
    own_way_in(young_person=robin, by=keeper)
    add_telling(
        uuid=TOLD,
        young_person=robin,
        happened_on=today - timedelta(days=4),
        what_happened="Robin built a long train and showed each wagon to a new child. It lasted 20 minutes.",
        what_i_did="I gave them more track and stayed near.",
        what_we_think="Trains may be a good way to make friends.",
        by=people[SUPPORTER],
    )
    for person, sight in ((MUM, Sight.BASICS), (DAD, Sight.PLAN), (SUPPORTER, Sight.ABOUT_ME)):
        note_look(by=people[person], young_person=robin, part=sight.value)


def _wren(people: dict[DemoPerson, User], keeper: User, today: date) -> None:
    """Fifteen or sixteen, in the school year at whose end rights pass."""
    born = date(today.year - 16, 3, 14)
    if rights_pass_on(born) <= today + timedelta(days=14):
        born = born.replace(year=born.year + 1)
    wren = make_record(known_as="Wren", date_of_birth=born, by=keeper)
    _near(wren, people[NAN], Kind.PARENT, by=keeper, relation="Nan")
    _near(wren, people[SUPPORTER], Kind.SUPPORTER, by=keeper, relation="Miss Okoro", sees=["basics"])
    own_way_in(young_person=wren, by=keeper)


def _sky(people: dict[DemoPerson, User], keeper: User, today: date) -> None:
    """Seventeen, with rights and an account of their own, who said yes to one thing and no to another."""
    newest = newest_birth_with_rights(today) or today
    sky = make_record(known_as="Sky", date_of_birth=newest - timedelta(days=300), by=keeper)
    sky.user = people[SKY]
    sky.save(update_fields=["user"])
    place = _near(sky, people[SKYS_MUM], Kind.PARENT, by=keeper, relation="Mum")
    for sight, may_see in ((Sight.BASICS, True), (Sight.PLAN, True), (Sight.VIEWS, False)):
        choose_sight(young_person=sky, connection=place, sight=sight, may_see=may_see, by=people[SKY])
    note_look(by=people[SKYS_MUM], young_person=sky, part=Sight.PLAN.value)
