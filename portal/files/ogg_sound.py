"""Ogg (RFC 3533): blanking the comments of a sound, where its title, date and place may stand. Pure.

The second packet of each stream is its comments (Opus: RFC 7845; Vorbis I, 5; Speex). It is blanked where it
lies, and each page that it lay on gets its checksum again.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from .refusing import Refused

HEADER = 27
CHECKSUM_AT = 22
BEGINS_STREAM = 2
MOST_PAGES = 1000  # comments stand at the front; a picture among them takes some pages


@dataclass(frozen=True)
class Page:
    """One page: where it starts, its stream, whether that begins here, and the lengths of its pieces."""

    start: int
    stream: int
    begins: bool
    pieces: bytes

    @property
    def inside(self) -> int:
        """Where its content starts."""
        return self.start + HEADER + len(self.pieces)

    @property
    def end(self) -> int:
        """Where the next page starts."""
        return self.inside + sum(self.pieces)


@dataclass
class Comments:
    """The comments of one stream as they are found: how many packets came before, and where they lie."""

    packets: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)


def _pages(file: BinaryIO) -> Iterator[Page]:
    size = file.seek(0, 2)
    position = 0
    while size - position >= HEADER:
        file.seek(position)
        header = file.read(HEADER)
        if header[:4] != b"OggS":
            raise Refused("This recording seems to be broken. Record or save it again, then add that.")
        pieces = file.read(header[26])
        page = Page(position, struct.unpack("<I", header[14:18])[0], bool(header[5] & BEGINS_STREAM), pieces)
        if page.end > size:
            return
        yield page
        position = page.end


def take_out_metadata(file: BinaryIO) -> None:
    """Blank, in place, the comments of every stream. Raises Refused for what is not made of pages."""
    streams: dict[int, Comments] = {}
    for number, page in enumerate(_pages(file)):
        comments = streams.setdefault(page.stream, Comments())
        if comments.packets < 2:
            _follow(comments, page)
        if number >= MOST_PAGES or (
            not page.begins and all(found.packets >= 2 for found in streams.values())
        ):
            break
    for comments in streams.values():
        _blank(file, comments)


def _follow(comments: Comments, page: Page) -> None:
    """Note what of `page` belongs to the second packet. A piece shorter than 255 bytes ends a packet."""
    position = page.inside
    for length in page.pieces:
        if comments.packets == 1:
            comments.spans.append((position, length))
            if page not in comments.pages:
                comments.pages.append(page)
        position += length
        if length < 255:
            comments.packets += 1


def _blank(file: BinaryIO, comments: Comments) -> None:
    packet = b"".join(_read(file, start, length) for start, length in comments.spans)
    plain = iter(_plain_comments(packet))
    for start, length in comments.spans:
        file.seek(start)
        file.write(bytes(next(plain) for _ in range(length)))
    for page in comments.pages:
        _renew_checksum(file, page)


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _plain_comments(packet: bytes) -> bytes:
    """The same length with no maker and no comment in it: both are counts, and noughts say none."""
    begins = next((mark for mark in (b"OpusTags", b"\x03vorbis") if packet.startswith(mark)), b"")
    counts = bytes(8) + (b"\x01" if begins == b"\x03vorbis" else b"")
    return (begins + counts).ljust(len(packet), b"\0")[: len(packet)]


def _renew_checksum(file: BinaryIO, page: Page) -> None:
    whole = bytearray(_read(file, page.start, page.end - page.start))
    whole[CHECKSUM_AT : CHECKSUM_AT + 4] = bytes(4)
    file.seek(page.start + CHECKSUM_AT)
    file.write(struct.pack("<I", checksum(bytes(whole))))


def _table() -> list[int]:
    made = []
    for number in range(256):
        left = number << 24
        for _ in range(8):
            left = (left << 1) ^ (0x04C11DB7 if left & 0x80000000 else 0)
        made.append(left & 0xFFFFFFFF)
    return made


TABLE = _table()


def checksum(data: bytes) -> int:
    """The checksum of a page whose own checksum is nought: CRC-32 with 0x04c11db7, nothing turned round."""
    left = 0
    for byte in data:
        left = (left << 8 & 0xFFFFFFFF) ^ TABLE[left >> 24 ^ byte]
    return left
