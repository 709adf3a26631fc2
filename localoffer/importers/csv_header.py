"""Finding the row of headings and the separator, and saying which columns we do not know."""

from dataclasses import dataclass
from itertools import islice
from typing import IO

from rapidfuzz import fuzz, process

from .csv_layout import Column, all_columns, column_of, squeezed
from .csv_text import Row, rows_of
from .reading import SourceTrouble, Told

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
LOOK_AT_ROWS = 20  # officers put a title and a date above the headings, not a page of text
NEAR_ENOUGH = 80  # of 100: "postcod" for "postcode" but not "notes" for "notice"
MOST_COLUMNS = 500  # ours are fewer than a hundred
SHOWN = 60  # letters of a heading, in a message
# A heading that speaks of secrecy must never be passed over: an address would be shown that should not be.
SECRET_WORDS = ("hide", "hidden", "secret", "mask", "confidential", "private", "refuge", "donotpublish")


@dataclass(frozen=True)
class Header:
    """Which column stands where. `unknown` are headings that we do not know, by position."""

    line: int
    separator: str
    columns: dict[int, Column]
    unknown: dict[int, str]
    width: int

    @property
    def names(self) -> frozenset[str]:
        """The names of our columns that the file has."""
        return frozenset(column.name for column in self.columns.values())


def find_header(file: IO[bytes], encoding: str, told: Told) -> Header:
    """The headings of a file. Raises SourceTrouble when they cannot be used, naming what is missing."""
    best: tuple[int, int, str, Row] | None = None
    for order, separator in enumerate(SEPARATORS):
        for row in _first_rows(file, encoding, separator):
            known = sum(column_of(cell) is not None for cell in row.cells[:MOST_COLUMNS])
            mark = (known, -order, separator, row)
            if known and (best is None or mark[:2] > best[:2]):
                best = mark
    if best is None:
        raise SourceTrouble(
            "We could not find the row of headings. The first row must name the columns, with “service name” "
            "and “provider” among them. The example file shows how."
        )
    header = _header(best[3], best[2])
    _check(header, told)
    return header


def _first_rows(file: IO[bytes], encoding: str, separator: str) -> list[Row]:
    rows = []
    try:
        for row in islice(rows_of(file, encoding, separator), LOOK_AT_ROWS):
            rows.append(row)
    except SourceTrouble:
        # With the wrong separator quotation marks make no sense; with the right one the reading says so.
        return rows
    return rows


def _header(row: Row, separator: str) -> Header:
    columns: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    if len(row.cells) > MOST_COLUMNS:
        raise SourceTrouble(f"This file has {len(row.cells)} columns. Send only those that the layout names.")
    for place, cell in enumerate(row.cells):
        found = column_of(cell)
        if found is None:
            unknown[place] = " ".join(cell.split())[:SHOWN]
            continue
        twice = next((at for at, other in columns.items() if other is found), None)
        if twice is not None:
            raise SourceTrouble(
                f"Columns {twice + 1} and {place + 1} are both “{found.name}”. Take one of them out, or give "
                "it another heading."
            )
        columns[place] = found
    return Header(row.line, separator, columns, unknown, len(row.cells))


def _check(header: Header, told: Told) -> None:
    missing = [one.name for one in all_columns() if one.is_needed and one.name not in header.names]
    if missing:
        there = ", ".join(column.name for column in header.columns.values())
        raise SourceTrouble(
            f"The file has no column called “{'” and no column called “'.join(missing)}”. "
            f"We need it. The columns we found on line {header.line} are: {there}."
        )
    for heading in header.unknown.values():
        if "hide address" not in header.names and any(word in squeezed(heading) for word in SECRET_WORDS):
            raise SourceTrouble(
                f"We do not know the column “{heading}”. If it says which addresses must stay secret, "
                "call it “hide address”, with yes or no in it. If not, give it another name or leave it out."
            )
    told.unknown_columns.extend(_unknown_words(one) for one in header.unknown.values() if one)
    if header.line > 1:
        told.notes.append(f"The headings are on line {header.line}. What stands above them was left out.")


def _unknown_words(heading: str) -> str:
    names = {one.name: squeezed(one.name) for one in all_columns()}
    near = process.extractOne(squeezed(heading), names, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return f"{heading} (did you mean “{near[2]}”?)" if near else heading
