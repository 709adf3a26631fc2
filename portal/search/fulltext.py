"""A full-text table of our own: FTS5 on SQLite, a weighted tsvector on PostgreSQL.

One row per thing found, with four columns of words: A counts most (a name), D least. Wagtail's own
backend scores with a correlated subquery on SQLite, so that one common word can hold a worker for
seconds; this does not.

A table is made by a migration (`portal.search.operations.CreateFullTextTable`). Every word that a person
types goes to the database as a parameter, already folded to letters and digits.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from .text import tokens

WEIGHTS = (12.0, 6.0, 3.0, 1.0)  # of columns A, B, C, D: a name counts twelve times what a passing word does
MOST_GROUPS = 16  # words of one question that are looked at; more would only slow the search
MOST_PHRASES = 24  # ways of saying one of them
BATCH = 200


@dataclass(frozen=True, slots=True)
class Row:
    """What one thing is found by. `id` is the thing's own number; columns are plain text of any kind."""

    id: int
    a: str = ""
    b: str = ""
    c: str = ""
    d: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one way to say something: next to each other and in order, or (`together` False) anywhere."""

    words: tuple[str, ...]
    together: bool = True


Group = tuple[Phrase, ...]  # ways of saying one thing: any of them will do


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for: every group (or, with `all_groups` False, any group)."""

    groups: tuple[Group, ...]
    all_groups: bool = True

    @classmethod
    def from_words(cls, words: str) -> "Question":
        """A question in which every word of `words` must be found."""
        return cls(tuple((Phrase((word,)),) for word in tokens(words)))

    def cleaned(self) -> "Question":
        """The same question with words folded to letters and digits, and cut to a safe size."""
        groups = (tuple(_clean_phrases(group)) for group in self.groups)
        return Question(tuple(islice((group for group in groups if group), MOST_GROUPS)), self.all_groups)


def _clean_phrases(group: Group) -> Iterator[Phrase]:
    for phrase in group[:MOST_PHRASES]:
        words = tuple(word for text in phrase.words for word in tokens(text))
        if words:
            yield Phrase(words, phrase.together)


class FullTextTable:
    """One full-text table, by its name in the database."""

    def __init__(self, name: str) -> None:
        """`name` is a plain name in small letters; ValueError otherwise, because it becomes part of SQL."""
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,50}", name):
            raise ValueError(f"not a plain table name: {name!r}")
        self.name = name

    def put(self, rows: Iterable[Row]) -> int:
        """Add `rows`, each in place of any row with its id; return how many came. Rows may be a generator."""
        store = self._store()
        done = 0
        remaining = iter(rows)
        with transaction.atomic(using=store.alias):
            while batch := list(islice(remaining, BATCH)):
                store.put(list({row.id: row for row in batch}.values()))
                done += len(batch)
        return done

    def remove(self, ids: Iterable[int]) -> None:
        """Take out the rows with these ids; ids that are not there are passed over."""
        wanted = list(ids)
        if wanted:
            self._store().remove(wanted)

    def clear(self) -> None:
        """Take out every row."""
        self._store().clear()

    def match(self, query: str | Question, limit: int | None = None) -> list[tuple[int, float]]:
        """The ids that `query` finds with their scores (more is better), best first.

        Text means "every one of these words". Nothing that a person may type raises; a query without
        words finds nothing.
        """
        question = Question.from_words(query) if isinstance(query, str) else query
        question = question.cleaned()
        return self._store().match(question, limit) if question.groups else []

    def count(self, query: str | Question) -> int:
        """How many rows `query` finds."""
        question = Question.from_words(query) if isinstance(query, str) else query
        question = question.cleaned()
        return self._store().count(question) if question.groups else 0

    def _store(self) -> "_Store":
        return store_for(DEFAULT_DB_ALIAS, self.name)


def store_for(alias: str, name: str) -> "_Store":
    """The table `name` on the database `alias`, in that database's own way."""
    if connections[alias].vendor == "postgresql":
        from .postgresql import PostgresStore

        return PostgresStore(alias, name)
    from .sqlite import SqliteStore

    return SqliteStore(alias, name)


class _Store:
    """One table on one kind of database."""

    def __init__(self, alias: str, name: str) -> None:
        self.alias = alias
        self.connection = connections[alias]
        self.table = self.connection.ops.quote_name(name)
        self.name = name

    def create_statements(self) -> Sequence[str]:
        raise NotImplementedError

    def drop_statements(self) -> Sequence[str]:
        return [f"DROP TABLE IF EXISTS {self.table}"]

    def put(self, rows: list[Row]) -> None:
        raise NotImplementedError

    def remove(self, ids: list[int]) -> None:
        raise NotImplementedError

    def clear(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table}")  # noqa: S608

    def match(self, question: Question, limit: int | None) -> list[tuple[int, float]]:
        raise NotImplementedError

    def count(self, question: Question) -> int:
        raise NotImplementedError
