"""Reads Open Referral UK from a saved file: a list page, an array, one thing, or one object a line."""

import json
from collections.abc import Iterator
from typing import IO, Any

import ijson

from localoffer.models import ImportSource

from .hsds import HsdsReader
from .reading import SourceTrouble, Told, namespace_of
from .records import Record

LARGEST_OBJECT = 20 * 1024 * 1024  # one thing with everything under it is far smaller


def read_file(source: ImportSource, file: IO[bytes], told: Told) -> Iterator[Record]:
    """The records of a saved file, streamed. Raises SourceTrouble when it is not JSON."""
    reader = HsdsReader(namespace_of(source))
    try:
        for line, item in enumerate(_items(file, told), start=1):
            yield from reader.records(item, line=line)
    except (ijson.JSONError, ValueError, RecursionError) as problem:
        raise SourceTrouble(
            "This file is not whole, correct JSON. Save the feed again and retry."
        ) from problem


def _items(file: IO[bytes], told: Told) -> Iterator[Any]:
    first_line = file.readline(LARGEST_OBJECT).removeprefix(b"\xef\xbb\xbf").strip()
    is_one_a_line = first_line.startswith(b"{") and first_line.endswith(b"}") and file.readline(1) != b""
    file.seek(0)
    if is_one_a_line and _is_json(first_line):
        yield from (json.loads(line) for line in file if line.strip())
    elif first_line.startswith(b"["):
        yield from ijson.items(file, "item")
    elif _has_contents(file, told):
        file.seek(0)
        yield from ijson.items(file, "contents.item")
    else:
        file.seek(0)
        told.is_whole = False  # one thing says nothing of all the others
        body = file.read(LARGEST_OBJECT + 1)
        if len(body) > LARGEST_OBJECT:
            raise SourceTrouble("This file holds one object of over 20 MB. Save the feed as a list.")
        yield json.loads(body)


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _has_contents(file: IO[bytes], told: Told) -> bool:
    """Whether the file is a list page; one page of several is not the whole directory."""
    found = False
    for prefix, event, value in ijson.parse(file):
        if prefix == "total_pages" and event == "number" and value > 1:
            told.is_whole = False
        if (prefix, event) == ("contents", "start_array"):
            found = True
            break
    return found
