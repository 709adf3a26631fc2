"""Reading postcodes from open data files, a row at a time: the ONS Postcode Directory and Code-Point Open.

Both come as csv files or as a zip of them. The Postcode Directory (Office for National Statistics) has a
header row with the columns `pcds`, `doterm`, `lat` and `long`; the column names of districts change with
each year. Code-Point Open (Ordnance Survey) has no header: postcode, quality, easting, northing, country,
NHS codes, county, district, ward.
"""

import csv
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile

from .osgb import latitude_and_longitude
from .postcodes import tidy_postcode

UK_LATITUDES, UK_LONGITUDES = (49.0, 61.5), (-9.0, 2.5)
NO_LATITUDE = 99.0  # the Postcode Directory writes 99.999999 where it knows no position
NOT_WHOLE = "{name} is not a whole zip file. Download it again."
NO_POSITION_QUALITY = "90"  # Code-Point Open's mark for the same

_DISTRICT_COLUMN = re.compile(r"oslaua|laua|lad\d\d(?:cd)?")
_POSTCODE_COLUMNS = ("pcds", "pcd8", "pcd2", "pcd7", "pcd")


class UnknownLayout(ValueError):
    """The file is neither of the two layouts; the message says so for people."""


@dataclass(frozen=True, slots=True)
class Position:
    """One postcode in use and its middle."""

    code: str
    latitude: float
    longitude: float
    district: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A postcode that is no longer in use."""

    code: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken: where it stands, and why."""

    file: str
    line: int
    reason: str


class BadRow(ValueError):
    """Why one row cannot be taken."""


Read = Position | Ended | Refused
RowReader = Callable[[list[str]], Position | Ended]


def read_postcodes(path: Path) -> Iterator[Read]:
    """Every row of the file at `path`, read as it goes. Raises UnknownLayout when no file in it is known."""
    known = 0
    try:
        for name, lines in _open_all(path):
            with closing(lines):
                for row in _read_one(name, lines):
                    known += 1
                    yield row
    except (BadZipFile, zlib.error) as error:
        raise UnknownLayout(NOT_WHOLE.format(name=path.name)) from error
    if not known:
        raise UnknownLayout(
            f"{path.name} is not in the layout of the ONS Postcode Directory or of Code-Point Open. "
            "Give the csv file, or the zip file as it was downloaded."
        )


def _open_all(path: Path) -> Iterator[tuple[str, IO[str]]]:
    if not is_zipfile(path):
        if path.suffix.lower() == ".zip":
            raise BadZipFile
        yield path.name, path.open(encoding="utf-8-sig", errors="replace", newline="")
        return
    with ZipFile(path) as archive:
        for name in _members(archive):
            yield name, TextIOWrapper(archive.open(name), encoding="utf-8-sig", errors="replace", newline="")


def _members(archive: ZipFile) -> list[str]:
    """The data files: those in "Data", without the parts (multi_csv) where the whole is there too."""
    names = sorted(name for name in archive.namelist() if name.lower().endswith(".csv"))
    data = [name for name in names if "data" in name.lower().split("/")[:-1]] or names
    whole = [name for name in data if "multi_csv" not in name.lower()]
    return whole or data


def _read_one(name: str, lines: IO[str]) -> Iterator[Read]:
    rows = csv.reader(lines)
    first = next(rows, [])
    reader = _reader_for(first)
    if reader is None:
        return
    has_header = _is_header(first)
    if not has_header:
        yield _read_row(reader, first, name, 1)
    for row in rows:
        if row:
            yield _read_row(reader, row, name, rows.line_num)


def _reader_for(first: list[str]) -> RowReader | None:
    if _is_header(first):
        return _directory_reader([column.strip().lower() for column in first])
    if len(first) >= 10 and tidy_postcode(_spaced(first[0])) and first[2].strip().isdigit():
        return _code_point
    return None


def _is_header(first: list[str]) -> bool:
    columns = {column.strip().lower() for column in first}
    return {"lat", "long"} <= columns and bool(columns & set(_POSTCODE_COLUMNS))


def _read_row(reader: RowReader, row: list[str], name: str, line: int) -> Read:
    try:
        return reader(row)
    except (BadRow, IndexError) as error:
        return Refused(name, line, str(error) if isinstance(error, BadRow) else "the row is too short")


def _directory_reader(columns: list[str]) -> RowReader:
    """A reader of rows of the ONS Postcode Directory with these columns."""
    code_at = next(columns.index(name) for name in _POSTCODE_COLUMNS if name in columns)
    latitude_at, longitude_at = columns.index("lat"), columns.index("long")
    ended_at = columns.index("doterm") if "doterm" in columns else None
    district_at = next((at for at, name in enumerate(columns) if _DISTRICT_COLUMN.fullmatch(name)), None)

    def read(row: list[str]) -> Position | Ended:
        code = _code(row[code_at])
        if ended_at is not None and row[ended_at].strip():
            return Ended(code)
        latitude, longitude = _number(row[latitude_at], "lat"), _number(row[longitude_at], "long")
        if latitude > NO_LATITUDE:
            raise BadRow(f"{code} has no position")
        district = row[district_at].strip() if district_at is not None else ""
        return _position(code, latitude, longitude, district)

    return read


def _code_point(row: list[str]) -> Position:
    code = _code(row[0])
    easting, northing = _number(row[2], "easting"), _number(row[3], "northing")
    if row[1].strip() == NO_POSITION_QUALITY or not (easting and northing):
        raise BadRow(f"{code} has no position")
    if not (0 < easting < 700_000 and 0 < northing < 1_300_000):
        raise BadRow(f"{code} lies outside the National Grid")
    latitude, longitude = latitude_and_longitude(easting, northing)
    return _position(code, latitude, longitude, row[8].strip())


def _position(code: str, latitude: float, longitude: float, district: str) -> Position:
    in_uk = (
        UK_LATITUDES[0] <= latitude <= UK_LATITUDES[1] and UK_LONGITUDES[0] <= longitude <= UK_LONGITUDES[1]
    )
    if not in_uk:
        raise BadRow(f"{code} lies outside the United Kingdom")
    return Position(code, round(latitude, 6), round(longitude, 6), district[:12])


def _code(typed: str) -> str:
    tidy = tidy_postcode(_spaced(typed))
    if " " not in tidy:
        raise BadRow(f"“{typed.strip()[:20]}” is not a whole postcode")
    return tidy.replace(" ", "")


def _spaced(typed: str) -> str:
    """Both layouts pad postcodes with spaces in several ways; the second half is always three long."""
    bare = "".join(typed.split())
    return f"{bare[:-3]} {bare[-3:]}"


def _number(typed: str, what: str) -> float:
    try:
        return float(typed)
    except ValueError:
        raise BadRow(f"“{typed[:20]}” is not a number ({what})") from None
