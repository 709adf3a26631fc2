"""Where records wait between reading and writing: on disk, so that memory stays flat whatever a source holds.

Reading everything first also means that a source that dies half-way has changed nothing.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType

from .joining import join
from .records import Record

Refusal = tuple[str, int | None, str, str, str]  # kind, line, key, name, reason
_TABLES = """
CREATE TABLE record (
    number INTEGER PRIMARY KEY, kind TEXT, uuid TEXT, line INTEGER, body TEXT, UNIQUE (kind, uuid)
);
CREATE TABLE seen (key TEXT PRIMARY KEY);
CREATE TABLE refused (
    number INTEGER PRIMARY KEY, kind TEXT, line INTEGER, key TEXT, name TEXT, reason TEXT
);
"""


class Spool:
    """Records by kind, each once; the keys of every service seen; and what was refused."""

    def __init__(self) -> None:
        self._store = sqlite3.connect(
            "", isolation_level=None
        )  # SQLite's own temporary file, gone when closed
        self._store.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES} BEGIN;")

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def add(self, record: Record) -> None:
        """Keep a record. A service that stands twice, or says why it cannot be taken, goes to the refused."""
        if record.kind == "service":
            self._store.execute("INSERT OR IGNORE INTO seen VALUES (?)", (record.key,))
        if record.refusal:
            self.refuse(record, record.refusal)
            return
        done = self._store.execute(
            "INSERT OR IGNORE INTO record (kind, uuid, line, body) VALUES (?, ?, ?, ?)",
            (record.kind, record.uuid, record.line, record.dump()),
        )
        if not done.rowcount:
            self._add_again(record)

    def _add_again(self, record: Record) -> None:
        """A second telling of a thing may add to the first; a row that only repeats an entry is a mistake."""
        first = self.get(record.kind, record.uuid)
        is_entry = record.kind == "service"
        if first is None or (is_entry and first.name != record.name):  # one id for two things
            self._refuse_again(first, record)
            return
        added, differ = join(first, record)
        if is_entry and not added and (differ or not record.is_part):
            self._refuse_again(first, record)
            return
        if is_entry and differ:
            names = ", ".join(name.replace("_", " ") for name in differ)
            first.problems.append(f"It stands here twice and says different things of: {names}.")
        if added or differ:
            self._store.execute(
                "UPDATE record SET body = ? WHERE kind = ? AND uuid = ?",
                (first.dump(), first.kind, first.uuid),
            )

    def _refuse_again(self, first: Record | None, record: Record) -> None:
        where = f" (first at {first.line})" if first and first.line else ""
        self.refuse(record, f"This entry stands here twice{where}. The first was taken.")

    def refuse(self, record: Record, reason: str) -> None:
        """Note that a record was not taken, where it stands and why."""
        self._store.execute(
            "INSERT INTO refused (kind, line, key, name, reason) VALUES (?, ?, ?, ?, ?)",
            (record.kind, record.line, record.key[:200], record.name[:255], reason),
        )

    def take_back(self, record: Record, reason: str) -> None:
        """Refuse a record that was kept already, because what it stands on cannot be taken."""
        self._store.execute("DELETE FROM record WHERE kind = ? AND uuid = ?", (record.kind, record.uuid))
        self.refuse(record, reason)

    def get(self, kind: str, uuid: str) -> Record | None:
        """One record, or None."""
        found = self._store.execute(
            "SELECT body FROM record WHERE kind = ? AND uuid = ?", (kind, uuid)
        ).fetchone()
        return Record.load(found[0]) if found else None

    def batches(self, kind: str, size: int) -> Iterator[list[Record]]:
        """The records of one kind in the order of reading, a few at a time."""
        last = 0
        while True:
            rows = self._store.execute(
                "SELECT number, body FROM record WHERE kind = ? AND number > ? ORDER BY number LIMIT ?",
                (kind, last, size),
            ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield [Record.load(body) for _, body in rows]

    def known(self, kind: str, uuids: Iterable[str]) -> set[str]:
        """Those of the UUIDs that a kept record of this kind has."""
        return self._among("SELECT uuid FROM record WHERE kind = ? AND uuid IN ({})", [kind], uuids)

    def seen(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that some service had, taken or refused."""
        return self._among("SELECT key FROM seen WHERE key IN ({})", [], keys)

    def _among(self, query: str, first: list[str], wanted: Iterable[str]) -> set[str]:
        values = list(wanted)
        found: set[str] = set()
        for start in range(0, len(values), 500):
            some = values[start : start + 500]
            marks = ",".join("?" * len(some))
            found.update(row[0] for row in self._store.execute(query.format(marks), [*first, *some]))
        return found

    def count(self, kind: str) -> int:
        """How many records of this kind were kept."""
        number: int = self._store.execute("SELECT COUNT(*) FROM record WHERE kind = ?", (kind,)).fetchone()[0]
        return number

    def refusals(self) -> Iterator[Refusal]:
        """What was refused, in the order of the source."""
        return self._store.execute("SELECT kind, line, key, name, reason FROM refused ORDER BY line, number")
