"""What a list of terms is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One term: `slug` goes in search addresses, `description` is one plain sentence for families."""

    slug: str
    name: str
    description: str
    picture: str


@dataclass(frozen=True)
class TermList:
    """One taxonomy: `key` is how our own code knows it."""

    key: str
    name: str
    description: str
    terms: tuple[Term, ...]
