"""What each app holds about people: declared by the app itself, in its module `personal_data`.

    hold(
        Held(
            "people.Connection",
            title="Places in a circle",
            of_user=("user",),
            of_young_person=("young_person",),
            did=("added_by", "confirmed_by", "ended_by"),
            on_erase=Erase.KEEP,
            why="Who could see a young person's record, and when, is part of that record.",
        )
    )

A house test walks every model that points to an account or a young person, or holds an address, and fails
where none of these covers it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from .subjects import Subject, linked, plain_rows


class Erase(StrEnum):
    """What becomes of rows when the person they are about is erased."""

    DELETE = "deleted"
    CLEAR = "made nameless"  # the row stays for what it says of others; what says who goes
    KEEP = "kept"


@dataclass(frozen=True)
class Held:
    """One kind of row that is about people.

    `of_user`, `of_young_person` and `of_email` are lookups from the row to whom it is about. `did` names
    links to whoever did something as part of their work: not about them, and nameless once their account is.
    `not_personal` names fields with addresses of an organisation. `hides` are fields left out of a copy:
    secrets, and what would name somebody else; with `shows`, only those fields are in it, and with
    `is_copied` off none. `clears` says what CLEAR writes. `why` is told to the person when rows are kept or
    made nameless. `of_account` says what becomes of rows when an account is erased, where that is not what
    becomes of them with a young person's record; `where_user` narrows what is about an account.
    """

    model: str
    title: str
    of_user: tuple[str, ...] = ()
    of_young_person: tuple[str, ...] = ()
    of_email: tuple[str, ...] = ()
    did: tuple[str, ...] = ()
    not_personal: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    is_copied: bool = True
    on_erase: Erase = Erase.DELETE
    of_account: Erase | None = None
    where_user: Q | None = None
    clears: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    order: int = 50  # when it is erased: what others hang on goes last
    remove: Callable[[QuerySet[Any]], object] | None = None  # what else goes before the rows do
    files: Callable[[Any], Iterable[tuple[str, Any]]] | None = None  # a row's files: name and open file

    @property
    def model_class(self) -> Any:
        """The model itself."""
        return apps.get_model(self.model)

    def rows(self, subject: Subject) -> QuerySet[Any]:
        """The rows that are about `subject`, oldest first."""
        match = linked(subject, self.of_user, self.of_young_person, self.of_email, self.where_user)
        rows = plain_rows(self.model_class)
        return rows.filter(match).order_by("pk") if match is not None else rows.none()

    def becomes(self, subject: Subject) -> Erase:
        """What becomes of the rows when `subject` is erased."""
        is_account = subject.young_person is None
        return self.of_account if self.of_account is not None and is_account else self.on_erase


_HELD: dict[str, Held] = {}


def hold(held: Held) -> None:
    """Register `held`. Raises ValueError for a model declared twice and for what is kept without why."""
    key = held.model.lower()
    if key in _HELD:
        raise ValueError(f"{held.model} is declared twice.")
    if {held.on_erase, held.of_account} - {Erase.DELETE, None} and not held.why:
        raise ValueError(f"{held.model} is kept or made nameless without saying why.")
    if (held.on_erase == Erase.CLEAR) != bool(held.clears):
        raise ValueError(f"{held.model} says nothing of what is cleared.")
    _HELD[key] = held


def hold_work(model: str, title: str, *did: str, not_personal: tuple[str, ...] = ()) -> None:
    """Register a model that is about nobody: it only says who did the work, in the links `did`."""
    why = "It says who did a piece of work. Once the account is nameless, that is a number."
    hold(Held(model, title, did=did, not_personal=not_personal, on_erase=Erase.KEEP, why=why))


def all_held() -> list[Held]:
    """Everything declared, in the order in which it is erased."""
    return sorted(_HELD.values(), key=lambda held: (held.order, held.model))


def held_as(label: str) -> Held | None:
    """What is declared of one model ("people.Connection"), or None."""
    return _HELD.get(label.lower())
