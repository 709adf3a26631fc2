"""What the words of a search find: all of them, else mended, else some of them."""

from dataclasses import dataclass, field

from portal.search.text import tokens

from . import index
from .bitsets import bits_of
from .memory import Snapshot
from .words import MOST_WORDS, mend, parts, question


@dataclass(frozen=True, slots=True)
class Said:
    """The entries that the words find, best first, and what had to be done to find any."""

    has_words: bool = False
    bits: int = 0
    scores: dict[int, float] = field(default_factory=dict)  # by position, best first
    searched_as: str = ""
    likelier: str = ""
    relaxed: bool = False


def what_words_find(words: str, held: Snapshot) -> Said:
    """What `words` find in the whole directory, whatever the filters: so a filter never changes the reading.

    Every word must be found. When nothing has them all, typing mistakes are mended; when that does not
    help either, entries with some of the words are found and `relaxed` says so.
    """
    typed = tokens(words)[:MOST_WORDS]
    if not typed:
        return Said()
    key = ("said", tuple(typed))
    return held.extras.recall(key) or held.extras.remember(key, _find(typed, held))


def _find(typed: list[str], held: Snapshot) -> Said:
    if scores := _match(typed, held):
        return _said(scores, held)
    mended = mend(typed, held.extras.vocabulary)
    searched_as = " ".join(mended) if mended != typed else ""
    if searched_as and (scores := _match(mended, held)):
        return _said(scores, held, searched_as)
    if scores := _match(mended, held, need_all=False):
        return _said(scores, held, searched_as, relaxed=True)
    return Said(has_words=True)


def _match(words: list[str], held: Snapshot, *, need_all: bool = True) -> dict[int, float]:
    asked = question(parts(words, held.synonyms), need_all=need_all)
    if not need_all and len(asked.groups) < 2:
        return {}
    where = held.position
    matched = index.WORDS.match(asked)
    return {where[pk]: score for pk, score in matched if pk in where}


def _said(scores: dict[int, float], held: Snapshot, searched_as: str = "", relaxed: bool = False) -> Said:
    return Said(True, bits_of(scores, held.size), scores, searched_as, searched_as, relaxed)
