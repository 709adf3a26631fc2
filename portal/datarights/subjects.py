"""Whom a request about data is for: somebody with an account, a young person's record, or an address."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Subject:
    """One person as the site knows them. Exactly one of `user`, `young_person` and `email` is given.

    A young person with an account is two subjects, the account and the record: what is kept, for how long
    and who may ask differ.
    """

    user: Any = None
    young_person: Any = None
    email: str = ""

    def __post_init__(self) -> None:
        if sum((self.user is not None, self.young_person is not None, bool(self.email))) != 1:
            raise ValueError("A subject is an account, a young person's record or an address.")

    @property
    def addresses(self) -> tuple[str, ...]:
        """The email addresses that are theirs."""
        address = self.email or (self.user.email if self.user else "")
        return (address,) if address else ()

    @property
    def key(self) -> str:
        """What the subject is in an address of a page and in a file's name: never a name or an address."""
        if self.user is not None:
            return f"account-{self.user.pk}"
        return f"record-{self.young_person.pk}" if self.young_person is not None else "address"

    @property
    def words(self) -> str:
        """What staff call the subject, in words without a name."""
        if self.user is not None:
            return f"the account of person {self.user.pk}"
        return f"the record of young person {self.young_person.pk}" if self.young_person else "this address"


def linked(
    subject: Subject, of_user: Any, of_young_person: Any, of_email: Any, where_user: Q | None = None
) -> Q | None:
    """What a row must match to be about `subject`, by the lookups that fit; None where none does."""
    found = Q()
    if subject.user is not None:
        for lookup in of_user:
            found |= Q(**{lookup: subject.user.pk}) & (where_user or Q())
    if subject.young_person is not None:
        for lookup in of_young_person:
            found |= Q(**{lookup: subject.young_person.pk})
    for address in subject.addresses:
        for lookup in of_email:
            found |= Q(**{f"{lookup}__iexact": address})
    return found or None


def plain_rows(model: Any) -> QuerySet[Any]:
    """All rows of `model`. The right to be forgotten reaches rows that nothing else may change or remove."""
    return QuerySet(model)
