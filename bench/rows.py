"""One line of the table of measurements."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured: ours and the other as people read them, their ratio, and the least it should be."""

    name: str
    ours: str
    other: str
    ratio: float
    target: float

    @property
    def is_met(self) -> bool:
        """True when the target is reached."""
        return self.ratio >= self.target
