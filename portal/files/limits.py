"""How large and how many files may be, each with its reason. A kind may ask for less, not for more."""

from collections.abc import Mapping
from dataclasses import dataclass

from .formats import Family

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limit:
    """The most bytes of one file, and why."""

    most_bytes: int
    reason: str


SIZES: Mapping[Family, Limit] = {
    Family.PICTURE: Limit(20 * MEGABYTE, "a photo from a phone has 2 to 12 MB"),
    Family.SOUND: Limit(30 * MEGABYTE, "half an hour of talking, saved at 128 kbit a second"),
    Family.FILM: Limit(
        45 * MEGABYTE, "three minutes of a film as phones make it for sharing, 2 Mbit a second"
    ),
    Family.PAPER: Limit(20 * MEGABYTE, "a report of 100 scanned pages"),
}
MOST_EACH = 10  # files for one thing: enough for a report in parts, few enough to be looked at
MOST_LOOSE = 20  # files of one person that belong to nothing yet: a form left open in some tabs


def megabytes(count: int) -> str:
    """A size as people say it: "20 MB"; "less than 1 MB" below one."""
    return f"{count // MEGABYTE} MB" if count >= MEGABYTE else "less than 1 MB"
