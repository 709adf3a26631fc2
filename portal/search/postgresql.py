"""Full text on PostgreSQL: a weighted tsvector with a GIN index, stemmed as English.

Accents are taken off on our side (portal.search.text), so no extension is needed.
"""

from .fulltext import WEIGHTS, Group, Phrase, Question, Row, _Store
from .text import as_words

# ts_rank takes weights between 0 and 1, in the order D, C, B, A.
RANK_WEIGHTS = [weight / max(WEIGHTS) for weight in reversed(WEIGHTS)]
# Divides by the logarithm of the length, so that a long entry does not win by length alone.
BY_LENGTH = 1

_VECTOR = (
    "setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'B') || "
    "setweight(to_tsvector('english', %s), 'C') || setweight(to_tsvector('english', %s), 'D')"
)


class PostgresStore(_Store):
    """The table as PostgreSQL keeps it."""

    def create_statements(self) -> list[str]:
        index = self.connection.ops.quote_name(f"{self.name}_words")
        return [
            f"CREATE TABLE {self.table} (id bigint PRIMARY KEY, words tsvector NOT NULL)",
            f"CREATE INDEX {index} ON {self.table} USING gin (words) WITH (fastupdate = off)",
        ]

    def put(self, rows: list[Row]) -> None:
        values = ", ".join([f"(%s, {_VECTOR})"] * len(rows))
        parameters: list[int | str] = []
        for row in rows:
            parameters += [row.id, *(as_words(text) for text in (row.a, row.b, row.c, row.d))]
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.table} (id, words) VALUES {values} "  # noqa: S608
                "ON CONFLICT (id) DO UPDATE SET words = excluded.words",
                parameters,
            )

    def remove(self, ids: list[int]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE id = ANY(%s)", [ids])  # noqa: S608

    def match(self, question: Question, limit: int | None) -> list[tuple[int, float]]:
        query, words = tsquery(question)
        sql = (
            f"SELECT id, ts_rank(%s::real[], words, query, {BY_LENGTH}) AS score "  # noqa: S608
            f"FROM {self.table}, (SELECT {query} AS query) AS asked "
            "WHERE words @@ query ORDER BY score DESC, id LIMIT %s"
        )
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [RANK_WEIGHTS, *words, limit])
            return cursor.fetchall()

    def count(self, question: Question) -> int:
        query, words = tsquery(question)
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {self.table} WHERE words @@ ({query})", words)  # noqa: S608
            return int(cursor.fetchone()[0])


def tsquery(question: Question) -> tuple[str, list[str]]:
    """`question` (cleaned) as an SQL expression made only of function calls and marks, and its parameters."""
    words: list[str] = []
    joiner = " && " if question.all_groups else " || "
    return joiner.join(f"({_group(group, words)})" for group in question.groups), words


def _group(group: Group, words: list[str]) -> str:
    return " || ".join(_phrase(phrase, words) for phrase in group)


def _phrase(phrase: Phrase, words: list[str]) -> str:
    words.append(" ".join(phrase.words))
    maker = "phraseto_tsquery" if phrase.together else "plainto_tsquery"
    return f"{maker}('english', %s)"
