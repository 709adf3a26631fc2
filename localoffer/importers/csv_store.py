"""Where rows wait until all rows about one service are known: on disk, so that memory stays flat."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from types import TracebackType

from .csv_layout import Column

Cells = dict[str, str]  # what stands in a row, by our column's name; empty cells are left out
AT_ONCE = 100  # services
MOST_ROWS = 300  # about one service; more would not fit on its page
_TABLES = """
CREATE TABLE held (number INTEGER PRIMARY KEY, owner TEXT, body TEXT);
CREATE TABLE service (owner TEXT PRIMARY KEY, first INTEGER, rows INTEGER DEFAULT 1);
CREATE TABLE named (name TEXT PRIMARY KEY, owner TEXT);
CREATE TABLE shared (kind TEXT, uuid TEXT, body TEXT, is_given INTEGER DEFAULT 0, PRIMARY KEY (kind, uuid));
"""


@dataclass
class HeldRow:
    """One row about a service. `refusal` says why it cannot be taken, `problems` what was left out of it."""

    line: int
    key: str
    cells: Cells
    provider: str = ""
    place: str = ""
    refusal: str = ""
    problems: list[str] = field(default_factory=list)


@dataclass
class Merged:
    """What several rows say of one thing, the first that says something; and on which line that stands."""

    cells: Cells = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def add(self, cells: Cells, columns: Iterable[Column], line: int) -> list[str]:
        """Take in a row; return what it says differently from a row before, in words."""
        differ = []
        for column in columns:
            text = cells.get(column.name)
            if not text:
                continue
            first = self.cells.setdefault(column.name, text)
            at = self.lines.setdefault(column.name, line)
            if first != text:
                differ.append(
                    f"Line {line}: “{column.name}” is not what line {at} says; line {at} was taken."
                )
        return differ


class RowStore:
    """The rows by service in the order of the file, and what rows share: providers and places."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("", isolation_level=None)  # SQLite's own temporary file
        self._store.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES} BEGIN;")

    def __enter__(self) -> "RowStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def owner_named(self, name: str) -> str:
        """The service that rows with this provider and service name belong to so far, or ""."""
        found = self._store.execute("SELECT owner FROM named WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def is_known(self, owner: str) -> bool:
        """Whether a row before was about this service."""
        found = self._store.execute("SELECT 1 FROM service WHERE owner = ?", (owner,)).fetchone()
        return found is not None

    def hold(self, owner: str, row: HeldRow, *, name: str) -> bool:
        """Keep a row about the service `owner`; `name` is its provider and service name, if it says them.

        False means that the service has as many rows as it may.
        """
        known = self._store.execute("SELECT rows FROM service WHERE owner = ?", (owner,)).fetchone()
        if known and known[0] >= MOST_ROWS:
            return False
        number = self._store.execute(
            "INSERT INTO held (owner, body) VALUES (?, ?)", (owner, json.dumps(vars(row)))
        ).lastrowid
        self._store.execute(
            "INSERT INTO service (owner, first) VALUES (?, ?) "
            "ON CONFLICT (owner) DO UPDATE SET rows = rows + 1",
            (owner, number),
        )
        if name:
            self._store.execute("INSERT OR IGNORE INTO named VALUES (?, ?)", (name, owner))
        return True

    def merge(self, kind: str, uuid: str, cells: Cells, columns: Iterable[Column], line: int) -> list[str]:
        """Add what a row says of something that rows share; return what it says differently."""
        merged = self.shared(kind, uuid)
        before = len(merged.cells)
        differ = merged.add(cells, columns, line)
        if len(merged.cells) != before or not before:
            self._store.execute(
                "INSERT INTO shared (kind, uuid, body) VALUES (?, ?, ?) "
                "ON CONFLICT (kind, uuid) DO UPDATE SET body = excluded.body",
                (kind, uuid, json.dumps(vars(merged))),
            )
        return differ

    def shared(self, kind: str, uuid: str) -> Merged:
        """All that was said of something that rows share."""
        found = self._store.execute(
            "SELECT body FROM shared WHERE kind = ? AND uuid = ?", (kind, uuid)
        ).fetchone()
        return Merged(**json.loads(found[0])) if found else Merged()

    def give(self, kind: str, uuid: str) -> bool:
        """Whether this is the first time that it is asked for."""
        done = self._store.execute(
            "UPDATE shared SET is_given = 1 WHERE kind = ? AND uuid = ? AND is_given = 0", (kind, uuid)
        )
        return done.rowcount == 1

    def count(self) -> int:
        """How many services the rows are about."""
        number: int = self._store.execute("SELECT COUNT(*) FROM service").fetchone()[0]
        return number

    def services(self) -> Iterator[list[tuple[str, list[HeldRow]]]]:
        """Every service with its rows, in the order of the file, some at a time."""
        self._store.execute("CREATE INDEX held_owner ON held (owner)")
        last = 0
        while True:
            firsts = self._store.execute(
                "SELECT first FROM service WHERE first > ? ORDER BY first LIMIT ?", (last, AT_ONCE)
            ).fetchall()
            if not firsts:
                return
            rows = self._store.execute(
                "SELECT service.owner, held.body FROM service JOIN held ON held.owner = service.owner "
                "WHERE service.first > ? AND service.first <= ? ORDER BY service.first, held.number",
                (last, firsts[-1][0]),
            )
            last = firsts[-1][0]
            yield [
                (owner, [HeldRow(**json.loads(body)) for _, body in some])
                for owner, some in groupby(rows, key=lambda row: row[0])
            ]
