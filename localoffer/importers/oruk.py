"""Reads Open Referral UK from a saved file: a list page, an array, one thing, or one object a line."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import IO, Any

import ijson

from localoffer.models import ImportSource

from .hsds import HsdsReader
from .reading import SourceTrouble, Told, namespace_of
from .records import Record

LARGEST_OBJECT = 20 * 1024 * 1024  # one thing with everything under it is far smaller
DEEPEST = 60  # things inside things; the standard's own reach 10, and time grows with the square of the depth
NOT_JSON = "This file is not whole, correct JSON. Save the feed again and retry."


def read_file(source: ImportSource, file: IO[bytes], told: Told) -> Iterator[Record]:
    """The records of a saved file, streamed. Raises SourceTrouble when it is not JSON."""
    reader = HsdsReader(namespace_of(source))
    try:
        start = _start_of(file)
        _check_depth(file)
        for line, item in enumerate(_items(file, start, told), start=1):
            yield from reader.records(item, line=line)
    except (ijson.JSONError, ValueError, RecursionError) as problem:
        raise SourceTrouble(NOT_JSON) from problem


def _start_of(file: IO[bytes]) -> int:
    """Where the JSON begins, after a byte order mark if there is one; `file` is left there."""
    return file.seek(len(BOM_UTF8) if file.read(len(BOM_UTF8)) == BOM_UTF8 else 0)


def _check_depth(file: IO[bytes]) -> None:
    """Raise SourceTrouble for a file made to keep its reader busy."""
    depth = 0
    for event, _ in ijson.basic_parse(file, multiple_values=True):
        if event in ("start_map", "start_array"):
            depth += 1
            if depth > DEEPEST:
                raise SourceTrouble("This file holds things inside things, too deep to be a feed.")
        elif event in ("end_map", "end_array"):
            depth -= 1


def _items(file: IO[bytes], start: int, told: Told) -> Iterator[Any]:
    file.seek(start)
    first_line = file.readline(LARGEST_OBJECT).strip()
    is_one_a_line = first_line.startswith(b"{") and first_line.endswith(b"}") and file.readline(1) != b""
    file.seek(start)
    if is_one_a_line and _is_thing(first_line):
        yield from (json.loads(line) for line in file if line.strip())
    elif first_line.startswith(b"["):
        yield from ijson.items(file, "item")
    elif _has_contents(file):
        file.seek(start)
        yield from _page(file, told)
    else:
        file.seek(start)
        told.is_a_part("This file holds one thing of a directory")
        body = file.read(LARGEST_OBJECT + 1)
        if len(body) > LARGEST_OBJECT:
            raise SourceTrouble("This file holds one object of over 20 MB. Save the feed as a list.")
        yield json.loads(body)


def _is_thing(line: bytes) -> bool:
    """Whether a line is one whole thing, and not a page of several."""
    try:
        body = json.loads(line)
    except ValueError:
        return False
    return isinstance(body, dict) and not isinstance(body.get("contents"), list)


def _has_contents(file: IO[bytes]) -> bool:
    return any(prefix == "contents" and event == "start_array" for prefix, event, _ in ijson.parse(file))


def _page(file: IO[bytes], told: Told) -> Iterator[Any]:
    """The things of a saved list page. One page of several is not the whole directory."""
    said: dict[str, int] = {}
    count = 0
    for item in ijson.items(_noting(ijson.parse(file), said), "contents.item"):
        count += 1
        yield item
    if said.get("total_pages", 1) > 1 or said.get("total_items", 0) > count:
        told.is_a_part("This file holds one page of several")


def _noting(events: Iterator[tuple[str, str, Any]], said: dict[str, int]) -> Iterator[tuple[str, str, Any]]:
    """Hand the parser's events on, and note what the page says of its place among others."""
    for prefix, event, value in events:
        if event == "number" and prefix in ("total_pages", "total_items"):
            said[prefix] = int(value)
        yield prefix, event, value
