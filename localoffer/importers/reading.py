"""What every reader shares: how it says that a source cannot be read, and what it tells of the whole."""

from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from localoffer.models import ImportSource

STOPPED = "The import stopped. Nothing was changed. Please try again."


class SourceTrouble(Exception):
    """The source as a whole cannot be read. The message says what to do, in words for an editor."""


@dataclass
class Told:
    """What a reader learns beside the records.

    `is_whole` is False when the source holds only a part of a directory, so that nothing counts as gone.
    """

    is_whole: bool = True
    expected: int | None = None
    notes: list[str] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)

    def is_a_part(self, why: str) -> None:
        """Take what was read as a part of the directory only, and note why."""
        self.is_whole = False
        self.notes.append(f"{why}, so nothing counts as gone.")


def namespace_of(source: ImportSource) -> UUID:
    """The namespace of UUIDs made for what a source gives none: the same for the same source's name."""
    return uuid5(NAMESPACE_URL, f"golden-thread:source:{source.name}")
