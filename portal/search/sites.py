"""The site search: each room of the house registers what it can find, and one page asks them all.

A room registers from its `AppConfig.ready`, so that the ground floor imports none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: where it is and what it is, in plain words ("Help", "Page")."""

    title: str
    url: str
    summary: str = ""
    kind: str = ""
    language: str = "en"  # of the title and summary, so that a screen reader says them right


@dataclass(frozen=True, slots=True)
class SourceResults:
    """What one source found: how many in all, and the first few."""

    key: str
    title: str
    total: int
    hits: list[Hit]
    more_url: str = ""  # where all of them are listed, when the source has such a page


@dataclass(frozen=True, slots=True)
class Findings:
    """What a source's search function returns."""

    total: int
    hits: list[Hit]
    more_url: str = ""


SearchFunction = Callable[[str, int], Findings]  # (words, limit) -> findings

_sources: dict[str, tuple[str, SearchFunction]] = {}


def register_source(key: str, title: str, search_function: SearchFunction) -> None:
    """Add a source under `title`; registering the same key again replaces it (a reloaded app does that)."""
    _sources[key] = (title, search_function)


def search_everything(words: str, limit_each: int) -> list[SourceResults]:
    """Ask every source for `words`; sources come back in the order they registered, empty ones too."""
    return [
        SourceResults(key, title, found.total, found.hits[:limit_each], found.more_url)
        for key, (title, search_function) in _sources.items()
        for found in [search_function(words, limit_each)]
    ]
