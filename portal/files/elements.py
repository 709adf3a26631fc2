"""WebM (EBML, RFC 8794; Matroska, RFC 9559): what is in it, and taking out titles, tags and dates.

Nothing is moved: an element that is not wanted becomes a Void element full of noughts. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .refusing import Refused

BEGINS = b"\x1a\x45\xdf\xa3"
EBML, DOC_TYPE = 0x1A45DFA3, 0x4282
SEGMENT, INFO, TRACKS, CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TRACK_ENTRY, TRACK_TYPE = 0xAE, 0x83
HOLDERS = {SEGMENT, CLUSTER, INFO, TRACKS, TRACK_ENTRY}
VOID = 0xEC
# Tags, attachments and chapters of the whole; the title, date and file names in Info; the name of a track.
UNWANTED = {0x1254C367, 0x1941A469, 0x1043A770, 0x7BA9, 0x4461, 0x7384, 0x3C83AB, 0x3E83BB, 0x536E}
FILM, SOUND = 1, 2
MOST_ELEMENTS = 500_000


@dataclass(frozen=True)
class Element:
    """One element: its number, where it starts, where its content starts and ends."""

    number: int
    start: int
    inside: int
    end: int


class BrokenElements(Exception):
    """Elements that do not fit into each other."""


def _whole_number(file: BinaryIO, *, with_mark: bool, longest: int) -> tuple[int, bool]:
    """A number whose first byte says how long it is, and whether it means "not known"."""
    first = file.read(1)
    if not first or not first[0]:
        raise BrokenElements
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if length > longest or len(rest) < length - 1:
        raise BrokenElements
    value = int.from_bytes(first + rest)
    plain = value & ((1 << (7 * length)) - 1)
    return (value if with_mark else plain), plain == (1 << (7 * length)) - 1


def elements(file: BinaryIO) -> Iterator[Element]:
    """Every element that we look into or may take out, in order; those inside a holder follow it.

    Raises BrokenElements. A recording that was cut short ends where the file ends: browsers write the length
    of what they are still recording as "not known".
    """
    size = file.seek(0, 2)
    position, count = 0, 0
    while position < size:
        count += 1
        file.seek(position)
        number, _ = _whole_number(file, with_mark=True, longest=4)
        length, is_unknown = _whole_number(file, with_mark=False, longest=8)
        inside = file.tell()
        if count > MOST_ELEMENTS or (is_unknown and number not in {SEGMENT, CLUSTER}):
            raise BrokenElements
        end = size if is_unknown else inside + length
        if end > size and number not in {SEGMENT, CLUSTER}:
            raise BrokenElements
        yield Element(number, position, inside, min(end, size))
        # What has a length and nothing for us inside is stepped over; a cluster is pictures and sounds alone.
        goes_in = number in HOLDERS and (number != CLUSTER or is_unknown)
        position = inside if goes_in else min(end, size)


def shows_film(file: BinaryIO) -> bool | None:
    """Whether a WebM file has a moving picture (True) or only sound (False); None when it is not WebM.

    Raises Refused for a file whose elements do not fit.
    """
    kinds = set()
    try:
        if not _is_webm(file):
            return None
        for element in elements(file):
            if element.number == TRACK_TYPE:
                file.seek(element.inside)
                kinds.add(int.from_bytes(file.read(min(element.end - element.inside, 8))))
            if element.number == CLUSTER:
                break
    except BrokenElements as error:
        raise Refused("This recording seems to be broken. Record or save it again, then add that.") from error
    if FILM in kinds:
        return True
    return False if SOUND in kinds else None


def _is_webm(file: BinaryIO) -> bool:
    file.seek(4)
    length, _ = _whole_number(file, with_mark=False, longest=8)
    head = file.read(min(length, 4096))
    return b"\x42\x82\x84webm" in head  # DocType, four letters long


def take_out_metadata(file: BinaryIO) -> None:
    """Blank, in place, tags, titles, dates and attached files. Raises Refused for a broken file."""
    try:
        unwanted = [element for element in elements(file) if element.number in UNWANTED]
    except BrokenElements as error:
        raise Refused("This recording seems to be broken. Record or save it again, then add that.") from error
    for element in unwanted:
        file.seek(element.start)
        file.write(_void(element.end - element.start))


def _void(total: int) -> bytes:
    """A Void element of exactly `total` bytes (2 or more): its number, its length, noughts."""
    if total - 2 < 127:
        return bytes([VOID, 0x80 | (total - 2)]) + bytes(total - 2)
    return bytes([VOID, 0x01]) + (total - 9).to_bytes(7) + bytes(total - 9)
