"""The kinds of notice there are. Each app registers its own in `AppConfig.ready`; no other can be sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice.

    `line` is what a mail and the inbox say: neutral, the same for everyone, no name and no words of anybody.
    `may_get(user, thing_id)` is asked when it is made and again when it is sent or shown, so that somebody
    who lost a right in between hears nothing. `goes_at_once` is for what nobody may put off or switch off.
    """

    key: str
    title: str
    line: str
    may_get: Callable[[Any, str], bool]
    goes_at_once: bool = False


_KINDS: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> None:
    """Make `kind` known. Raises ValueError when another kind has that key."""
    if _KINDS.get(kind.key, kind) != kind:
        raise ValueError(f"There are two kinds of notice called {kind.key}.")
    _KINDS[kind.key] = kind


def kind_called(key: str) -> NoticeKind:
    """The kind with that key. Raises LookupError when nobody registered it."""
    try:
        return _KINDS[key]
    except KeyError:
        raise LookupError(f"No kind of notice is called {key}.") from None


def every_kind() -> tuple[NoticeKind, ...]:
    """All kinds, by title."""
    return tuple(sorted(_KINDS.values(), key=lambda kind: kind.title))
