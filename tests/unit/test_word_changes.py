"""What changed between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.word_changes import GONE, NEW, SAME, Piece, word_changes

pytestmark = pytest.mark.one_database


def test_changed_words_are_marked():
    assert word_changes("about 8 weeks", "about 4 weeks now") == [
        Piece(SAME, "about "),
        Piece(GONE, "8"),
        Piece(NEW, "4"),
        Piece(SAME, " weeks"),
        Piece(NEW, " now"),
    ]


def test_space_between_two_changed_words_goes_with_them():
    assert word_changes("one two", "three four") == [Piece(GONE, "one two"), Piece(NEW, "three four")]


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_texts_can_be_read_back(old, new):
    pieces = word_changes(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == old
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == new


def test_very_long_texts_are_shown_one_after_the_other():
    pieces = word_changes("word " * 3000, "other " * 3000)
    assert [piece.kind for piece in pieces] == [GONE, NEW]
