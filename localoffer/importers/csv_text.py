"""From a file's bytes to rows of cells with their line numbers. Nothing here knows what the columns mean.

The file is read twice, a little at a time: once to learn how its letters are written, once for its rows.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, cast

from .reading import SourceTrouble, Told

CHUNK = 256 * 1024
LONGEST_LINE = 1_000_000
SAVE_AS = "Open it in your spreadsheet, choose “Save as”, then “CSV UTF-8”, and send that file."
# How files that are not CSV begin, and what to call them.
_OTHER_FILES = (
    (b"PK\x03\x04", "a spreadsheet file (such as .xlsx or .ods)"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet file (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file (gzip)"),
)
_TEXT_FILES = (
    (b"<", "This is a web page or XML, not a CSV file. " + SAVE_AS),
    (b"{", "This looks like JSON. For a saved feed choose “Open Referral UK feed” as the kind of directory."),
    (b"[", "This looks like JSON. For a saved feed choose “Open Referral UK feed” as the kind of directory."),
)


@dataclass(frozen=True)
class Row:
    """One row: the line it starts on, its cells, and why it could not be read if it could not."""

    line: int
    cells: list[str] = field(default_factory=list)
    trouble: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.trouble and not any(cell.strip() for cell in self.cells)


def encoding_of(file: IO[bytes], told: Told) -> str:
    """How the file's letters are written: UTF-8 (with or without its mark), UTF-16 with its mark, else
    Windows-1252, which is noted. Raises SourceTrouble for what is not a text file."""
    file.seek(0)
    head = file.read(8)
    _refuse_other_files(head)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, empty, size = True, 0, 0
    while chunk := file.read(CHUNK):
        size += len(chunk)
        empty += chunk.count(0)
        if is_utf8:
            is_utf8 = _can_read(decoder, chunk)
    is_utf8 = is_utf8 and _can_read(decoder, b"", is_last=True)
    if size == 0:
        raise SourceTrouble("This file is empty. Send a file with one row for each service.")
    if empty * 100 > size:
        raise SourceTrouble(f"This is not a text file. {SAVE_AS}")
    if empty:
        told.notes.append(f"The file holds {empty} empty signs (code 0). They were left out.")
    if is_utf8:
        return "utf-8-sig"
    told.notes.append(
        "The file is not UTF-8, so we read it as Windows-1252. Look at letters such as é and £ in what is "
        "new below. If they are wrong, save the file again as “CSV UTF-8”."
    )
    return "cp1252"


def _refuse_other_files(head: bytes) -> None:
    for start, what in _OTHER_FILES:
        if head.startswith(start):
            raise SourceTrouble(f"This is {what}, not a CSV file. {SAVE_AS}")
    first = head.removeprefix(codecs.BOM_UTF8).lstrip()
    for start, words in _TEXT_FILES:
        if first.startswith(start):
            raise SourceTrouble(words)


def _can_read(decoder: codecs.IncrementalDecoder, chunk: bytes, *, is_last: bool = False) -> bool:
    try:
        decoder.decode(chunk, is_last)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """The lines of a file one by one, for csv.reader; knows when there are no more."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        file.seek(0)
        # A few bytes mean nothing in Windows-1252; they come out as a question mark in a diamond.
        how = "replace" if encoding == "cp1252" else "strict"
        self._text = io.TextIOWrapper(cast(Any, file), encoding=encoding, errors=how, newline="")
        self.number = 0
        self.is_done = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self._text.readline(LONGEST_LINE)
        except UnicodeError as problem:
            raise SourceTrouble(
                f"The file breaks off or holds letters we cannot read. {SAVE_AS}"
            ) from problem
        if not line:
            self.is_done = True
            raise StopIteration
        self.number += 1
        if len(line) >= LONGEST_LINE:
            raise SourceTrouble(f"Line {self.number} is over a million letters long. {SAVE_AS}")
        return line.replace("\x00", "")

    def let_go(self) -> None:
        """Leave the file open for whoever opened it."""
        self._text.detach()


def rows_of(file: IO[bytes], encoding: str, separator: str) -> Iterator[Row]:
    """Every row, blank ones too. A row whose quotation marks are wrong comes with its trouble.

    Raises SourceTrouble where a quotation mark never closes: what follows cannot be told apart any more.
    """
    lines = _Lines(file, encoding)
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    try:
        while True:
            start = reader.line_num + 1
            try:
                yield Row(start, next(reader))
            except StopIteration:
                return
            except csv.Error as problem:
                if lines.is_done or "expected after" not in str(problem):
                    raise SourceTrouble(
                        f"In the row that begins on line {start} a quotation mark opens a text and nothing "
                        "closes it, or the text is far too long. Put it right and send the file again."
                    ) from problem
                yield Row(start, trouble='A quotation mark (") stands where it should not.')
    finally:
        lines.let_go()
