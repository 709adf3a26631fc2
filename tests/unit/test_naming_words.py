"""Words that may tell who somebody is are pointed out; everyday words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.naming_words import flags

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We asked Mrs Heron twice", [("Mrs Heron", "name")]),
        ("Sam loves it", [("Sam", "name")]),
        ("we asked Łukasz and Ștefan Żak", [("Łukasz", "name"), ("Ștefan Żak", "name")]),
        ("ring উদয় রায় today", [("উদয় রায়", "letters")]),
        ("ring 01234 567 890", [("01234 567 890", "phone")]),
        ("write to robin@family.example please", [("robin@family.example", "email")]),
        ("we live at ZZ3 4AB", [("ZZ3 4AB", "postcode")]),
        ("my son, 7 years old, waits", [("7 years old", "age")]),
        ("see www.family.example", [("www.family.example", "web")]),
        ("he goes to otter meadow school now", [("otter meadow school", "known")]),
        ("Families wait too long. Nobody rings back.", []),
        ("On Monday I'm asking CAMHS about an EHC plan", []),
        ("It’s good. We can’t get in.", []),
    ],
)
def test_words_pointed_out(text, found):
    assert [(flag.words, flag.kind) for flag in flags(text, ["Otter Meadow School"])] == found


@given(st.text(max_size=300))
def test_any_text_is_read_and_places_are_right(text):
    for flag in flags(text, ["Otter Meadow", "İstanbul house"]):
        assert text[flag.start : flag.start + len(flag.words)] == flag.words
