"""WAV (RIFF): the sound alone, without the chunks where programs write names, dates and notes. Pure."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from .refusing import Refused

KEPT = {b"fmt ", b"fact", b"data"}
BLOCK = 64 * 1024
BROKEN = "This recording seems to be broken. Record or save it again, then add that."


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Name, start of the content and its length, for each chunk. What was cut short ends with the file."""
    size = file.seek(0, 2)
    position = 12
    while size - position >= 8:
        file.seek(position)
        name, length = struct.unpack("<4sI", file.read(8))
        length = min(length, size - position - 8)
        yield name, position + 8, length
        position += 8 + length + length % 2


def copy_sound(file: BinaryIO, target: BinaryIO) -> None:
    """Write format and sound into `target`. Raises Refused when one of the two is missing."""
    kept = [chunk for chunk in _chunks(file) if chunk[0] in KEPT]
    if not {b"fmt ", b"data"} <= {name for name, _start, _length in kept}:
        raise Refused(BROKEN)
    whole = 4 + sum(8 + length + length % 2 for _name, _start, length in kept)
    target.write(struct.pack("<4sI4s", b"RIFF", min(whole, 0xFFFFFFFF), b"WAVE"))
    for name, start, length in kept:
        target.write(struct.pack("<4sI", name, length))
        file.seek(start)
        for position in range(0, length, BLOCK):
            target.write(file.read(min(BLOCK, length - position)))
        target.write(bytes(length % 2))


def seconds(file: BinaryIO) -> float | None:
    """How long it plays, from the bytes a second that its format says; None where that says nothing."""
    found = {name: (start, length) for name, start, length in _chunks(file)}
    start, length = found[b"fmt "]
    file.seek(start + 8)
    a_second = int.from_bytes(file.read(4), "little") if length >= 12 else 0
    return found[b"data"][1] / a_second if a_second else None
