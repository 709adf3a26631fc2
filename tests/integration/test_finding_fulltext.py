"""The full-text table, on whichever database the tests run."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.finding.index import WORDS
from portal.search.fulltext import FullTextTable, Phrase, Question, Row
from portal.search.operations import CreateFullTextTable

pytestmark = pytest.mark.django_db

SYNTAX = st.text(alphabet="\"'()*:^-+&|!<>\\\0 \ud800ÀßİabNEARANDORNOT_٣", max_size=40)
ANY_TEXT = st.one_of(st.text(max_size=60), SYNTAX)
# Each example adds no row, so one database transaction may serve them all.
many_examples = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ids(asked: str | Question) -> list[int]:
    return [pk for pk, _ in WORDS.match(asked)]


def test_best_match_comes_first_by_column():
    WORDS.put([Row(1, d="swim"), Row(2, c="swim"), Row(3, b="swim"), Row(4, a="swim")])
    assert ids("swim") == [4, 3, 2, 1]
    assert WORDS.match("swim", limit=2)[0][0] == 4
    assert len(WORDS.match("swim", limit=2)) == 2
    assert WORDS.count("swim") == 4


def test_words_are_stemmed_and_accents_passed_over():
    WORDS.put([Row(1, a="Café therapies for swimmers", d="Zoë's group")])
    assert ids("therapy cafe") == [1]
    assert ids("swimmer") == [1]
    assert ids("zoes") == [1]


def test_every_word_is_needed_or_any_as_asked():
    WORDS.put([Row(1, a="swim"), Row(2, a="drama")])
    both = ((Phrase(("swim",)),), (Phrase(("drama",)),))
    assert ids(Question(both)) == []
    assert sorted(ids(Question(both, all_groups=False))) == [1, 2]


def test_phrase_needs_its_words_together_unless_told_otherwise():
    WORDS.put([Row(1, a="short term breaks"), Row(2, a="short breaks")])
    assert ids(Question(((Phrase(("short", "breaks")),),))) == [2]
    assert sorted(ids(Question(((Phrase(("short", "breaks"), together=False),),)))) == [1, 2]


def test_put_replaces_and_remove_takes_out():
    WORDS.put([Row(1, a="swim"), Row(2, a="swim")])
    WORDS.put([Row(1, a="drama")])
    assert ids("swim") == [2]
    WORDS.remove([2, 999])
    assert ids("swim") == []
    WORDS.clear()
    assert ids("drama") == []


def test_same_id_twice_in_one_batch_keeps_the_last_row():
    WORDS.put([Row(1, a="swim"), Row(1, a="drama")])
    assert (ids("swim"), ids("drama")) == ([], [1])


def test_words_of_the_query_language_are_only_words():
    WORDS.put([Row(1, a="near and or not"), Row(2, a="drama")])
    assert ids("drama OR swim") == []
    assert ids('drama" OR "swim') == []
    assert ids("a : drama") in ([], [2])  # "a" is a little word to PostgreSQL
    assert ids("dra*") == []


def test_nothing_asked_finds_nothing():
    WORDS.put([Row(1, a="swim")])
    assert ids("") == ids('"" () *') == []


@many_examples
@given(asked=ANY_TEXT)
def test_any_text_may_be_asked(asked):
    WORDS.match(asked)
    WORDS.count(Question(((Phrase((asked, asked)), Phrase((asked,), together=False)),), all_groups=False))


@many_examples
@given(text=ANY_TEXT)
def test_any_text_may_be_kept(text):
    assert WORDS.put([Row(1, text, text, text, text)]) == 1


def test_very_long_text_may_be_asked_and_kept():
    WORDS.put([Row(1, d="swim " * 50_000)])
    assert ids("swim " * 5000) == [1]
    assert ids("x" * 100_000) == []


@pytest.mark.parametrize("name", ["", "Words", "words; drop table x", "1words", "w" * 60])
def test_table_name_must_be_plain(name):
    with pytest.raises(ValueError, match="plain"):
        FullTextTable(name)


class Editor:
    """As much of a schema editor as the step uses; SQLite's own cannot start inside a test's transaction."""

    connection = connection

    def execute(self, sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)


def test_migration_step_makes_and_unmakes_the_table():
    step = CreateFullTextTable("spare_words")
    assert step.describe() == "Make the full-text table spare_words"
    step.database_forwards("search", Editor(), None, None)
    FullTextTable("spare_words").put([Row(1, a="swim")])
    assert FullTextTable("spare_words").count("swim") == 1
    step.database_backwards("search", Editor(), None, None)
    assert "spare_words" not in connection.introspection.table_names()
