"""The page that a feed's list comes in: the profile's envelope, and those of older and other feeds."""

from dataclasses import dataclass
from typing import Any

from .reading import SourceTrouble

HELD_IN = ("contents", "content", "items", "results", "data")


@dataclass(frozen=True)
class Page:
    """One page of a list. What the feed does not say is None."""

    items: list[Any]
    pages: int | None = None
    total: int | None = None
    last: bool | None = None

    @property
    def says_nothing_of_pages(self) -> bool:
        """Whether the feed gives no sign of further pages."""
        return self.pages is None and self.last is None and self.total is None

    def is_last(self, number: int) -> bool:
        """Whether this page, asked for by its number, is the last. A count of pages counts above a flag."""
        if not self.items:
            return True
        return number >= self.pages if self.pages is not None else bool(self.last)


def read_page(body: Any, path: str) -> Page:
    """The page in an answer. Raise SourceTrouble when the answer is not a list of anything."""
    if isinstance(body, list):
        return Page(body, pages=1, total=len(body))
    if isinstance(body, dict):
        for name in (*HELD_IN, path):
            if isinstance(body.get(name), list):
                return Page(
                    body[name],
                    pages=_number(body, "total_pages", "totalPages"),
                    total=_number(body, "total_items", "totalElements", "total"),
                    last=_flag(body, "last_page", "last"),
                )
    raise SourceTrouble(
        f"The feed does not answer with a list of {path.replace('_', ' ')}. "
        "Use the base address of an Open Referral UK feed."
    )


def _number(body: dict[str, Any], *names: str) -> int | None:
    for name in names:
        value = body.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value
    return None


def _flag(body: dict[str, Any], *names: str) -> bool | None:
    for name in names:
        if isinstance(body.get(name), bool):
            return bool(body[name])
    return None
