"""Checking a given file and making the copy that is kept. Writes nothing, so no lock is held meanwhile."""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.conf import settings

from . import boxes, elements, mpeg_sound, ogg_sound, pictures, wave_sound
from .formats import FORMATS, Family, Format, recognise
from .kinds import FileKind, family_taken
from .limits import megabytes
from .refusing import Refused
from .scanning import Verdict, ask

IN_MEMORY = 5 * 1024 * 1024
BLOCK = 1024 * 1024
EMPTY = "This file is empty. Look whether it opens where you saved it, then add it again."
HARMFUL = (
    "Our virus checker stopped this file, so we did not keep it. Scan your device for viruses, or tell us in "
    "another way."
)
NOT_CHECKED = (
    "We cannot check files for viruses just now, so we did not keep this one. Please try again in an hour."
)
TOO_LONG = "This file is too large for our virus checker. Save it smaller or in parts, then add that."


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: what it is, the copy to keep, and whether the virus checker must see it."""

    format: Format
    content: BinaryIO
    size: int
    digest: str
    seconds: float | None
    name: str
    must_wait: bool


def check(upload: Any, kind: FileKind) -> Checked:
    """Check `upload` (a Django file) as one of `kind`, and make the copy that is kept.

    Raises Refused. It may take some seconds: call it before the transaction that keeps the file.
    """
    size = upload.size
    if not size:
        raise Refused(EMPTY)
    _small_enough(size, kind.largest)
    source: BinaryIO = upload.file
    found = recognise(source)
    family_taken(kind, found.family)
    _small_enough(size, kind.limit(found.family))
    must_wait = _seen_by_the_virus_checker(source)
    content = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  (closed by who keeps it)
    kept = _copy(source, content, found)
    return Checked(
        format=kept,
        content=content,
        size=content.seek(0, 2),
        digest=_digest(content),
        seconds=_seconds(content, kept),
        name=_plain_name(upload.name) if kept.family == Family.PAPER else "",
        must_wait=must_wait,
    )


def _small_enough(size: int, most: int) -> None:
    if size > most:
        raise Refused(
            f"This file has {megabytes(size)} and we can take {megabytes(most)}. "
            "Save it smaller or in parts, then add that."
        )


def _seen_by_the_virus_checker(source: BinaryIO) -> bool:
    """Whether the file must still wait for it.

    Raises Refused by what it says; when it is silent, where settings.CLAMAV_MAY_WAIT is off.
    """
    verdict = ask(source)
    if verdict is Verdict.HARMFUL:
        raise Refused(HARMFUL)
    if verdict is Verdict.TOO_LONG:
        raise Refused(TOO_LONG)
    if verdict is Verdict.NO_ANSWER and not settings.CLAMAV_MAY_WAIT:
        raise Refused(NOT_CHECKED)
    return verdict is Verdict.NO_ANSWER


IN_PLACE: dict[str, Callable[[BinaryIO], None]] = {
    "mp4": boxes.take_out_metadata,
    "m4a": boxes.take_out_metadata,
    "webm": elements.take_out_metadata,
    "weba": elements.take_out_metadata,
    "ogg": ogg_sound.take_out_metadata,
}
WRITTEN_ANEW: dict[str, Callable[[BinaryIO, BinaryIO], None]] = {
    "mp3": mpeg_sound.copy_without_labels,
    "wav": wave_sound.copy_sound,
}


def _copy(source: BinaryIO, content: BinaryIO, found: Format) -> Format:
    """Write what we keep into `content`; return its format. Papers are kept as they were given."""
    if found.family == Family.PICTURE:
        return FORMATS[pictures.make_anew(source, content).lower()]
    if rewrite := WRITTEN_ANEW.get(found.key):
        rewrite(source, content)
        return found
    source.seek(0)
    shutil.copyfileobj(source, content, BLOCK)
    if blank := IN_PLACE.get(found.key):
        blank(content)
    return found


def _seconds(content: BinaryIO, found: Format) -> float | None:
    if found.key in {"mp4", "m4a"}:
        return boxes.seconds(content)
    return wave_sound.seconds(content) if found.key == "wav" else None


def _digest(content: BinaryIO) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    while piece := content.read(BLOCK):
        digest.update(piece)
    return digest.hexdigest()


def _plain_name(given: str | None) -> str:
    """What a paper was called, without its ending, paths and signs that a file's name should not have."""
    last = re.split(r"[/\\]", given or "")[-1]
    words = re.sub(r"[^\w\s().,'&-]", " ", last.rpartition(".")[0] or last)
    return " ".join(words.split())[:120]
