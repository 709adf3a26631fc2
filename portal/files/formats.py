"""What a file is, found from its content. The name it came with and what its browser says are never asked."""

import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from . import boxes, elements, mpeg_sound
from .refusing import Refused

HEAD = 4096
TAIL = 2048


class Family(StrEnum):
    """What a file is to the person who gives it."""

    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    PAPER = "paper"


@dataclass(frozen=True)
class Format:
    """One kind of content that we take: how it is sent, and what its name ends with when we send it."""

    key: str
    family: Family
    content_type: str
    ending: str


FORMATS = {
    made.key: made
    for made in (
        Format("jpeg", Family.PICTURE, "image/jpeg", "jpg"),
        Format("png", Family.PICTURE, "image/png", "png"),
        Format("webp", Family.PICTURE, "image/webp", "webp"),
        Format("gif", Family.PICTURE, "image/gif", "gif"),
        Format("mp4", Family.FILM, "video/mp4", "mp4"),
        Format("webm", Family.FILM, "video/webm", "webm"),
        Format("m4a", Family.SOUND, "audio/mp4", "m4a"),
        Format("weba", Family.SOUND, "audio/webm", "weba"),
        Format("ogg", Family.SOUND, "audio/ogg", "ogg"),
        Format("mp3", Family.SOUND, "audio/mpeg", "mp3"),
        Format("wav", Family.SOUND, "audio/wav", "wav"),
        Format("pdf", Family.PAPER, "application/pdf", "pdf"),
        Format(
            "docx",
            Family.PAPER,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
        ),
        Format("odt", Family.PAPER, "application/vnd.oasis.opendocument.text", "odt"),
        Format("txt", Family.PAPER, "text/plain; charset=utf-8", "txt"),
    )
}
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
OFFICE_OF_BEFORE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what Word writes when a password locks a paper
LOCKED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")

HEIC_SENTENCE = (
    "This photo is in a form that only some phones can show (HEIC). Save or send it as a JPEG, then add that."
)
UNKNOWN_SENTENCE = (
    "We cannot tell what this file is. Add a photo (JPEG or PNG), a sound or film recording (MP3, M4A, MP4 "
    "or WebM), or a paper (PDF or Word)."
)
BROKEN_SENTENCE = "This file seems to be broken or cut short. Open it to check, save it again, then add that."
LOCKED_SENTENCE = (
    "A password locks this file, so nobody could read it. Save it without a password, then add that."
)


def recognise(file: BinaryIO) -> Format:
    """The format of a seekable `file`. Raises Refused when it is broken, or none that we take."""
    file.seek(0)
    head = file.read(HEAD)
    for find in (_picture, _recording, _paper):
        if key := find(head, file):
            return FORMATS[key]
    raise Refused(UNKNOWN_SENTENCE)


def _picture(head: bytes, file: BinaryIO) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        raise Refused(HEIC_SENTENCE)
    return None


def _recording(head: bytes, file: BinaryIO) -> str | None:
    if head[4:8] == b"ftyp":
        return {True: "mp4", False: "m4a", None: None}[boxes.shows_film(file)]
    if head.startswith(elements.BEGINS):
        return {True: "webm", False: "weba", None: None}[elements.shows_film(file)]
    if head.startswith(b"OggS"):
        return (
            "ogg" if any(mark in head[:256] for mark in (b"OpusHead", b"\x01vorbis", b"Speex   ")) else None
        )
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    return "mp3" if mpeg_sound.is_mpeg_sound(file) else None


def _paper(head: bytes, file: BinaryIO) -> str | None:
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF-"):
        return _pdf(file)
    if head.startswith(OFFICE_OF_BEFORE):
        raise Refused(
            "This is an old Word file, or a password locks it. "
            "Save it as a PDF without a password, then add that."
        )
    if head.startswith(b"PK\x03\x04"):
        return _office(file)
    return "txt" if _is_plain_text(head) else None


def _pdf(file: BinaryIO) -> str:
    size = file.seek(0, 2)
    file.seek(max(size - TAIL, 0))
    if b"%%EOF" not in file.read():
        raise Refused(BROKEN_SENTENCE)
    if _has(file, LOCKED_PDF):
        raise Refused(LOCKED_SENTENCE)
    return "pdf"


def _has(file: BinaryIO, pattern: re.Pattern[bytes]) -> bool:
    """Whether `pattern` stands anywhere in the file, read in pieces that overlap."""
    file.seek(0)
    before = b""
    while piece := file.read(1024 * 1024):
        if pattern.search(before + piece):
            return True
        before = piece[-64:]
    return False


def _office(file: BinaryIO) -> str | None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:64] if names[:1] == ["mimetype"] else b""
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise Refused(BROKEN_SENTENCE) from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("This paper has small programs in it (macros). Save it as a PDF, then add that.")
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    return "odt" if kind == FORMATS["odt"].content_type.encode() else None


def _is_plain_text(head: bytes) -> bool:
    """Whether this begins as words do: no control signs, UTF-8, and not the markup of a page or a picture."""
    if not head.strip() or any(sign in head for sign in (b"\x00", b"\x1b")):
        return False
    try:
        words = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:  # a letter may be cut in two at the end of what was read
            return False
        words = head[: error.start].decode("utf-8")
    return not words.lstrip("\ufeff \r\n\t").startswith("<")
