"""MP4 and M4A (ISO 14496-12): what is in them, and taking out who, when and where. Pure: bytes in, bytes out.

Nothing is moved, so that the positions written inside stay right: a box that is not wanted becomes a box
called "free" that is full of noughts.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .refusing import Refused

# Boxes that hold other boxes, and which of those inside each we keep. Anything else may say where and when.
KEPT: dict[bytes, frozenset[bytes] | None] = {
    b"": frozenset({b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"wide"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex", b"iods"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia", b"tref"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf", b"elng"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"nmhd", b"sthd", b"hmhd", b"dinf", b"stbl", b"gmhd"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"}),
}
DATED = {b"mvhd", b"tkhd", b"mdhd"}
PLAYED = {b"vide", b"soun", b"text", b"sbtl", b"subt"}  # any other track is for programs: place, faces, speed
MOST_BOXES = 20_000
BLOCK = 64 * 1024


@dataclass(frozen=True)
class Box:
    """One box: its name, where it starts, where its content starts, and where it ends."""

    name: bytes
    start: int
    inside: int
    end: int


class BrokenBoxes(Exception):
    """Boxes that do not fit into each other."""


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two positions. Raises BrokenBoxes for one that is longer than what holds it."""
    count = 0
    while end - start >= 8:
        count += 1
        file.seek(start)
        size, name = struct.unpack(">I4s", file.read(8))
        inside = start + 8
        if size == 1:
            size, inside = struct.unpack(">Q", file.read(8).ljust(8, b"\0"))[0], start + 16
        stop = end if size == 0 else start + size
        if stop > end or stop < inside or count > MOST_BOXES:
            raise BrokenBoxes
        yield Box(name, start, inside, stop)
        start = stop
    if end != start:
        raise BrokenBoxes


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _find(file: BinaryIO, within: Box, *path: bytes) -> Box | None:
    found: Box | None = within
    for name in path:
        inside = boxes(file, found.inside, found.end) if found else iter(())
        found = next((box for box in inside if box.name == name), None)
    return found


def _tracks(file: BinaryIO) -> list[tuple[Box, bytes]]:
    """Each track and what it is for (the handler type: "vide", "soun", ...)."""
    tracks = []
    for top in boxes(file, 0, _size(file)):
        if top.name != b"moov":
            continue
        for track in boxes(file, top.inside, top.end):
            handler = _find(file, track, b"mdia", b"hdlr") if track.name == b"trak" else None
            if handler:
                file.seek(handler.inside + 8)
                tracks.append((track, file.read(4)))
    return tracks


def shows_film(file: BinaryIO) -> bool | None:
    """Whether there is a moving picture (True) or only sound (False); None when there is neither.

    Raises Refused for a file whose boxes do not fit.
    """
    try:
        kinds = {kind for _track, kind in _tracks(file)}
    except (BrokenBoxes, struct.error) as error:
        raise Refused(
            "This recording seems to be cut short. Try to play it, record or save it again, then add that."
        ) from error
    if b"vide" in kinds:
        return True
    return False if b"soun" in kinds else None


def seconds(file: BinaryIO) -> float | None:
    """How long it plays, as its movie header says; None where that says nothing, as in a live recording."""
    try:
        top = next((box for box in boxes(file, 0, _size(file)) if box.name == b"moov"), None)
        header = _find(file, top, b"mvhd") if top else None
        if header is None:
            return None
        file.seek(header.inside)
        is_long = file.read(4)[:1] == b"\x01"
        file.seek(16 if is_long else 8, 1)
        a_second, length = struct.unpack(">IQ" if is_long else ">II", file.read(12 if is_long else 8))
    except (BrokenBoxes, struct.error):
        return None
    return length / a_second if a_second and 0 < length < 0xFFFFFFFF else None


def take_out_metadata(file: BinaryIO) -> None:
    """Blank, in place, all of an MP4 file that is not needed to play it: place, time, names, other tracks.

    `file` is opened for reading and writing. Raises Refused for a file whose boxes do not fit.
    """
    try:
        left = _size(file)
        for track, kind in _tracks(file):
            if kind not in PLAYED:
                left = _blank_samples(file, track, left)
                _blank(file, track)
        _clean(file, b"", 0, _size(file))
    except (BrokenBoxes, struct.error) as error:
        raise Refused("This recording seems to be broken. Record or save it again, then add that.") from error


