"""What a page and its socket say to each other. Pure: text comes in, text goes out."""

import json
from dataclasses import dataclass, field
from typing import Any

LONGEST_MESSAGE = 16_000  # characters; sixty regions with their tokens take some 8,000
MOST_REGIONS = 60  # on one page
MESSAGES, SECONDS = 30, 10.0  # a page may say so much in such a time; an honest one says a tenth of it


class BadMessage(Exception):
    """Something that no page of ours would say."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a page: what it wants to hear of (token, version as the page knows it) or no longer."""

    join: tuple[tuple[str, str], ...] = ()
    leave: tuple[str, ...] = ()


def understand(text: str | None) -> Said:
    """Read a page's message. Raises BadMessage for anything that is not one, or too long, or too much."""
    if not text or len(text) > LONGEST_MESSAGE:
        raise BadMessage
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise BadMessage from None
    if not isinstance(said, dict) or not set(said) <= {"join", "leave"}:
        raise BadMessage
    join, leave = _list(said.get("join", [])), _list(said.get("leave", []))
    if not all(isinstance(one, list) and len(one) == 2 and all(map(_is_text, one)) for one in join):
        raise BadMessage
    if not all(map(_is_text, leave)):
        raise BadMessage
    return Said(tuple((token, version) for token, version in join), tuple(leave))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_REGIONS:
        raise BadMessage
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def words(**parts: Any) -> str:
    """A message to a page; parts that are empty or false are left out, except `joined`."""
    told = {name: value for name, value in parts.items() if value or name == "joined"}
    return json.dumps(told, separators=(",", ":"))


@dataclass(slots=True)
class Pace:
    """How much one page has said lately. Time is passed in."""

    left: float = MESSAGES
    last: float = field(default=0.0)

    def allows(self, now: float) -> bool:
        """Count one message at `now` (seconds); False when it is one too many."""
        self.left = min(MESSAGES, self.left + (now - self.last) * MESSAGES / SECONDS)
        self.last = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
