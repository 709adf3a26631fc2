"""The words of a search: little words put aside, synonyms found, typing mistakes mended. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.search.fulltext import Group, Phrase, Question
from portal.search.text import tokens

# Put aside wherever other words remain: they say nothing about the help that is wanted.
_LITTLE = """
    a about age aged an and any anything are around as at be been boy but by can cant child children childs
    could daughter daughters do does doesnt dont find finding for from get getting girl go has have he help
    helps her him his how i if im in into is it its ive kid kids like local looking me my near need
    needs of old on or our out please service services she some someone something somewhere son sons support
    supports that the their them there they this to us want was we what when where which who whos will
    with wont would year years you your
"""
LITTLE_WORDS = frozenset(_LITTLE.split())
# In a known phrase these turn its meaning round, so its words must stand together: an entry that has "not"
# here and "talk" there says nothing about a child who does not talk.
TURNING_WORDS = frozenset(("no", "not", "cannot", "cant", "doesnt", "dont", "isnt", "wont"))
SHORTEST_PART = 4  # of two words run together
SHORTEST_MENDED = 4  # a three-letter word has too many neighbours to guess at
LONG = 8  # letters; two slips in a shorter word would make it a different one
MOST_WORDS = 16

Words = tuple[str, ...]


def root(word: str) -> str:
    """`word` without a plural ending, so that a synonym meets its own plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


class Synonyms:
    """The editors' sets of words and phrases that find each other."""

    def __init__(self, sets: Iterable[Iterable[str]]) -> None:
        self._ways: dict[Words, dict[Words, None]] = {}
        for phrases in sets:
            ways = dict.fromkeys(tuple(tokens(phrase)) for phrase in phrases)
            ways.pop((), None)
            for way in ways:
                self._ways.setdefault(tuple(map(root, way)), {}).update(ways)
        self._longest = max(map(len, self._ways), default=1)

    def words(self) -> set[str]:
        """Every word in any set."""
        return {word for ways in self._ways.values() for way in ways for word in way}

    def at(self, words: list[str], start: int) -> tuple[int, list[Words]]:
        """The longest phrase of any set that begins at `start`: its length and every way of saying it."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            if ways := self._ways.get(tuple(map(root, words[start : start + length]))):
                return length, list(ways)
        return 0, []


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for: the words as typed, and the other ways of saying it."""

    typed: Words
    ways: tuple[Words, ...] = ()

    def group(self) -> Group:
        """The ways as phrases; the typed words may also stand apart, unless one of them says "not"."""
        together = bool(self.ways) and not TURNING_WORDS.isdisjoint(self.typed)
        return (
            Phrase(self.typed, together=together),
            *(Phrase(way) for way in self.ways if way != self.typed),
        )


def parts(words: list[str], synonyms: Synonyms) -> list[Part]:
    """What `words` ask for. Little words go, unless nothing else was typed."""
    found: list[Part] = []
    little: list[Part] = []
    at = 0
    while at < len(words[:MOST_WORDS]):
        length, ways = synonyms.at(words, at)
        if length:
            found.append(Part(tuple(words[at : at + length]), tuple(ways)))
        elif words[at] in LITTLE_WORDS:
            little.append(Part((words[at],)))
        else:
            found.append(Part((words[at],)))
        at += max(length, 1)
    return list(dict.fromkeys(found or little))


def question(asked: list[Part], *, need_all: bool = True) -> Question:
    """The question for the full-text table: all of the parts, or any of them or of their single words."""
    groups = [part.group() for part in asked]
    if not need_all:
        single = dict.fromkeys(word for part in asked if len(part.typed) > 1 for word in part.typed)
        groups += [(Phrase((word,)),) for word in single if word not in LITTLE_WORDS]
    return Question(tuple(groups), all_groups=need_all)


class Vocabulary:
    """Every word that the directory uses, with how many entries use it."""

    def __init__(self, lines: Iterable[str], also: Iterable[str] = ()) -> None:
        counts: Counter[str] = Counter()
        for line in lines:
            counts.update(line.split())
        for word in also:
            counts.setdefault(word, 0)
        self._counts = counts
        self._roots = {root(word) for word in counts}
        self._by_length: dict[int, list[str]] = {}
        for word in counts:
            self._by_length.setdefault(len(word), []).append(word)

    def knows(self, word: str) -> bool:
        """True when some entry uses the word, in the singular or plural."""
        return word in self._counts or root(word) in self._roots

    def nearest(self, word: str) -> str:
        """The likeliest word that `word` was meant to be; "" when none is near enough.

        One slip (a letter wrong, missing, added, or two swapped) in a word of up to seven letters, two in
        a longer one. The nearest wins; then one with the same first letter; then the most used.
        """
        if len(word) < SHORTEST_MENDED or not word.isalpha():
            return ""
        slips = 1 if len(word) < LONG else 2
        found = list(self._within(word, slips))
        if not found:
            return ""
        return min(found, key=lambda pair: (pair[1], pair[0][0] != word[0], -self._counts[pair[0]], pair[0]))[
            0
        ]

    def parted(self, word: str) -> list[str]:
        """The two known words that `word` was run together from ("shortbreaks"); [] when there are none."""
        ends = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        pairs = [(word[:end], word[end:]) for end in ends]
        known = [pair for pair in pairs if all(self.knows(half) for half in pair)]
        return list(max(known, key=lambda pair: min(self._counts[half] for half in pair), default=()))

    def _within(self, word: str, slips: int) -> Iterator[tuple[str, int]]:
        for length in range(len(word) - slips, len(word) + slips + 1):
            near = process.extract(
                word, self._by_length.get(length, []), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            yield from ((choice, int(distance)) for choice, distance, _ in near)


def mend(words: list[str], vocabulary: Vocabulary) -> list[str]:
    """`words` with each unknown one parted in two, or replaced by its nearest known one, where that helps."""
    mended: list[str] = []
    for word in words:
        if word in LITTLE_WORDS or vocabulary.knows(word):
            mended.append(word)
        else:
            mended += vocabulary.parted(word) or [vocabulary.nearest(word) or word]
    return mended