def _clean(file: BinaryIO, holder: bytes, start: int, end: int) -> None:
    kept = KEPT[holder]
    for box in list(boxes(file, start, end)):
        if kept is not None and box.name not in kept:
            _blank(file, box)
        elif box.name in KEPT:
            _clean(file, box.name, box.inside, box.end)
        elif box.name in DATED:
            _blank_dates(file, box)


def _blank(file: BinaryIO, box: Box) -> None:
    file.seek(box.start + 4)
    file.write(b"free")
    _noughts(file, box.inside, box.end)


def _noughts(file: BinaryIO, start: int, end: int) -> None:
    file.seek(start)
    for position in range(start, end, BLOCK):
        file.write(bytes(min(BLOCK, end - position)))


def _blank_dates(file: BinaryIO, box: Box) -> None:
    """Version and flags, then when it was made and when it was changed: 4 bytes each, or 8 in version 1."""
    file.seek(box.inside)
    length = 16 if file.read(1) == b"\x01" else 8
    if box.inside + 4 + length <= box.end:
        _noughts(file, box.inside + 4, box.inside + 4 + length)


def _blank_samples(file: BinaryIO, track: Box, left: int) -> int:
    """Blank what a track wrote among the pictures and sounds: a camera's list of places stands there.

    Samples lie beside each other, so those of all tracks together are not longer than the file: `left` is
    what there may still be, and what is left then is returned. Raises BrokenBoxes for more, as a small file
    could otherwise have us write for hours.
    """
    table = _find(file, track, b"mdia", b"minf", b"stbl")
    if table is None:
        return left
    inside = {box.name: box for box in boxes(file, table.inside, table.end)}
    whole = _size(file)
    for offset, length in zip(_chunk_offsets(file, inside), _chunk_lengths(file, inside), strict=False):
        left -= length
        if left < 0:
            raise BrokenBoxes
        _noughts(file, min(offset, whole), min(offset + length, whole))
    return left


def _numbers(file: BinaryIO, box: Box | None, skipped: int, letter: str) -> list[int]:
    """The numbers of a table box, after version, flags and `skipped` bytes, and the count."""
    if box is None:
        return []
    file.seek(box.inside + 4 + skipped)
    width = struct.calcsize(letter)
    count = min(struct.unpack(">I", file.read(4))[0] * (3 if letter == ">III" else 1), box.end // 4)
    data = file.read(min(count * width, max(box.end - file.tell(), 0)))
    usable = len(data) - len(data) % width
    return [number for row in struct.iter_unpack(letter, data[:usable]) for number in row]


def _chunk_lengths(file: BinaryIO, inside: dict[bytes, Box]) -> Iterator[int]:
    """How many bytes the samples of each chunk take, in order: noughts once there are no more samples."""
    same, count = 0, 0
    if box := inside.get(b"stsz"):
        file.seek(box.inside + 4)
        same, count = struct.unpack(">II", file.read(8))
    sizes = [] if same else _numbers(file, box, 4, ">I")
    taken = 0
    for samples in _samples_in_chunks(file, inside):
        yield same * max(min(samples, count - taken), 0) if same else sum(sizes[taken : taken + samples])
        taken += samples


def _chunk_offsets(file: BinaryIO, inside: dict[bytes, Box]) -> list[int]:
    return _numbers(file, inside.get(b"stco"), 0, ">I") or _numbers(file, inside.get(b"co64"), 0, ">Q")


def _samples_in_chunks(file: BinaryIO, inside: dict[bytes, Box]) -> Iterator[int]:
    """How many samples each chunk has, in order: the table says from which chunk on each number holds."""
    flat = _numbers(file, inside.get(b"stsc"), 0, ">III")
    rows = [(flat[at], flat[at + 1]) for at in range(0, len(flat) - 2, 3)]
    for index, (first, samples) in enumerate(rows):
        last = rows[index + 1][0] if index + 1 < len(rows) else None
        while last is None or first < last:
            yield samples
            first += 1
