"""Plain phrases in the search box become filters; anything else stays as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.finding.phrases import understand


@pytest.mark.parametrize(
    ("typed", "words", "meaning"),
    [
        (
            "speech therapy near ZZ3 4AB for a 7 year old, no diagnosis",
            "speech therapy",
            {"postcode": "ZZ3 4AB", "age": "7", "diagnosis": "no"},
        ),
        ("Speech Therapy near zz34ab", "Speech Therapy", {"postcode": "ZZ3 4AB"}),
        (
            "autism help for my 12-year-old within 5 miles of zz34ab on saturdays",
            "autism help",
            {"postcode": "ZZ3 4AB", "miles": "5", "age": "12", "day": "sa"},
        ),
        ("swimming near ZZ3 in the holidays", "swimming", {"postcode": "ZZ3", "time": "holidays"}),
        ("my son is 7 and not diagnosed yet", "", {"age": "7", "diagnosis": "no"}),
        ("youth club aged 14 at weekends", "youth club", {"age": "14", "time": "weekend"}),
        ("respite without an EHCP", "respite", {"plan": "no"}),
        ("OT, no referral needed", "OT", {"referral": "self"}),
        ("counselling that is free of charge", "counselling that is", {"cost": "free"}),
        ("something on this saturday", "", {"day": "sa"}),
        ("anything to do this weekend", "", {"time": "weekend"}),
        ("swimming this sunday near ZZ3", "swimming", {"day": "su", "postcode": "ZZ3"}),
        ("play therapy home visits", "play therapy", {"way": "home"}),
        ("ZZ3 4AB", "", {"postcode": "ZZ3 4AB"}),
    ],
)
def test_phrase_is_read_as_filters(typed, words, meaning):
    read = understand(typed)
    told = {name: getattr(read, name) for name in ("postcode", "miles", "age") if getattr(read, name)}
    assert (read.words, told | dict(read.choices)) == (words, meaning)
    assert set(read.fields) == set(meaning)


@pytest.mark.parametrize(
    "typed",
    [
        "speech therapy", "under 5s group", "free school meals", "diagnosis of autism", "holiday club",
        "Saturday club", "online safety", "section 41", "age 99", "get a diagnosis", "B12", "a1 sports",
    ],
)  # fmt: skip
def test_other_words_stay_words(typed):
    read = understand(typed)
    assert read.words == typed
    assert read.fields == ()


@given(st.text(max_size=200))
def test_reading_any_text_never_raises(typed):
    understand(typed)
