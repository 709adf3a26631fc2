"""The kinds of notice there are. Each app registers its own in `AppConfig.ready`; no other can be sent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


def always(_thing_id: str, _address: str) -> bool:
    """For mails whose reason cannot go away between the writing and the sending."""
    return True


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice.

    `line` is what a mail and the inbox say: neutral, the same for everyone, no name and no words of anybody.
    `may_get(user, thing_id)` is asked when it is made and again when it is sent or shown, so that somebody
    who lost a right in between hears nothing. `may_get_many(user, thing_ids)` may stand beside it where many
    are asked for in one query. `goes_at_once` is for what nobody may put off or switch off.

    `usual` is how soon it goes by mail where nobody chose: now, daily, weekly or none. `easy_line` is the
    line in Easy Read and `lines` holds it in other languages, by code; where one is missing `line` stands.
    `is_for(user)` says on whose page of choices the kind stands; without it, on the pages of those who were
    told something of it before.

    A kind for people without an account (`portal.notifications.actions.mail`) sets `to_addresses`; for it
    `may_mail(thing_id, address)` is asked just before the mail goes, and `may_get` never.
    """

    key: str
    title: str
    line: str
    may_get: Callable[[Any, str], bool]
    goes_at_once: bool = False
    usual: str = "now"
    easy_line: str = ""
    lines: dict[str, str] = field(default_factory=dict)
    is_for: Callable[[Any], bool] | None = None
    may_get_many: Callable[[Any, Iterable[str]], set[str]] | None = None
    to_addresses: bool = False
    may_mail: Callable[[str, str], bool] = always

    def line_in(self, language: str, *, easy_read: bool = False) -> str:
        """The line in that language, in Easy Read where it is wanted and there is one."""
        return self.lines.get(language) or (self.easy_line if easy_read else "") or self.line

    def allowed(self, user: Any, thing_ids: Iterable[str]) -> set[str]:
        """Those of `thing_ids` that `user` may be told about just now."""
        asked = set(thing_ids)
        if self.may_get_many:
            return asked & self.may_get_many(user, asked)
        return {thing_id for thing_id in asked if self.may_get(user, thing_id)}


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
