"""The A to Z of help. Pure: names in, one letter's page out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

PER_PAGE = 100
OTHER = "0-9"  # numbers and signs
_ARTICLE = re.compile(r"^(the|a|an)\s+", re.I)


@dataclass(frozen=True)
class Name:
    """One entry in the list."""

    name: str
    slug: str
    provider: str


@dataclass(frozen=True)
class Letter:
    """One letter with how many entries it has."""

    letter: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class LetterPage:
    """One page of one letter."""

    letter: str
    letters: list[Letter]
    names: list[Name]
    page: int
    pages: int

    @property
    def address(self) -> str:
        """The address of the letter, for the links to its pages."""
        return f"?letter={self.letter}"


def sort_key(name: str) -> str:
    """A name as people look it up: without a leading "The", accents or case."""
    plain = unicodedata.normalize("NFKD", _ARTICLE.sub("", name.strip()))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def letter_of(name: str) -> str:
    """The letter under which people look up a name: "A" to "Z", or "0-9" for anything else."""
    first = sort_key(name)[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def letter_page(names: Sequence[Name], letter: str, page: str) -> LetterPage:
    """Return the page asked for, or the first letter that has anything when no real one is asked for."""
    by_letter: dict[str, list[Name]] = {}
    for one in names:
        by_letter.setdefault(letter_of(one.name), []).append(one)
    alphabet = [*(chr(code) for code in range(ord("A"), ord("Z") + 1)), OTHER]
    chosen = letter.upper() if letter.upper() in alphabet else next(iter(sorted(by_letter)), "A")
    held = sorted(by_letter.get(chosen, []), key=lambda one: (sort_key(one.name), one.slug))
    pages = max(1, -(-len(held) // PER_PAGE))
    number = int(page) if re.fullmatch(r"[1-9][0-9]{0,5}", page) else 1
    number = min(number, pages)
    letters = [Letter(one, len(by_letter.get(one, ())), one == chosen) for one in alphabet]
    return LetterPage(chosen, letters, held[(number - 1) * PER_PAGE : number * PER_PAGE], number, pages)
