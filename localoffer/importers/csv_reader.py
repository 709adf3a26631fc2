"""Reads a CSV file in our layout (localoffer.importers.csv_layout) as records, with flat memory.

The file is read row by row into a store on disk, because rows about one service need not stand together;
then service by service out of it.
"""

from collections.abc import Iterator
from typing import IO

from localoffer.models import ImportSource

from .csv_header import Header, find_header
from .csv_records import Maker
from .csv_rows import RowTaker
from .csv_store import RowStore
from .csv_terms import Terms
from .csv_text import Row, encoding_of, rows_of
from .reading import SourceTrouble, Told, namespace_of
from .records import Record

NOTHING_GONE = "Some rows could not be told apart, so nothing counts as gone."


def read_csv(source: ImportSource, file: IO[bytes], told: Told) -> Iterator[Record]:
    """The records of a CSV file. A row that cannot be taken comes as a record with its line and reason.

    Raises SourceTrouble, before any record is of use, when the file as a whole cannot be read.
    """
    encoding = encoding_of(file, told)
    header = find_header(file, encoding, told)
    with RowStore() as store:
        taker = RowTaker(namespace=namespace_of(source), header=header, store=store)
        rows = _rows_below(file, encoding, header, told)
        yield from _take_all(rows, taker, told)
        told.expected = store.count()
        terms = Terms()
        maker = Maker(names=header.names, store=store, terms=terms)
        for services in store.services():
            yield from maker.records(services)
        told.notes.extend(terms.notes())


def _rows_below(file: IO[bytes], encoding: str, header: Header, told: Told) -> Iterator[Row]:
    """The rows under the headings that hold something. Notes columns with something but no heading."""
    nameless = {place for place, heading in header.unknown.items() if not heading}
    noted: set[int] = set()
    found = False
    for row in rows_of(file, encoding, header.separator):
        if row.line <= header.line or row.is_blank:
            continue
        found = True
        noted.update(at for at in nameless - noted if at < len(row.cells) and row.cells[at].strip())
        yield row
    if not found:
        raise SourceTrouble("There is nothing under the headings. Write one row for each service.")
    told.unknown_columns.extend(f"column {at + 1}, which has no heading" for at in sorted(noted))


def _take_all(rows: Iterator[Row], taker: RowTaker, told: Told) -> Iterator[Record]:
    """Hold every row; give back those that belong to no service we can tell, refused."""
    for row in rows:
        if row.trouble:
            _say_nothing_is_gone(told)
            yield Record("service", "", f"line {row.line}", "", {}, row.line, refusal=row.trouble)
            continue
        refused = taker.take(row)
        if refused is None:
            continue
        if not refused.key:
            _say_nothing_is_gone(told)
        name = refused.cells.get("service name", "")[:255]
        key = refused.key or f"line {row.line}"
        yield Record("service", "", key, name, {}, row.line, refusal=refused.refusal)


def _say_nothing_is_gone(told: Told) -> None:
    if told.is_whole:
        told.is_whole = False
        told.notes.append(NOTHING_GONE)
