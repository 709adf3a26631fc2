"""The kinds of file there are. Each app registers its own in `AppConfig.ready`; no other is kept or sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .formats import Family
from .limits import MOST_EACH, SIZES
from .refusing import Refused

if TYPE_CHECKING:
    from .models import StoredFile


@dataclass(frozen=True)
class FileKind:
    """One kind of file, by what it is for.

    A look at a file of a young person's record is recorded there; `note_look(user, stored)` records it in
    another way, for files that stand in nobody's record.

    `takes` says which families of content. `may_open(user, stored)` is asked each time somebody opens one;
    it is called for users who are signed in only. `most_bytes` may lower a limit of `limits.SIZES`.
    """

    key: str
    title: str
    takes: frozenset[Family]
    may_open: "Callable[[Any, StoredFile], bool]"
    note_look: "Callable[[Any, StoredFile], None] | None" = None
    most_each: int = MOST_EACH
    most_bytes: Mapping[Family, int] = field(default_factory=dict)

    def limit(self, family: Family) -> int:
        """The most bytes of one file of that family."""
        return min(SIZES[family].most_bytes, self.most_bytes.get(family, SIZES[family].most_bytes))

    @property
    def largest(self) -> int:
        """The most bytes that any file of this kind may have."""
        return max(self.limit(family) for family in self.takes)


_KINDS: dict[str, FileKind] = {}


def register(kind: FileKind) -> None:
    """Make `kind` known. Raises ValueError when another kind has that key."""
    if _KINDS.get(kind.key, kind) != kind:
        raise ValueError(f"There are two kinds of file called {kind.key}.")
    _KINDS[kind.key] = kind


def kind_called(key: str) -> FileKind:
    """The kind with that key. Raises LookupError when nobody registered it."""
    try:
        return _KINDS[key]
    except KeyError:
        raise LookupError(f"No kind of file is called {key}.") from None


def every_kind() -> tuple[FileKind, ...]:
    """All kinds, by title."""
    return tuple(sorted(_KINDS.values(), key=lambda kind: kind.title))


def may_open(user: Any, stored: "StoredFile") -> bool:
    """Whether `user` may open that file now. No for a stranger, for a kind nobody registered, by default."""
    kind = _KINDS.get(stored.kind)
    return bool(kind and user.is_authenticated and user.is_active and kind.may_open(user, stored))


FAMILY_WORDS = {
    Family.PICTURE: "a picture",
    Family.SOUND: "a sound recording",
    Family.FILM: "a film",
    Family.PAPER: "a paper (PDF or Word)",
}


def family_taken(kind: FileKind, family: Family) -> None:
    """Raise Refused, saying what can be added here, when `kind` does not take files of that family."""
    if family not in kind.takes:
        able = [words for key, words in FAMILY_WORDS.items() if key in kind.takes]
        raise Refused(f"This is {FAMILY_WORDS[family]}. Here you can add {' or '.join(able)}.")
