"""Full text on SQLite: one FTS5 table, scored by bm25 with a weight for each column."""

from .fulltext import WEIGHTS, Group, Phrase, Question, Row, _Store
from .text import as_words

AT_ONCE = 500  # parameters in one statement; SQLite allows more, and this is safe on any build


class SqliteStore(_Store):
    """The table as SQLite keeps it."""

    def create_statements(self) -> list[str]:
        return [
            f"CREATE VIRTUAL TABLE {self.table} USING fts5"
            "(a, b, c, d, tokenize='porter unicode61 remove_diacritics 2')"
        ]

    def put(self, rows: list[Row]) -> None:
        self.remove([row.id for row in rows])
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.table} (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
                [(row.id, *(as_words(text) for text in (row.a, row.b, row.c, row.d))) for row in rows],
            )

    def remove(self, ids: list[int]) -> None:
        with self.connection.cursor() as cursor:
            for start in range(0, len(ids), AT_ONCE):
                some = ids[start : start + AT_ONCE]
                marks = ", ".join(["%s"] * len(some))
                cursor.execute(f"DELETE FROM {self.table} WHERE rowid IN ({marks})", some)  # noqa: S608

    def match(self, question: Question, limit: int | None) -> list[tuple[int, float]]:
        sql = (
            f"SELECT rowid, -bm25({self.table}, %s, %s, %s, %s) AS score FROM {self.table} "  # noqa: S608
            f"WHERE {self.table} MATCH %s ORDER BY score DESC, rowid LIMIT %s"
        )
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [*WEIGHTS, fts5_query(question), -1 if limit is None else limit])
            return cursor.fetchall()

    def count(self, question: Question) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM {self.table} WHERE {self.table} MATCH %s",  # noqa: S608
                [fts5_query(question)],
            )
            return int(cursor.fetchone()[0])


def fts5_query(question: Question) -> str:
    """`question` (cleaned) in FTS5's query language; each word stands in double quotes, so none is syntax."""
    joiner = " AND " if question.all_groups else " OR "
    return joiner.join(f"({_group(group)})" for group in question.groups)


def _group(group: Group) -> str:
    return " OR ".join(_phrase(phrase) for phrase in group)


def _phrase(phrase: Phrase) -> str:
    if phrase.together:
        return '"' + " ".join(phrase.words) + '"'
    return "(" + " AND ".join(f'"{word}"' for word in phrase.words) + ")"
