"""What changed between two texts, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_WORD = re.compile(r"\n|[^\S\n]+|[^\s]+")
MOST_WORDS = 4000  # longer texts are shown one after the other: matching takes the square of it


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they stayed, went or came."""

    kind: str
    text: str


def word_changes(old: str, new: str) -> list[Piece]:
    """The words of both texts in order, each piece marked; nothing at all when both are empty."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return [piece for piece in (Piece(GONE, old), Piece(NEW, new)) if piece.text]
    pieces: list[Piece] = []
    for is_same, gone, new in _runs(before, after):
        if is_same:
            pieces.append(Piece(SAME, new))
        else:
            pieces += [piece for piece in (Piece(GONE, gone), Piece(NEW, new)) if piece.text]
    return pieces


def _runs(before: list[str], after: list[str]) -> list[tuple[bool, str, str]]:
    """What stayed and what changed in turn. A lone space between two changes belongs to them."""
    runs: list[tuple[bool, str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        run = (tag == "equal", "".join(before[a:b]), "".join(after[c:d]))
        if len(runs) > 1 and not run[0] and runs[-1][0] and not runs[-1][1].strip():
            space, last = runs.pop(), runs.pop()
            run = (False, last[1] + space[1] + run[1], last[2] + space[2] + run[2])
        runs.append(run)
    return runs
